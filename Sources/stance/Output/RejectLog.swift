import StanceKit

/// Keeps what was rejected: in a file where one is asked for, else the first few reasons.
struct RejectLog {
    private static let shown = 5

    private let strict: Bool
    private let file: OutputFile?
    private let writer: RejectedRowWriter?
    private var first: [RejectedRow] = []
    private var count = 0

    /// - Throws: as `OutputFile.init`.
    init(path: String?, strict: Bool) throws {
        self.strict = strict
        file = try path.map { try OutputFile(path: $0) }
        writer = file.map {
            RejectedRowWriter(format: RowFormat(path: $0.path) ?? .jsonLines, to: $0)
        }
    }

    /// Takes a rejected row.
    ///
    /// - Throws: with `strict` the row's own error, and as `OutputFile.write`.
    mutating func add(_ row: RejectedRow) throws {
        guard !strict else {
            throw StanceError(
                .badData, row.reason, at: SourceLocation(file: row.source, line: row.line))
        }
        count += 1
        if let writer {
            try writer.write(row)
        } else if first.count < Self.shown {
            first.append(row)
        }
    }

    /// Gives the file its name.
    ///
    /// - Throws: as `OutputFile.commit`.
    func finish() throws {
        try writer?.flush()
        try file?.commit()
    }

    /// Says the first few reasons on standard error, where no file has them.
    func printReasons() {
        for row in first { Terminal.warning(row.description) }
        if writer == nil, count > first.count {
            Terminal.warning("... and \(count - first.count) more; --rejects FILE keeps them all")
        }
    }
}
