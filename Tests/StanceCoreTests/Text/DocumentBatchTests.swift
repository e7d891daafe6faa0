import StanceCore
import Testing

@Suite struct DocumentBatchTests {
    @Test func stringsAndBytesMakeTheSameBatch() throws {
        let texts = ["one", "", "zwei \u{DF}"]
        let batch = DocumentBatch(texts)
        #expect(batch.count == 3)
        let again = try DocumentBatch(bytes: batch.bytes, offsets: [0, 3, 3, 10])
        #expect(again.offsets == batch.offsets)
    }

    @Test(
        arguments: [
            ("no offsets", [], []), ("not from 0", [0x61], [1, 1]),
            ("not to the end", [0x61], [0, 0]),
            ("descending", [0x61, 0x61], [0, 2, 1, 2]), ("beyond the end", [0x61], [0, 9, 1]),
            ("cut scalar", [0xC3, 0xA9], [0, 1, 2]), ("invalid byte", [0xFF], [0, 1]),
        ] as [(String, [UInt8], [Int])])
    func refuses(_ name: String, _ bytes: [UInt8], _ offsets: [Int]) {
        let error = #expect(throws: StanceError.self, "\(name)") {
            try DocumentBatch(bytes: bytes, offsets: offsets)
        }
        #expect(error?.kind == .badData)
    }
}
