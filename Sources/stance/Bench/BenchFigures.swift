/// What `stance bench` measured; its names are the keys of `--json`.
struct BenchFigures: Encodable {
    /// The text.
    struct Text: Encodable {
        var source: String
        var isCut: Bool
        var paragraphs: Int
        var tokens: Int
        var bytes: Int
    }

    /// A step from file to file.
    struct Stage: Encodable {
        var name: String
        var seconds: Double
        var nanosecondsPerToken: Double
        var megabytesPerSecond: Double
    }

    /// Scoring with some number of threads.
    struct Rate: Encodable {
        var threads: Int
        var seconds: Double
        var megabytesPerSecond: Double
        var paragraphsPerSecond: Double
        var tokensPerSecond: Double
    }

    /// A whole run of the command in a process of its own.
    struct Run: Encodable {
        var seconds: Double
        var processorSeconds: Double
        /// Bytes at the most; absent where it cannot be told from this process's own.
        var peakMemory: Int?
    }

    /// What this machine does at best, on one thread.
    struct Ceiling: Encodable {
        var memoryReadBytesPerSecond: Double
        var lookupMegabytesPerSecond: Double
        /// The bag of words' share of the rate above: 1 would be nothing but finding terms.
        var shareReached: Double
    }

    var version: String
    var kernels: String
    var cores: Int
    var repeats: Int
    var text: Text
    var stages: [Stage]
    var bagOfWords: [Rate]
    var model: String
    var recipe: String
    var modelRates: [Rate]
    var rowsPerPass: Int
    var coldStart: Run
    var wholeRun: Run
    var ceiling: Ceiling
}
