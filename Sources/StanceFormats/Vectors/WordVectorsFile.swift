import StanceCore

/// Word vectors in the text format of word2vec, which gensim and fastText read as well.
///
///     N D
///     word number ... number        N lines of a word and D numbers, separated by a space
///
/// Numbers are written with as few digits as give the same 32-bit number back, so a file read and
/// written again has the same bytes.
public enum WordVectorsFile {
    /// The bytes handed to a sink at a time.
    private static let blockSize = 1 << 20

    /// Writes vectors, whole or not at all; "-" is standard output.
    ///
    /// - Throws: `StanceError`: `badData` for a word that holds white space, `cannotCreate`,
    ///   `inputOutput`.
    public static func write(_ vectors: WordVectors, path: String) throws {
        let file = try OutputFile(path: path)
        try write(vectors, to: file)
        try file.commit()
    }

    /// Writes vectors to a sink.
    ///
    /// - Throws: `StanceError.Kind.badData` for a word that is empty or holds white space, and
    ///   what the sink throws.
    public static func write(_ vectors: WordVectors, to sink: some ByteSink) throws {
        var bytes = Array("\(vectors.count) \(vectors.dimensions)\n".utf8)
        for row in 0..<vectors.count {
            let word = vectors.vocabulary.terms[row]
            guard !word.isEmpty, !word.contains(where: \.isSeparator) else {
                let text = vectors.vocabulary.terms.string(row)
                throw StanceError(
                    .badData, "the word \"\(text)\" cannot be written: it is empty or holds space")
            }
            bytes += word
            for value in vectors[row] {
                bytes.append(UInt8(ascii: " "))
                bytes += value.description.utf8
            }
            bytes.append(UInt8(ascii: "\n"))
            if bytes.count >= blockSize {
                try sink.write(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        try sink.write(bytes)
    }

    /// Reads vectors; gzip and zstd are undone, whatever the file is called; "-" is standard
    /// input.
    ///
    /// - Throws: `StanceError`: `noInput`, `inputOutput`, and `badData` with the line and what was
    ///   expected there.
    /// - Complexity: O(bytes).
    public static func read(path: String) throws -> WordVectors {
        try read(ByteSource(path: path))
    }

    /// Reads vectors from a source.
    ///
    /// - Throws: as `read(path:)`.
    public static func read(_ source: ByteSource) throws -> WordVectors {
        let reader = try WordVectorsReader(source)
        while try reader.readLine() {}
        return try reader.finish()
    }
}

extension UInt8 {
    /// Space, tab, line feed and carriage return: what parts words and numbers.
    var isSeparator: Bool { self == 0x20 || self == 0x09 || self == 0x0a || self == 0x0d }
}
