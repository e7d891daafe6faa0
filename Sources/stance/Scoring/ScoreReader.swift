import StanceKit

/// Paragraphs to be scored together, and how far the run is when they are done.
struct ScoreChunk: Sendable {
    var batch = ScoreBatch()
    var rejected: [RejectedRow] = []
    var progress: RunProgress
}

/// Documents -> chunks, on the reader's thread.
///
/// `@unchecked Sendable`: made by one thread and then used by the pipeline's reader alone.
final class ScoreReader: @unchecked Sendable {
    private let reader: DocumentReader
    private let scorer: ArticleScorer
    private let slicing: Slicing?
    private let wait: InputWait
    private let stopsAtRejected: Bool
    private let chunkParagraphs: Int
    /// What an unfinished run had done, which is read again and passed over.
    private let resumed: RunProgress
    private var digest = ChainedHash()
    private var progress: RunProgress
    private var read = 0
    private var failure: (any Error)?
    private var ended = false

    init(
        _ reader: DocumentReader, _ scorer: ArticleScorer, by slicing: Slicing?, wait: InputWait,
        strict: Bool, chunkParagraphs: Int, resumed: RunProgress?
    ) {
        (self.reader, self.scorer, self.slicing, self.wait) = (reader, scorer, slicing, wait)
        stopsAtRejected = strict
        self.chunkParagraphs = chunkParagraphs
        self.resumed = resumed ?? RunProgress()
        progress = self.resumed
    }

    /// The next chunk, or nil at the end or when a signal came.
    ///
    /// A chunk is not full where the input has nothing more to give at the moment, and before a
    /// failure: what was read is scored first.
    func next() throws -> ScoreChunk? {
        if let failure { throw failure }
        var chunk = ScoreChunk(progress: progress)
        let first = read
        while !ended, !chunk.batch.isFull(chunkParagraphs), chunk.rejected.count < chunkParagraphs {
            if Interruption.signal != nil {
                ended = true
                break
            }
            do {
                wait.yields = read > first
                guard let step = try reader.step() else {
                    ended = true
                    try checkResumed()
                    break
                }
                try take(step, into: &chunk)
            } catch is InputPending {
                break
            } catch is InputInterrupted {
                ended = true
            } catch {
                failure = error
                break
            }
        }
        chunk.progress = progress
        if read > first { return chunk }
        if let failure { throw failure }
        return nil
    }

    private func take(_ step: DocumentStep, into chunk: inout ScoreChunk) throws {
        if case .rejected(_, let error) = step, stopsAtRejected { throw error }
        read += 1
        digest.add(step)
        guard read > resumed.units else {
            if read == resumed.units { try checkResumed() }
            return
        }
        progress.units = read
        progress.digest = digest.value
        switch step {
        case .rejected(let row, _):
            chunk.rejected.append(row)
            progress.rejected += 1
        case .document(let document):
            if document.isFirstPart { progress.documents += 1 }
            if case .row(let row) = document.content, let actor = row.actor,
                try !scorer.reports(actor, on: row.date)
            {
                progress.leftOut += 1
            } else {
                chunk.batch.add(document, by: slicing)
            }
        }
    }

    /// What was read again must be what the unfinished run had read.
    private func checkResumed() throws {
        guard resumed.units > 0, read <= resumed.units else { return }
        guard read == resumed.units, digest.value == resumed.digest else {
            throw StanceError(
                .usage,
                "cannot be resumed: the input is not the one that the unfinished run read; --restart "
                    + "begins anew")
        }
    }
}

extension Document {
    /// Whether it is a whole document, or the first part of one.
    fileprivate var isFirstPart: Bool {
        guard case .paragraphs(let list) = content else { return true }
        return (list.first?.number ?? 1) == 1
    }
}

extension ChainedHash {
    /// Adds all of a step that can reach an output.
    fileprivate mutating func add(_ step: DocumentStep) {
        switch step {
        case .rejected(let row, _):
            add(row.description)
            add(row.byte ?? -1)
        case .document(let document):
            add(document.id)
            if let date = document.date { add(date.description) }
            switch document.content {
            case .paragraphs(let list):
                add(list.count)
                for paragraph in list {
                    add(paragraph.number)
                    add(paragraph.text)
                }
            case .row(let row):
                add(row.text)
                add(row.actor ?? "")
                if let date = row.date { add(date.description) }
                for mention in row.mentions ?? [] {
                    add(mention.lowerBound)
                    add(mention.upperBound)
                }
            }
        }
    }
}
