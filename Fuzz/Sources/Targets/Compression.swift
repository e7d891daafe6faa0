@testable import StanceCore
@testable import StanceFormats

extension FuzzTarget {
    /// Gzip and zstd by content: the same bytes in any chunks, and other bytes as they are.
    ///
    /// Damage is an error of the same kind; which words tell it may depend on how much the library sees.
    static let compression = FuzzTarget(name: "compression") { input in
        let limit = 1 << 24
        let whole = outcome {
            try ByteSource(bytes: input, name: "file", chunkSize: 8192).readAll(limit: limit)
        }
        let size = 1 + input.count % 7
        let pieces = outcome {
            try ByteSource(bytes: input, name: "file", chunkSize: size).readAll(limit: limit)
        }
        let isSame =
            switch (whole, pieces) {
            case (.success(let whole), .success(let pieces)): whole == pieces
            case (.failure(let whole), .failure(let pieces)): whole.kind == pieces.kind
            default: false
            }
        precondition(isSame, "in chunks of \(size): \(pieces), but whole: \(whole)")
        let head = Array(input.prefix(FileSignature.length))
        if FileSignature.compression(head) == nil, FileSignature.refusal(head) == nil {
            precondition(whole == .success(input), "other bytes are read as they are")
        }
    }
}
