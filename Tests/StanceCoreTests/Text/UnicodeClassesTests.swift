import StanceCore
import Testing

/// What Python 3.11 answers for every Unicode scalar, hashed by blocks of 4,096.
private struct UnicodeFixture: Decodable {
    struct Block: Decodable {
        var start: UInt32
        var classes: String
        var lower: String
        var unicode: String
        var ascii: String
    }

    var version: String
    var blocks: [Block]
    var sigma: [[String]]
}

@Suite struct UnicodeClassesTests {
    @Test func everyScalarIsClassedAndMappedAsInPython() throws {
        let fixture = try fixture("unicode14.json", as: UnicodeFixture.self)
        #expect(fixture.blocks.count == 272)
        let lower = TextNormalizer(lowercase: true, accents: nil)
        let plain = TextNormalizer(lowercase: false, accents: .unicode)
        let ascii = TextNormalizer(lowercase: false, accents: .ascii)
        let classes = UnicodeClasses.shared
        for block in fixture.blocks {
            let scalars = (block.start..<(block.start + 4096)).compactMap(Unicode.Scalar.init)
            let flags = scalars.map { scalar -> UInt8 in
                (classes.holds(scalar.value, UnicodeClasses.word) ? 1 : 0)
                    | (classes.holds(scalar.value, UnicodeClasses.space) ? 2 : 0)
            }
            let name: Comment = "block U+\(String(block.start, radix: 16))"
            #expect(fnv(flags) == block.classes, name)
            #expect(fnv(mapped(scalars, lower)) == block.lower, name)
            #expect(fnv(mapped(scalars, plain)) == block.unicode, name)
            #expect(fnv(mapped(scalars, ascii)) == block.ascii, name)
        }
    }

    @Test func capitalSigmaIsFinalWherePythonSaysSo() throws {
        let fixture = try fixture("unicode14.json", as: UnicodeFixture.self)
        #expect(fixture.sigma.count > 100)
        let lower = TextNormalizer(lowercase: true, accents: nil)
        for pair in fixture.sigma {
            #expect(Array(pair[1].utf8) == normal(pair[0], lower), "\(pair[0].debugDescription)")
        }
    }

    private func normal(_ text: String, _ normalizer: TextNormalizer) -> [UInt8] {
        var result: [UInt8] = []
        normalizer.normalize(Array(text.utf8).span, into: &result)
        return result
    }

    private func mapped(_ scalars: [Unicode.Scalar], _ normalizer: TextNormalizer) -> [UInt8] {
        scalars.flatMap { normal(String($0), normalizer) + [0xFF] }
    }

    /// FNV-1a, 64 bits, as 16 hexadecimal digits.
    private func fnv(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
