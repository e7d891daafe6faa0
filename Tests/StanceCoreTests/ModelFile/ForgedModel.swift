import Foundation
import StanceCore

/// A model file taken apart, to be put together again in any way with a fitting length and checksum:
/// what somebody makes who knows the format.
struct ForgedModel {
    /// The JSON header.
    var header: [String: Any]
    /// Everything from the first section to the checksum.
    var body: [UInt8]

    init(_ file: [UInt8]) throws {
        let headerLength = file[12..<16].reversed().reduce(0) { $0 << 8 | Int($1) }
        let start = ModelFile.prefixLength
        let json = try JSONSerialization.jsonObject(
            with: Data(file[start..<start + headerLength]))
        header = json as? [String: Any] ?? [:]
        body = Array(
            file[ModelFile.aligned(start + headerLength)..<file.count - ModelFile.checksumLength])
    }

    /// The table of sections.
    var sections: [[String: Any]] {
        get { header["sections"] as? [[String: Any]] ?? [] }
        set { header["sections"] = newValue }
    }

    /// Where a section lies in `body`; empty for one that is not there.
    func range(_ name: String) -> Range<Int> {
        guard let section = sections.first(where: { $0["name"] as? String == name }),
            let offset = section["offset"] as? Int, let count = section["count"] as? Int,
            let type = section["type"] as? String, let size = ModelFile.elementSize(type)
        else { return 0..<0 }
        return offset..<offset + count * size
    }

    /// Says something else of a section.
    mutating func set(_ name: String, _ key: String, _ value: Any) {
        for index in sections.indices where sections[index]["name"] as? String == name {
            sections[index][key] = value
        }
    }

    /// Writes a number of 32 bits over an element of a section.
    mutating func write(_ value: UInt32, _ name: String, at element: Int) {
        let start = range(name).lowerBound + 4 * element
        for byte in 0..<4 { body[start + byte] = UInt8(truncatingIfNeeded: value >> (8 * byte)) }
    }

    /// Writes bytes over the first ones of a section.
    mutating func write(_ bytes: [UInt8], _ name: String) {
        body.replaceSubrange(range(name).prefix(bytes.count), with: bytes)
    }

    /// The file, with the header's own bytes where they are given.
    func file(header bytes: [UInt8]? = nil) throws -> [UInt8] {
        let json =
            try bytes
            ?? Array(JSONSerialization.data(withJSONObject: header, options: [.sortedKeys]))
        let start = ModelFile.aligned(ModelFile.prefixLength + json.count)
        let length = start + body.count + ModelFile.checksumLength
        var file = ModelFile.magic
        func append(_ value: Int, bytes: Int) {
            for byte in 0..<bytes { file.append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
        }
        append(Int(ModelFile.version), bytes: 4)
        append(json.count, bytes: 4)
        append(length, bytes: 8)
        file += json
        file += [UInt8](repeating: 0, count: start - file.count) + body
        return file + file.withUnsafeBytes { ModelFile.checksum($0) }
    }
}
