import CXXHash

/// The fingerprint of labelled rows: the same rows in the same order have the same one.
public enum DataHash {
    /// XXH3-128 over text, actor, stance, mentions, group and weight of each row, in hexadecimal.
    public static func of(_ examples: [Example]) -> String {
        var bytes: [UInt8] = []
        func append(_ field: String) {
            bytes.append(contentsOf: field.utf8)
            bytes.append(0xFF)  // never a byte of UTF-8, so fields cannot run together
        }
        for example in examples {
            append(example.text)
            append(example.actor ?? "")
            append(example.gold?.name ?? "")
            for mention in example.mentions ?? [] {
                append("\(mention.lowerBound) \(mention.upperBound)")
            }
            append(example.group ?? "")
            append("\(example.weight)")
            bytes.append(0xFE)
        }
        let hash = bytes.withUnsafeBytes { XXH3_128bits($0.baseAddress, $0.count) }
        return hexadecimal(hash.high64) + hexadecimal(hash.low64)
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
