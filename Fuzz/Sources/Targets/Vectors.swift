@testable import StanceCore
@testable import StanceFormats

extension FuzzTarget {
    /// Word vectors: the same in any chunks, and what was read and written again has stable bytes.
    static let vectors = FuzzTarget(name: "vectors") { input in
        let reading = Reading.inAnyChunks(input, file: "v.txt") { source in
            var vectors: WordVectors? = try WordVectorsFile.read(source)
            return {
                defer { vectors = nil }
                return vectors
            }
        }
        guard let vectors = reading.records.first else { return }
        let written = MemorySink()
        let result = outcome { try WordVectorsFile.write(vectors, to: written) }
        guard case .success = result else { return }
        let again = outcome {
            try WordVectorsFile.read(
                ByteSource(bytes: written.bytes, name: "written", chunkSize: 8192))
        }
        precondition(again == .success(vectors), "\(again)")
    }
}
