import StanceKit

/// Everything that `stance bench` measures within its own process, in order.
struct Bench {
    let input: BenchInput
    let model: StanceModel
    let modelPath: String
    let actors: [Actor]
    let coldStart: BenchFigures.Run
    let wholeRun: BenchFigures.Run
    let threads: Int
    let repeats: Int

    /// Runs everything that is measured within this process.
    ///
    /// - Throws: `badData` if there is no text; `internalFailure` if answers do not agree.
    func measure(_ progress: (String) -> Void) throws -> BenchFigures {
        progress("reading")
        var (read, readSeconds) = (try input.read(), [Double]())
        guard !read.paragraphs.isEmpty else {
            throw StanceError(.badData, "no text; expected at least one paragraph")
        }
        for _ in 0..<repeats {
            readSeconds.append(try Clock.seconds { read = try input.read() })
        }
        let documents = DocumentBatch(read.paragraphs)
        progress("scoring a bag of words")
        let bag = try BagOfWordsBench(documents)
        let size = Size(
            bytes: documents.bytes.count, paragraphs: documents.count, tokens: bag.tokenCount)
        let seconds = try bag.measure(repeats: repeats)
        let counts = threadCounts
        let bagRates = try counts.map {
            size.rate(threads: $0, try bag.secondsOfScoring(threads: $0, repeats: repeats))
        }
        progress("scoring with the model")
        let scored = try modelRates(read.paragraphs, size, counts)
        progress("reading memory")
        let lookups = Clock.median(seconds.lookups)
        return BenchFigures(
            version: StanceKitVersion.current, kernels: KernelVariant.inUse.rawValue,
            cores: availableThreads, repeats: repeats,
            text: BenchFigures.Text(
                source: input.made ?? input.inputs.joined(separator: " "), isCut: read.isCut,
                paragraphs: size.paragraphs, tokens: size.tokens, bytes: size.bytes),
            stages: stages(read: Clock.median(readSeconds), seconds, size),
            bagOfWords: bagRates, model: modelPath, recipe: model.recipe.rawValue,
            modelRates: scored.rates, rowsPerPass: scored.rows, coldStart: coldStart,
            wholeRun: wholeRun,
            ceiling: BenchFigures.Ceiling(
                memoryReadBytesPerSecond: try MemoryRead.bytesPerSecond(repeats: repeats),
                lookupMegabytesPerSecond: size.megabytes / lookups,
                shareReached: lookups / Clock.median(seconds.scoring)))
    }

    /// Up to all threads, doubling.
    private var threadCounts: [Int] {
        var counts = [1]
        while let last = counts.last, last < threads { counts.append(min(2 * last, threads)) }
        return counts
    }

    /// The steps; noise may turn the difference of two passes negative, which then counts as 0.
    private func stages(
        read: Double, _ seconds: BagOfWordsBench.Seconds, _ size: Size
    ) -> [BenchFigures.Stage] {
        func difference(_ later: [Double], _ earlier: [Double]) -> Double {
            max(0, Clock.median(zip(later, earlier).map { $0 - $1 }))
        }
        return [
            size.stage("read", read),
            size.stage("tokenise", Clock.median(seconds.keys)),
            size.stage("look up", difference(seconds.lookups, seconds.keys)),
            size.stage("score", difference(seconds.scoring, seconds.lookups)),
            size.stage("write", Clock.median(seconds.writing)),
        ]
    }

    /// Paragraphs to rows with the model, its actors found in them; the rows must be the same.
    private func modelRates(
        _ texts: [String], _ size: Size, _ counts: [Int]
    ) throws -> (rates: [BenchFigures.Rate], rows: Int) {
        let scorer = try ArticleScorer(scorer: Scorer(model: model), actors: actors)
        let paragraphs = texts.enumerated().map {
            ParagraphToScore(document: "text", number: $0.offset + 1, text: $0.element)
        }
        let expected = try scorer.rows(for: paragraphs, threads: threads)
        let rates = try counts.map { count in
            let times = try (0..<repeats).map { _ in
                var rows: [ScoredRow] = []
                let seconds = try Clock.seconds {
                    rows = try scorer.rows(for: paragraphs, threads: count)
                }
                guard rows == expected else {
                    throw StanceError(.internalFailure, "\(count) threads score otherwise")
                }
                return seconds
            }
            return size.rate(threads: count, Clock.median(times))
        }
        return (rates, expected.count)
    }
}

/// How much text there is, for rates.
struct Size {
    var bytes: Int
    var paragraphs: Int
    var tokens: Int

    var megabytes: Double { Double(bytes) / 1e6 }

    func rate(threads: Int, _ seconds: Double) -> BenchFigures.Rate {
        BenchFigures.Rate(
            threads: threads, seconds: seconds, megabytesPerSecond: megabytes / seconds,
            paragraphsPerSecond: Double(paragraphs) / seconds,
            tokensPerSecond: Double(tokens) / seconds)
    }

    func stage(_ name: String, _ seconds: Double) -> BenchFigures.Stage {
        BenchFigures.Stage(
            name: name, seconds: seconds,
            nanosecondsPerToken: seconds * 1e9 / Double(max(1, tokens)),
            megabytesPerSecond: seconds > 0 ? megabytes / seconds : 0)
    }
}
