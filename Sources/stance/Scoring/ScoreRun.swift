import StanceKit

/// Chunks -> rows -> output: the pipeline of `stance score`.
final class ScoreRun {
    private let scorer: ArticleScorer
    private let rule: AnswerRule
    /// Lays rows out on the workers' threads; nil where `sink` takes them.
    private let encoder: (any RowLayout<ScoredRow>)?
    private let sink: (any ScoreSink)?
    private let articles: ArticleCollector?
    private let output: ScoreOutput
    private let complaints: RejectedRowText
    private let progressLine: ProgressLine
    private let checkpointEvery: Duration
    /// How far the run is.
    private(set) var total: RunProgress
    /// The first row that this run rejected.
    private(set) var firstRejected: RejectedRow?

    init(
        _ scorer: ArticleScorer, _ rule: AnswerRule, encoder: (any RowLayout<ScoredRow>)?,
        sink: (any ScoreSink)?, articles: ArticleCollector?, output: ScoreOutput,
        complaints: RejectedRowText, progressLine: ProgressLine, checkpointEvery: Duration
    ) {
        (self.scorer, self.rule, self.encoder, self.sink) = (scorer, rule, encoder, sink)
        (self.articles, self.output, self.complaints) = (articles, output, complaints)
        (self.progressLine, self.checkpointEvery) = (progressLine, checkpointEvery)
        total = output.resumed ?? RunProgress()
    }

    /// What a worker makes of a chunk.
    private struct Scored: Sendable {
        var chunk: ScoreChunk
        var rows: [ScoredRow] = []
        var bytes: [UInt8] = []
        var scored = 0
        var abstained = 0
    }

    /// Reads, scores and writes until the end or a signal.
    func run(_ reader: ScoreReader, wait: InputWait, threads: Int) throws {
        if output.resumed == nil { try output.write(encoder?.header ?? []) }
        var lastCheckpoint = ContinuousClock.now
        let start = total.units
        try orderedPipeline(
            workers: threads, capacity: 2 * threads + 2, next: reader.next,
            transform: transform, stop: wait.interrupt,
            consume: { result in
                try consume(result)
                if output.isJournaled, ContinuousClock.now - lastCheckpoint >= checkpointEvery,
                    total.units > start
                {
                    try output.checkpoint(total)
                    lastCheckpoint = .now
                }
            })
        progressLine.finish()
        complaints.finish()
        guard let signal = Interruption.signal else {
            try sink?.finish()
            return
        }
        try output.checkpoint(total)
        throw RunInterrupted(signal: signal, hint: hint)
    }

    /// What is said when the run stops before its end; nil where nothing is left of it.
    var hint: String? { output.hint(total) }

    /// What a worker does; it shares nothing with others but what is fixed.
    private var transform: @Sendable (ScoreChunk) throws -> Scored {
        let (scorer, rule, encoder) = (scorer, rule, encoder)
        let keepsRows = sink != nil || articles != nil
        return { chunk in
            let rows = try scorer.rows(for: chunk.batch.paragraphs, threads: 1).map { rule($0) }
            var result = Scored(chunk: chunk)
            for row in rows {
                if case .scored = row.outcome { result.scored += 1 }
            }
            result.abstained = rows.count - result.scored
            if var encoder {
                for row in rows { try encoder.append(row, to: &result.bytes) }
            }
            if keepsRows { result.rows = rows }
            return result
        }
    }

    private func consume(_ result: Scored) throws {
        try output.write(result.bytes)
        for row in result.rows { try sink?.write(row) }
        try articles?.add(result.chunk.batch.paragraphs, result.rows)
        try output.write(result.chunk.rejected)
        for row in result.chunk.rejected { complaints.add(row) }
        firstRejected = firstRejected ?? result.chunk.rejected.first
        var now = result.chunk.progress
        now.scored = total.scored + result.scored
        now.abstained = total.abstained + result.abstained
        now.paragraphs = total.paragraphs + result.chunk.batch.paragraphs.count
        total = now
        progressLine.show(
            Counted.text(now.documents, "document") + ", "
                + Counted.text(now.paragraphs, "paragraph"))
    }
}
