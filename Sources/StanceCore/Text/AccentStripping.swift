/// How accents are taken off before a text is split.
public enum AccentStripping: String, Sendable, Hashable, CaseIterable {
    /// NFKD, then every combining mark is dropped: "é" becomes "e", "ﬁ" becomes "fi".
    case unicode
    /// NFKD, then everything outside ASCII is dropped: for languages that survive it.
    case ascii
}

/// The accent-free form of every scalar, frozen at Unicode 14.
///
/// Dropping what has a combining class leaves only starters, which NFKD never reorders; so
/// "decompose the text, then drop the marks" is a mapping scalar by scalar, and a table suffices.
struct AccentTable: Sendable {
    /// The table, expanded once at first use.
    static let shared = AccentTable()

    /// Where a scalar's form begins in `forms`; `unchanged` for a scalar that stays.
    private let starts: [UInt16]
    private let forms: [UInt32]
    private static let unchanged = UInt16.max
    /// No scalar from here on changes.
    private static let end: UInt32 = 0x2FA20

    private init() {
        var starts = [UInt16](repeating: Self.unchanged, count: Int(Self.end))
        // forms[start] is the length of the form that follows it.
        var forms: [UInt32] = []
        var places: [[UInt32]: UInt16] = [:]
        func set(_ code: Int, _ form: [UInt32]) {
            guard code < starts.count else { return }
            if let place = places[form] {
                starts[code] = place
                return
            }
            let place = UInt16(forms.count)
            places[form] = place
            starts[code] = place
            forms.append(UInt32(form.count))
            forms.append(contentsOf: form)
        }
        var code = 0
        for group in AccentFreeForms.groups.split(separator: " ") {
            guard let colon = group.firstIndex(of: ":") else { continue }
            code += Int(group[..<colon], radix: 16) ?? 0
            let items = group[group.index(after: colon)...]
            for item in items.split(separator: ",", omittingEmptySubsequences: false) {
                let mark = item.firstIndex { $0 == "*" || $0 == "/" }
                let count = mark.flatMap { Int(item[..<$0], radix: 16) } ?? 1
                let text = mark.map { item[item.index(after: $0)...] } ?? item
                let rises = mark.map { item[$0] == "/" } ?? false
                let form = text.split(separator: "+").compactMap { UInt32($0, radix: 16) }
                for step in 0..<count {
                    set(code, rises ? form.map { $0 + UInt32(step) } : form)
                    code += 1
                }
            }
        }
        self.starts = starts
        self.forms = forms
    }

    /// Appends what `stripping` leaves of one scalar.
    func append(_ code: UInt32, stripping: AccentStripping, to text: inout [UInt8]) {
        if stripping == .unicode, 0xAC00...0xD7A3 ~= code {
            appendHangul(code, to: &text)
            return
        }
        guard code < Self.end, starts[Int(code)] != Self.unchanged else {
            if stripping == .unicode || code < 0x80 { text.append(scalar: code) }
            return
        }
        let start = Int(starts[Int(code)])
        for form in forms[(start + 1)..<(start + 1 + Int(forms[start]))]
        where stripping == .unicode || form < 0x80 {
            text.append(scalar: form)
        }
    }

    /// A syllable block decomposes into its jamo by arithmetic (Unicode 14, section 3.12).
    private func appendHangul(_ code: UInt32, to text: inout [UInt8]) {
        let index = code - 0xAC00
        text.append(scalar: 0x1100 + index / 588)
        text.append(scalar: 0x1161 + index % 588 / 28)
        if index % 28 > 0 { text.append(scalar: 0x11A7 + index % 28) }
    }
}
