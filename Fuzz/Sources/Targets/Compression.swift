@testable import StanceCore
@testable import StanceFormats

extension FuzzTarget {
    /// Gzip and zstd by content: the same bytes in any chunks, and other bytes as they are.
    static let compression = FuzzTarget(name: "compression") { input in
        let limit = 1 << 24
        let whole = outcome {
            try ByteSource(bytes: input, name: "file", chunkSize: 8192).readAll(limit: limit)
        }
        let size = 1 + input.count % 7
        let pieces = outcome {
            try ByteSource(bytes: input, name: "file", chunkSize: size).readAll(limit: limit)
        }
        precondition(whole == pieces, "in chunks of \(size): \(pieces), but whole: \(whole)")
        let head = Array(input.prefix(FileSignature.length))
        if FileSignature.compression(head) == nil, FileSignature.refusal(head) == nil {
            precondition(whole == .success(input), "other bytes are read as they are")
        }
    }
}
