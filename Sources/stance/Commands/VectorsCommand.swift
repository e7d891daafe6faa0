import ArgumentParser
import StanceKit

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// `stance vectors`: unlabelled text -> a file of word vectors.
struct VectorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vectors",
        abstract: "Make word vectors from unlabelled text.",
        discussion: """
            Example:
              stance vectors articles/ -o news.vectors
              stance vectors archive.jsonl.gz --window 8 -o news.vectors

            Inputs are .txt (a line is a paragraph) and .md and .html files, folders of them, JSONL, \
            CSV and TSV with a text column; also .gz or .zst. They are read twice, so standard input is refused. \
            Words that stand together within the window, in one paragraph, are scored by positive \
            PMI, and the scores decomposed (randomised SVD). The file is text, in the format of \
            word2vec: a line "words dimensions", then a word and its numbers a line.

            Memory does not grow with the text: about 60 bytes for each pair of words up to \
            --max-pairs, and 48 for each word and dimension.
            """)

    @Argument(help: "Files and folders to read.")
    var inputs: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write; - for standard output.", valueName: "file"))
    var output: String

    @Option(name: .long, help: ArgumentHelp("Numbers of a vector.", valueName: "count"))
    var dimensions = 100

    @Option(
        name: .long, help: ArgumentHelp("Words to either side that count.", valueName: "count"))
    var window = 5

    @Option(
        name: .long, help: ArgumentHelp("How often a word has to occur.", valueName: "count"))
    var minCount = 5

    @Option(
        name: .long,
        help: ArgumentHelp("The most words, the most frequent ones.", valueName: "count"))
    var maxWords = 30_000

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The most pairs of words kept in memory; beyond it the rarest are forgotten.",
            valueName: "count"))
    var maxPairs = WordVectorOptions.defaultPairLimit

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Exponent of the contexts' distribution; 1 for none.", valueName: "number"))
    var contextSmoothing = 0.75

    @Option(
        name: .long,
        help: ArgumentHelp("Exponent of the singular values, 0 to 1.", valueName: "number"))
    var eigenvalueWeighting = 0.5

    @Option(
        name: .long,
        help: ArgumentHelp("Power iterations of the SVD.", valueName: "count"))
    var powerIterations = 2

    @Option(name: .long, help: ArgumentHelp("Where random numbers start.", valueName: "number"))
    var seed: UInt64 = 0

    @Option(
        name: .long,
        help: ArgumentHelp("Column of the text (default: text).", valueName: "name"))
    var textColumn: String?

    @Flag(name: .long, help: "Take quotes in CSV and TSV as ordinary characters.")
    var noQuotes = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What parts fields: comma, tab, semicolon, pipe or a character (default: as the name "
                + "and the header say).",
            valueName: "name"))
    var delimiter: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "text, markdown, html, jsonl, csv or tsv, where a file's name does not tell.",
            valueName: "name"))
    var inputFormat: String?

    @OptionGroup var runOptions: RunOptions

    mutating func run() throws {
        inputs = try PathPattern.expanded(inputs)
        let trainer = try WordVectorTrainer(try options())
        let documents = try documentOptions()
        try refuseWhatIsReadOnce()
        let progress = runOptions.progressLine()
        let file = try OutputFile(path: output)
        var reading = 0
        let fit = try trainer.train { take in
            reading += 1
            var bytes = 0
            let reader = try ParagraphReader(inputs: inputs, options: documents)
            if !runOptions.quiet, reading == 1 { reader.note = Terminal.note }
            while let batch = try reader.nextBatch() {
                try take(batch)
                bytes += batch.reduce(0) { $0 + $1.utf8.count }
                progress.show("reading \(reading) of 2: \(bytes >> 20) MB of text")
            }
        }
        try WordVectorsFile.write(fit.vectors, to: file)
        try file.commit()
        progress.finish()
        if !runOptions.quiet { Terminal.raw(summary(of: fit)) }
    }

    private func options() throws -> WordVectorOptions {
        guard !output.hasSuffix(".gz"), !output.hasSuffix(".zst") else {
            throw StanceError(
                .usage,
                "--output \(output): vectors are written uncompressed; leave out .gz or .zst")
        }
        var options = WordVectorOptions()
        options.dimensions = dimensions
        options.window = window
        options.minimumCount = minCount
        options.vocabularyLimit = maxWords
        options.contextSmoothing = contextSmoothing
        options.eigenvalueWeighting = eigenvalueWeighting
        options.powerIterations = powerIterations
        options.pairLimit = maxPairs
        options.seed = seed
        options.threads = try runOptions.threadCount()
        return options
    }

    private func documentOptions() throws -> DocumentOptions {
        var options = DocumentOptions(
            columns: ColumnNames(text: textColumn), quoting: !noQuotes)
        options.delimiter = try delimiter.map { try Delimiter(option: $0) }
        if let inputFormat { options.inputFormat = try DocumentFormat(option: inputFormat) }
        return options
    }

    /// A pipe would be empty, or block, at the second reading.
    private func refuseWhatIsReadOnce() throws {
        for input in inputs {
            var status = stat()
            let isThere = stat(input, &status) == 0
            let mode = status.st_mode & S_IFMT
            guard
                input == ByteSource.standardInput
                    || (isThere && mode != S_IFREG && mode != S_IFDIR)
            else { continue }
            throw StanceError(
                .usage,
                "\(input == ByteSource.standardInput ? "standard input" : input) can be read only "
                    + "once; expected files and folders, because the text is read twice")
        }
    }

    private func summary(of fit: WordVectorFit) -> String {
        var lines = [
            "\(fit.vectors.count) words of \(fit.totalWordCount) running ones; "
                + "\(fit.pairCount) pairs, \(fit.nonZeroCount) scores above 0; "
                + "\(fit.vectors.dimensions) dimensions -> \(output)"
        ]
        if fit.forgottenWordCount > 0 {
            lines.append(
                "note: to bound memory, words met up to \(fit.forgottenWordCount) times were "
                    + "forgotten on the way")
        }
        if fit.forgottenPairCount > 0 {
            lines.append(
                "note: to bound memory, pairs met up to \(fit.forgottenPairCount) times were "
                    + "forgotten on the way; --max-pairs keeps more")
        }
        return lines.joined(separator: "\n")
    }
}
