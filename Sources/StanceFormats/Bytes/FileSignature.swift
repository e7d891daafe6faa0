/// The first bytes that tell compressed files, StanceKit models and other formats from text.
enum FileSignature {
    /// A compression that is undone.
    enum Compression: Hashable {
        case gzip, zstd
    }

    /// How many bytes decide.
    static let length = 64
    private static let gzip: [UInt8] = [0x1f, 0x8b]
    private static let zstd: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd]
    /// What follows the first byte, 50 to 5f, of a frame that zstd skips.
    private static let skippable: [UInt8] = [0x2a, 0x4d, 0x18]
    private static let model = Array("STANCE".utf8)

    /// Formats that are often taken for text: their first bytes, what they are, what to do.
    ///
    /// No text begins so: each has a control character or a byte that is no UTF-8, or is a word
    /// that only such files begin with.
    private static let others: [(head: [UInt8], what: String)] = [
        ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], "is compressed by xz; expected gzip, zstd or none"),
        (
            Array("BZh".utf8) + [0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59],
            "is compressed by bzip2; expected gzip, zstd or none"
        ),
        (
            [0x50, 0x4b, 0x03, 0x04],
            "is a zip archive or an office document; expected rows or text, perhaps exported as CSV"
        ),
        (
            Array("PAR1".utf8) + [0x15],
            "is a Parquet file, which is not read; docs/formats.md says how to convert it"
        ),
        (Array("%PDF-".utf8), "is a PDF; expected rows or text"),
    ]

    /// The compression of a file that begins so, if any.
    static func compression(_ head: [UInt8]) -> Compression? {
        if head.starts(with: gzip) { return .gzip }
        if head.starts(with: zstd) { return .zstd }
        let isSkippable =
            head.first.map { $0 & 0xf0 == 0x50 } == true && head.dropFirst().starts(with: skippable)
        return isSkippable ? .zstd : nil
    }

    /// Why a file that begins so is neither rows nor text; nil if it may be.
    static func refusal(_ head: [UInt8]) -> String? {
        if isModel(head) { return "is a StanceKit model; expected labelled rows or text" }
        return others.first { head.starts(with: $0.head) }?.what
    }

    /// True for "STANCE" followed by a byte that no text has there.
    ///
    /// A text may begin with the word and a tab or a line end: after "\r\n" only a NUL among the
    /// first 64 bytes makes it a model.
    static func isModel(_ head: [UInt8]) -> Bool {
        guard head.count > model.count, head.starts(with: model) else { return false }
        switch head[model.count] {
        case 0x09, 0x0a: return false
        case 0x0d: return head.prefix(length).contains(0)
        case let byte: return byte < 0x20
        }
    }

    /// True while more bytes could still change what the first ones are.
    static func isUndecided(_ head: [UInt8]) -> Bool {
        guard head.count < length else { return false }
        if head.isEmpty || head.starts(with: model) || model.starts(with: head) { return true }
        if head[0] & 0xf0 == 0x50, head.count <= skippable.count,
            skippable.starts(with: head.dropFirst())
        {
            return true
        }
        return ([gzip, zstd] + others.map(\.head)).contains {
            $0.count > head.count && $0.starts(with: head)
        }
    }
}
