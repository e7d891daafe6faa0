import StanceCore

extension StanceModel {
    /// Reads a model file.
    ///
    /// - Throws: `StanceError`: `noInput` when there is no such file, `badData` when it is not a
    ///   model, is cut or altered, or is of a newer format.
    /// - Complexity: O(bytes).
    public init(path: String) throws {
        let file = try MappedFile(path: path)
        self = try withExtendedLifetime(file) {
            try StanceModel(fileBytes: file.bytes, file: path)
        }
    }

    /// Whether a file is a model, as its first bytes tell; false for what cannot be mapped, such as
    /// standard input or a file that is not there.
    public static func isModel(path: String) -> Bool {
        guard path != ByteSource.standardInput, let file = try? MappedFile(path: path) else {
            return false
        }
        return withExtendedLifetime(file) {
            FileSignature.isModel(Array(file.bytes.prefix(FileSignature.length)))
        }
    }

    /// Writes a model file, whole or not at all; "-" is standard output.
    ///
    /// - Returns: the number of bytes.
    /// - Throws: `StanceError`: `cannotCreate`, `inputOutput`.
    @discardableResult
    public func write(path: String) throws -> Int {
        let bytes = try fileBytes()
        let file = try OutputFile(path: path)
        try file.write(bytes)
        try file.commit()
        return bytes.count
    }
}

extension ModelSection {
    /// Lists the sections of a model file.
    ///
    /// - Throws: as `StanceModel.init(path:)`.
    public static func list(path: String) throws -> [ModelSection] {
        let file = try MappedFile(path: path)
        return try withExtendedLifetime(file) {
            try ModelSection.list(fileBytes: file.bytes, file: path)
        }
    }
}
