import Foundation
import StanceCore
import Testing

/// A small model as `stance train` writes it; the fuzzer's seeds serve as such.
struct TrainedModel: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]

    static let all: [TrainedModel] = {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let folder = root.appendingPathComponent("Fuzz/Corpus/model")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { name in
            let data = try? Data(contentsOf: folder.appendingPathComponent(name))
            guard let bytes = data.map({ Array($0) }),
                (try? StanceModel(fileBytes: bytes, file: name)) != nil
            else { return nil }
            return TrainedModel(testDescription: name, bytes: bytes)
        }
    }()
}

/// Damage whose checksum nobody mended is refused, always.
@Suite("Damaged models")
struct ModelDamageTests {
    @Test(
        "there are trained models of every recipe, with what models know of their errors and domains"
    )
    func models() throws {
        let models = try TrainedModel.all.map { try StanceModel(fileBytes: $0.bytes, file: "m") }
        #expect(Set(models.map(\.recipe)) == Set(Recipe.allCases))
        #expect(models.contains { $0.calibration != nil } && models.contains { $0.domains != nil })
    }

    @Test("every bit of every byte, flipped, is refused", arguments: TrainedModel.all)
    func flips(_ model: TrainedModel) {
        var bytes = model.bytes
        for index in bytes.indices {
            for bit in 0..<8 {
                bytes[index] ^= 1 << UInt8(bit)
                expectRefused(bytes, "byte \(index), bit \(bit)")
                bytes[index] ^= 1 << UInt8(bit)
            }
        }
    }

    @Test("every truncation is refused", arguments: TrainedModel.all)
    func truncations(_ model: TrainedModel) {
        for length in model.bytes.indices {
            expectRefused(Array(model.bytes.prefix(length)), "\(length) bytes")
        }
    }

    @Test("10,000 random edits of one to eight bytes are refused", arguments: TrainedModel.all)
    func randomEdits(_ model: TrainedModel) {
        let genuine = model.bytes
        var random = Xorshift()
        for edit in 0..<10_000 {
            var bytes = genuine
            for _ in 0..<1 + random.next() % 8 {
                bytes[Int(random.next() % UInt64(bytes.count))] =
                    UInt8(truncatingIfNeeded: random.next())
            }
            guard bytes != genuine else { continue }
            expectRefused(bytes, "edit \(edit)")
        }
    }

    @Test(
        "sections that changed places, and bytes moved, added or taken, are refused",
        arguments: TrainedModel.all)
    func moves(_ model: TrainedModel) throws {
        let genuine = model.bytes
        let forged = try ForgedModel(genuine)
        let start = genuine.count - ModelFile.checksumLength - forged.body.count
        let names = forged.sections.compactMap { $0["name"] as? String }
        for first in names {
            for second in names where first < second {
                let (a, b) = (forged.range(first), forged.range(second))
                let length = min(a.count, b.count)
                var bytes = genuine
                for index in 0..<length {
                    bytes.swapAt(start + a.lowerBound + index, start + b.lowerBound + index)
                }
                if bytes != genuine { expectRefused(bytes, "\(first) and \(second)") }
            }
        }
        for count in 1...64 {
            let zeros = [UInt8](repeating: 0, count: count)
            expectRefused(genuine + zeros, "\(count) more")
            expectRefused(zeros + genuine, "\(count) before")
            expectRefused(Array(genuine.dropFirst(count)), "\(count) less")
            let middle = genuine.count / 2
            expectRefused(genuine[..<middle] + zeros + genuine[middle...], "\(count) within")
        }
        expectRefused(genuine + genuine, "twice")
    }

    /// Marsaglia, "Xorshift RNGs" (2003): the same edits in every run.
    private struct Xorshift {
        var state: UInt64 = 0x9e37_79b9_7f4a_7c15

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    /// Refused as bad data, in less than a second; not by `#expect`, which costs more than the load.
    private func expectRefused(_ bytes: [UInt8], _ what: @autoclosure () -> String) {
        let start = ContinuousClock.now
        do {
            _ = try StanceModel(fileBytes: bytes, file: "m.stance")
            Issue.record("accepted: \(what())")
        } catch let error as StanceError {
            if error.kind != .badData { Issue.record("\(what()): \(error)") }
        } catch {
            Issue.record("\(what()): no StanceError but \(error)")
        }
        if ContinuousClock.now - start > .seconds(1) { Issue.record("slow: \(what())") }
    }
}
