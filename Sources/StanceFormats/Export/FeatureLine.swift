import StanceCore

/// A labelled row of features as a line of LIBSVM or Vowpal Wabbit.
///
/// Classes are numbered 1 critical, 2 neutral, 3 supportive. Values are the shortest decimals that
/// read back as the same number. There are never comments.
package enum FeatureLine {
    /// Appends `CLASS INDEX:VALUE ...`, indices from 1 and ascending.
    ///
    /// The columns count from 0 and ascend; there are as many values.
    /// - SeeAlso: LIBLINEAR, README, "train" (its readers accept 1-based ascending indices).
    package static func appendLIBSVM(
        _ stance: Stance, columns: ArraySlice<Int32>, values: ArraySlice<Double>,
        to bytes: inout [UInt8]
    ) {
        bytes.append(contentsOf: number(of: stance).utf8)
        for (column, value) in zip(columns, values) {
            bytes.append(contentsOf: " \(column + 1):\(value)".utf8)
        }
        bytes.append(0x0a)
    }

    /// Appends `CLASS 'ID |BLOCK NAME:VALUE ... |BLOCK ...`.
    ///
    /// The features stand in the order of their blocks; their names need no escaping.
    /// - SeeAlso: Vowpal Wabbit wiki, "Input format".
    package static func appendVW(
        _ stance: Stance, id: String?,
        features: some Sequence<(block: String, name: String, value: Double)>,
        to bytes: inout [UInt8]
    ) {
        bytes.append(contentsOf: number(of: stance).utf8)
        if let id { bytes.append(contentsOf: " '\(escaped(id))".utf8) }
        var last: String?
        for (block, name, value) in features {
            if block != last { bytes.append(contentsOf: " |\(escaped(block))".utf8) }
            last = block
            bytes.append(contentsOf: " \(escaped(name)):\(value)".utf8)
        }
        // A line without a bar has no features, and would be read as a label's option.
        if last == nil { bytes.append(contentsOf: " |".utf8) }
        bytes.append(0x0a)
    }

    private static func number(of stance: Stance) -> String { String(stance.rawValue + 1) }

    /// `:`, `|`, white space, control characters and `%` as `%` and two hexadecimal digits a byte:
    /// the format has no escapes of its own.
    private static func escaped(_ name: String) -> String {
        var result = ""
        for scalar in name.unicodeScalars {
            let isSpecial =
                scalar == ":" || scalar == "|" || scalar == "%" || scalar.value < 0x20
                || scalar.properties.isWhitespace
            guard isSpecial else {
                result.unicodeScalars.append(scalar)
                continue
            }
            for byte in UTF8.encode(scalar).map(Array.init) ?? [] {
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
            }
        }
        return result
    }
}
