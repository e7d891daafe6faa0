import StanceKit

/// Takes scored rows in their order and writes them in some form.
protocol ScoreSink: AnyObject {
    func write(_ row: ScoredRow) throws
    func finish() throws
}

/// A row per paragraph and actor.
final class RowSink: ScoreSink {
    private let writer: RowWriter<ScoredRowEncoder>?
    private let table: ScoreTable?
    private let database: ScoresDatabase?

    init(_ format: OutputFormat, _ file: OutputFile, sets: Bool, modelPath: String) throws {
        var (writer, table): (RowWriter<ScoredRowEncoder>?, ScoreTable?)
        var database: ScoresDatabase?
        switch format {
        case .rows(let rows):
            writer = RowWriter(ScoredRowEncoder(format: rows, sets: sets), to: file)
        case .table: table = ScoreTable(file, sets: sets)
        case .database:
            let run = ScoresDatabase.Run(
                model: modelPath, version: StanceKitVersion.current,
                options: BatchInput.words(CommandLine.arguments.dropFirst()))
            database = try ScoresDatabase(in: file, run: run, sets: sets)
        }
        (self.writer, self.table, self.database) = (writer, table, database)
    }

    func write(_ row: ScoredRow) throws {
        try writer?.write(row)
        try table?.write(row)
        try database?.write(row)
    }

    func finish() throws {
        try writer?.flush()
        try table?.finish()
        try database?.finish()
    }
}

/// A row per document and actor.
final class SummarySink: ScoreSink {
    private let writer: RowWriter<SummaryRowEncoder>?
    private let table: SummaryTable?
    private var document: String?
    private var lastParagraph = 0
    private var rows: [SummaryRow] = []
    private var sums: [Double] = []

    init(_ format: OutputFormat, _ file: OutputFile) throws {
        switch format {
        case .rows(let rows):
            writer = RowWriter(SummaryRowEncoder(format: rows), to: file)
            table = nil
        case .table:
            writer = nil
            table = SummaryTable(file)
        case .database: throw OutputFormat.noDatabase(of: "--summary")
        }
    }

    func write(_ row: ScoredRow) throws {
        // Two documents of one name, one after the other, stay two: paragraphs begin again.
        if row.document != document || row.paragraph < lastParagraph { try flushDocument() }
        document = row.document
        lastParagraph = row.paragraph
        var index = rows.firstIndex { $0.actor == row.actor } ?? rows.count
        if index == rows.count {
            rows.append(
                SummaryRow(
                    document: row.document, actor: row.actor, paragraphs: 0, mentions: 0,
                    critical: 0, neutral: 0, supportive: 0, meanScore: nil, abstained: 0))
            sums.append(0)
            index = rows.count - 1
        }
        rows[index].add(row)
        if case .scored(let probabilities) = row.outcome { sums[index] += probabilities.score }
    }

    /// Memory holds one document's actors at a time.
    private func flushDocument() throws {
        for index in rows.indices {
            let scored = rows[index].critical + rows[index].neutral + rows[index].supportive
            if scored > 0 { rows[index].meanScore = sums[index] / Double(scored) }
            try writer?.write(rows[index])
            table?.add(rows[index])
        }
        try table?.endDocument()
        rows.removeAll()
        sums.removeAll()
    }

    func finish() throws {
        try flushDocument()
        try writer?.flush()
    }
}

extension SummaryRow {
    fileprivate mutating func add(_ row: ScoredRow) {
        paragraphs += 1
        mentions += row.mentions
        switch row.outcome {
        case .abstained: abstained += 1
        case .scored(let probabilities):
            switch probabilities.stance {
            case .critical: critical += 1
            case .neutral: neutral += 1
            case .supportive: supportive += 1
            }
        }
    }
}
