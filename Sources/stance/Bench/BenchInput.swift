import StanceKit

/// The text that is measured on: the user's, or made text in a temporary file.
struct BenchInput {
    let inputs: [String]
    let options: DocumentOptions
    /// What makes `stance score` read the same.
    let arguments: [String]
    /// What the made text is, or nil for the user's.
    var made: String?
    private var folder: TemporaryFolder?

    /// The most text that is measured on; the rest of a large input changes no rate.
    private static let byteLimit = 64 << 20

    init(inputs: [String], options: DocumentOptions, arguments: [String]) {
        self.inputs = inputs
        self.options = options
        self.arguments = arguments
    }

    /// Writes made text, a paragraph a line, to a temporary file.
    static func made(megabytes: Int, seed: UInt64, actors: [String]) throws -> BenchInput {
        let folder = try TemporaryFolder()
        let path = folder.path("made.txt")
        var text = MadeParagraphs(seed: seed, actors: actors)
        let file = try OutputFile(path: path)
        var byteCount = 0
        while byteCount < megabytes * 1_000_000 {
            let line = Array((text.next() + "\n").utf8)
            try file.write(line)
            byteCount += line.count
        }
        try file.commit()
        var input = BenchInput(inputs: [path], options: DocumentOptions(), arguments: [path])
        input.made = "made text, seed \(seed)"
        input.folder = folder
        return input
    }

    /// Removes what `made` wrote.
    func removeMade() { folder?.remove() }

    /// The paragraphs, up to a limit.
    func read() throws -> (paragraphs: [String], isCut: Bool) {
        let reader = try ParagraphReader(inputs: inputs, options: options)
        var paragraphs: [String] = []
        var bytes = 0
        while let batch = try reader.nextBatch() {
            paragraphs += batch
            bytes += batch.reduce(0) { $0 + $1.utf8.count }
            if bytes >= BenchInput.byteLimit { return (paragraphs, true) }
        }
        return (paragraphs, false)
    }
}
