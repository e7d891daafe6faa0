import CKernels

/// The character classes and lower-case forms that decide what a token is, frozen at Unicode 14.
///
/// They are Python 3.11's, so that tokens equal scikit-learn's, and they are frozen so that a model
/// file keeps its scores when a newer standard library knows more letters.
package struct UnicodeClasses: Sendable {
    /// Letters, numbers of every kind and the underscore: `\w`.
    package static let word: UInt8 = 1
    /// `\s`, which includes the separators U+001C to U+001F.
    package static let space: UInt8 = 2
    /// Cased and not case-ignorable.
    static let cased: UInt8 = 4
    /// Looked through when the context of a capital sigma is examined.
    static let ignorable: UInt8 = 8
    /// Has a lower-case form other than itself.
    static let upper: UInt8 = 16

    /// The tables, expanded once at first use (about a millisecond).
    package static let shared = UnicodeClasses()

    /// The classes of each of the 0x110000 code points.
    let flags: [UInt8]
    /// Runs of capitals and how far their lower-case forms lie, ascending.
    let lowerRuns: [ck_lower_run]

    private init() {
        var flags = [UInt8](repeating: 0, count: 0x110000)
        for (text, bit) in [
            (UnicodeRanges.word, Self.word), (UnicodeRanges.space, Self.space),
            (UnicodeRanges.cased, Self.cased), (UnicodeRanges.ignorable, Self.ignorable),
        ] {
            var next = 0
            for item in text.split(separator: " ") {
                let parts = item.split(separator: "-").map { Int($0, radix: 16) ?? 0 }
                let start = next + parts[0]
                next = start + (parts.count > 1 ? parts[1] : 1)
                for code in start..<next { flags[code] |= bit }
            }
        }
        var runs: [ck_lower_run] = []
        for item in UnicodeRanges.lower.split(separator: " ") {
            let parts = item.split(separator: ",")
            let first = UInt32(parts[0], radix: 16) ?? 0
            let last = first + (UInt32(parts[1], radix: 16) ?? 0)
            let stride = UInt32(parts[2]) ?? 1
            runs.append(
                ck_lower_run(first: first, last: last, stride: stride, delta: Int32(parts[3]) ?? 0))
            for code in Swift.stride(from: first, through: last, by: Int(stride)) {
                flags[Int(code)] |= Self.upper
            }
        }
        flags[0x130] |= Self.upper
        flags[0x3A3] |= Self.upper
        self.flags = flags
        self.lowerRuns = runs
    }

    /// Whether `code` belongs to one of the classes in `mask`.
    @inline(__always)
    package func holds(_ code: UInt32, _ mask: UInt8) -> Bool {
        flags[Int(code)] & mask != 0
    }

    /// The lower-case form of one scalar, apart from U+0130 and U+03A3, which `LowerCase` treats.
    func lower(_ code: UInt32) -> UInt32 {
        var low = 0
        var high = lowerRuns.count
        while low < high {
            let middle = (low + high) / 2
            if lowerRuns[middle].last < code { low = middle + 1 } else { high = middle }
        }
        guard low < lowerRuns.count else { return code }
        let run = lowerRuns[low]
        guard code >= run.first, (code - run.first) % run.stride == 0 else { return code }
        return UInt32(truncatingIfNeeded: Int64(code) + Int64(run.delta))
    }
}
