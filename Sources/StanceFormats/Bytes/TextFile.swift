import StanceCore

/// Reads a whole text.
public enum TextFile {
    /// The text of the file at `path`, or of standard input for "-".
    ///
    /// - Throws: `StanceError`: `noInput`, `inputOutput`, and `badData` when it is no UTF-8 or has
    ///   more than `limit` bytes.
    public static func string(at path: String, limit: Int) throws -> String {
        try TextEncoding.string(ByteSource(path: path).readAll(limit: limit), file: path)
    }
}
