import StanceKit

/// Keeps what an import rejected: in a file where one is asked for, else the first few reasons.
struct RejectLog {
    private let strict: Bool
    private let file: OutputFile?
    private let writer: RowWriter<RejectedRowEncoder>?
    private let complaints: RejectedRowText

    /// - Throws: as `OutputFile.init`.
    init(path: String?, strict: Bool, quiet: Bool) throws {
        self.strict = strict
        file = try path.map { try OutputFile(path: $0) }
        writer = file.map {
            RowWriter(RejectedRowEncoder(format: RowFormat(path: $0.path) ?? .jsonLines), to: $0)
        }
        complaints = RejectedRowText(isSilent: quiet || path != nil)
    }

    /// Takes a rejected row.
    ///
    /// - Throws: with `strict` the row's own error, and as `OutputFile.write`.
    func add(_ row: RejectedRow) throws {
        guard !strict else {
            throw StanceError(
                .badData, row.reason, at: SourceLocation(file: row.source, line: row.line))
        }
        complaints.add(row)
        try writer?.write(row)
    }

    /// Gives the file its name; to be called after the last row.
    ///
    /// - Throws: as `OutputFile.commit`.
    func finish() throws {
        complaints.finish()
        try writer?.flush()
        try file?.commit()
    }
}
