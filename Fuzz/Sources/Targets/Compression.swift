@testable import StanceCore
@testable import StanceFormats

extension FuzzTarget {
    /// Gzip and zstd by content: the same bytes up to the same fault in any chunks, and other bytes as
    /// they are.
    static let compression = FuzzTarget(name: "compression") { input in
        let whole = content(input, chunkSize: 8192)
        let size = 1 + input.count % 7
        let pieces = content(input, chunkSize: size)
        precondition(whole == pieces, "in chunks of \(size): \(pieces), but whole: \(whole)")
        let head = Array(input.prefix(FileSignature.length))
        if FileSignature.compression(head) == nil, FileSignature.refusal(head) == nil {
            precondition(whole == Content(bytes: input), "other bytes are read as they are")
        }
    }

    private struct Content: Equatable {
        var bytes: [UInt8] = []
        var fault: StanceError?
    }

    /// The first 16 KB of what a source gives.
    private static func content(_ input: [UInt8], chunkSize: Int) -> Content {
        var content = Content()
        let end = outcome {
            let source = try ByteSource(bytes: input, name: "file", chunkSize: chunkSize)
            var room = [UInt8](repeating: 0, count: chunkSize)
            while content.bytes.count < 1 << 14 {
                let count = try room.withUnsafeMutableBytes { try source.read(into: $0) }
                if count == 0 { return }
                content.bytes += room[..<count]
            }
            content.bytes.removeLast(content.bytes.count - (1 << 14))
        }
        if case .failure(let fault) = end { content.fault = fault }
        return content
    }
}
