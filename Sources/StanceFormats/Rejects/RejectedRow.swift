import StanceCore

/// A row that could not be read: where it stands and why.
public struct RejectedRow: Sendable, Hashable {
    /// The file as the user gave it; "-" for standard input.
    public var source: String
    /// The line on which the row begins, from 1; nil where a whole document is meant.
    public var line: Int?
    /// The place of the row's first byte in the (uncompressed) file, from 0.
    public var byte: Int?
    /// What is wrong and what was expected.
    public var reason: String

    /// Describes a rejected row.
    public init(source: String, line: Int?, byte: Int?, reason: String) {
        self.source = source
        self.line = line
        self.byte = byte
        self.reason = reason
    }

    /// The row on which a reader failed.
    ///
    /// - Parameters:
    ///   - error: what the reader said; a place within the row joins the reason.
    ///   - source: the file.
    ///   - line: the row's first line.
    ///   - byte: the row's first byte.
    public init(_ error: StanceError, source: String, line: Int?, byte: Int?) {
        var reason = error.message
        if let place = error.location {
            if let found = place.line, found != line { reason += " (line \(found))" }
            if let found = place.byte, found != byte { reason += " (byte \(found))" }
        }
        self.init(source: source, line: line, byte: byte, reason: reason)
    }

    /// `source:line: reason`, as errors are printed.
    public var description: String {
        StanceError(.badData, reason, at: SourceLocation(file: source, line: line)).description
    }
}
