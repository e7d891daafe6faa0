/// Documents as valid UTF-8, one after another in one buffer.
///
///     document i = bytes[offsets[i]..<offsets[i + 1]]
public struct DocumentBatch: Sendable {
    /// The bytes of all documents.
    public let bytes: [UInt8]
    /// Where each document begins; one entry more than there are documents.
    public let offsets: [Int]

    /// Takes documents that lie in one buffer.
    ///
    /// - Throws: `badData` if the offsets do not run from 0 to the number of bytes, or a document is
    ///   not valid UTF-8.
    public init(bytes: [UInt8], offsets: [Int]) throws {
        guard offsets.first == 0, offsets.last == bytes.count else {
            throw StanceError(
                .badData, "the offsets of the documents must run from 0 to \(bytes.count)")
        }
        for document in 0..<(offsets.count - 1) {
            let (start, end) = (offsets[document], offsets[document + 1])
            guard start <= end, end <= bytes.count else {
                throw StanceError(.badData, "the offsets of document \(document) do not ascend")
            }
            guard String(validating: bytes[start..<end], as: UTF8.self) != nil else {
                throw StanceError(.badData, "document \(document) is not valid UTF-8")
            }
        }
        self.bytes = bytes
        self.offsets = offsets
    }

    /// Copies documents out of strings.
    public init(_ documents: some Collection<String>) {
        var bytes: [UInt8] = []
        var offsets = [0]
        offsets.reserveCapacity(documents.count + 1)
        for document in documents {
            bytes.append(contentsOf: document.utf8)
            offsets.append(bytes.count)
        }
        self.bytes = bytes
        self.offsets = offsets
    }

    /// The number of documents.
    public var count: Int { offsets.count - 1 }
}
