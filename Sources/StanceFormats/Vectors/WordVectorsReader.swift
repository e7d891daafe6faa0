import StanceCore

/// Takes a file of word vectors apart, line by line.
final class WordVectorsReader {
    private static let headerForm =
        "the number of words and the number of dimensions, as in \"30000 100\""
    /// The most dimensions that are believed.
    private static let dimensionLimit = 1_000_000
    /// The most numbers that a file may hold: 4 GB of them.
    static let numberLimit = 1_000_000_000

    private var window: ByteWindow
    private var line = 0
    private var words = TermList()
    private var values: [Float] = []
    private var expected: (words: Int, dimensions: Int)?

    init(_ source: ByteSource) throws {
        window = try ByteWindow(source)
    }

    /// Reads the next line; false at the end of the file.
    func readLine() throws -> Bool {
        guard let length = try window.nextLineLength(line: line + 1) else { return false }
        line += 1
        let fields = try window.withBytes { bytes in
            let text = UnsafeRawBufferPointer(rebasing: bytes[..<length])
            try TextEncoding.check(
                text, file: window.source.name, line: line, offset: window.offset)
            // One field more than there may be is enough to refuse the line.
            return text.split(
                maxSplits: (expected?.dimensions ?? 1) + 2, whereSeparator: \.isSeparator
            ).map { Array($0) }
        }
        window.consume(length)
        if let expected {
            try readVector(fields, expected)
        } else {
            try readHeader(fields)
        }
        return true
    }

    private func readHeader(_ fields: [[UInt8]]) throws {
        let numbers = fields.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard fields.count == 2, numbers.count == 2, numbers[0] >= 0,
            (1...Self.dimensionLimit).contains(numbers[1])
        else { throw failure("expected \(Self.headerForm), at the head of the file") }
        guard numbers[0] <= Self.numberLimit / numbers[1] else {
            throw failure(
                "\(numbers[0]) words of \(numbers[1]) numbers are more than \(Self.numberLimit) "
                    + "numbers, the most that is read")
        }
        expected = (numbers[0], numbers[1])
    }

    private func readVector(
        _ fields: [[UInt8]], _ expected: (words: Int, dimensions: Int)
    ) throws {
        guard let word = fields.first else { throw failure("an empty line; expected a word") }
        guard words.count < expected.words else {
            throw failure("expected the end of the file after \(expected.words) words")
        }
        guard fields.count == expected.dimensions + 1 else {
            throw failure(
                "\(count(fields, expected)) numbers after "
                    + "\"\(String(decoding: word.prefix(80), as: UTF8.self))\"; expected "
                    + "\(expected.dimensions)")
        }
        for field in fields.dropFirst() {
            let text = String(decoding: field, as: UTF8.self)
            guard let value = Float(text), value.isFinite else {
                throw failure("\"\(text)\"; expected a number")
            }
            values.append(value)
        }
        words.append(word)
    }

    private func count(
        _ fields: [[UInt8]], _ expected: (words: Int, dimensions: Int)
    ) -> String {
        let isCut = fields.count > expected.dimensions + 2
        return isCut ? "more than \(expected.dimensions + 1)" : "\(fields.count - 1)"
    }

    /// The vectors of a file that was read to its end.
    func finish() throws -> WordVectors {
        guard let expected else { throw failure("expected \(Self.headerForm); the file is empty") }
        guard words.count == expected.words else {
            throw failure(
                "the file ends after \(words.count) words; expected \(expected.words)")
        }
        do {
            return try WordVectors(
                vocabulary: try Vocabulary(words), dimensions: expected.dimensions, values: values)
        } catch {
            guard let (first, second) = repeatedWord() else { throw error }
            line = second + 2
            throw failure(
                "\"\(words.string(second))\" again; expected each word once, and line \(first + 2) "
                    + "has it")
        }
    }

    /// The rows of the first word that occurs a second time.
    private func repeatedWord() -> (Int, Int)? {
        var rows: [ArraySlice<UInt8>: Int] = [:]
        for row in 0..<words.count {
            if let first = rows.updateValue(row, forKey: words[row]) { return (first, row) }
        }
        return nil
    }

    private func failure(_ message: String) -> StanceError {
        StanceError(
            .badData, message, at: SourceLocation(file: window.source.name, line: max(line, 1)))
    }
}
