@testable import StanceCore
@testable import StanceFormats

extension FuzzTarget {
    /// Gzip by content: the same bytes in any chunks, and bytes that are no gzip as they are.
    static let gzip = FuzzTarget(name: "gzip") { input in
        let limit = 1 << 24
        let whole = outcome {
            try ByteSource(bytes: input, name: "file", chunkSize: 8192).readAll(limit: limit)
        }
        let size = 1 + input.count % 7
        let pieces = outcome {
            try ByteSource(bytes: input, name: "file", chunkSize: size).readAll(limit: limit)
        }
        precondition(whole == pieces, "in chunks of \(size): \(pieces), but whole: \(whole)")
        if !input.starts(with: [0x1f, 0x8b]), !FileSignature.isModel(input) {
            precondition(whole == .success(input), "bytes that are no gzip are read as they are")
        }
    }
}
