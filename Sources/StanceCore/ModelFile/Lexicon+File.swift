/// How a model file keeps a lexicon: terms and irregular forms as lines of text, and for each entry
/// five bytes.
///
///     lexicon.terms     u8   terms separated by newlines
///     lexicon.forms     u8   irregular forms, separated by spaces; a line for each entry
///     lexicon.entries   u8   kind, classes, and valence, agent, patient as 128 + hundredths, 0: none
///     lexicon.table     u32  `Lexicon.compiled`; may be missing, and is made anew where it does not fit
extension SectionWriter {
    mutating func add(_ lexicon: Lexicon) {
        func lines(_ line: (LexiconEntry) -> String) -> [UInt8] {
            Array(lexicon.entries.map(line).joined(separator: "\n").utf8)
        }
        func byte(_ value: Double?) -> UInt8 {
            value.map { UInt8(clamping: Int(($0 * 100).rounded()) + 128) } ?? 0
        }
        add("lexicon.table", lexicon.compiled)
        add("lexicon.terms", lines(\.term))
        add("lexicon.forms", lines { $0.forms.joined(separator: " ") })
        add(
            "lexicon.entries",
            lexicon.entries.flatMap {
                [
                    $0.kind.rawValue, $0.classes.rawValue, byte($0.valence), byte($0.agent),
                    byte($0.patient),
                ]
            })
    }
}

extension SectionReader {
    /// The lexicon, if the file has one.
    func lexicon() throws -> Lexicon? {
        guard has("lexicon.terms") else { return nil }
        func lines(_ name: String) throws -> [String] {
            try bytes(name).split(separator: 0x0A, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
        }
        let terms = try lines("lexicon.terms")
        let forms = try lines("lexicon.forms")
        let values = try bytes("lexicon.entries")
        guard forms.count == terms.count, values.count == 5 * terms.count else {
            throw inconsistent("its lexicon has \(terms.count) terms, but not as many entries")
        }
        func value(_ byte: UInt8) -> Double? {
            byte == 0 ? nil : Double(Int(byte) - 128) / 100
        }
        let entries = try terms.indices.map { index in
            guard let kind = LexiconEntry.Kind(rawValue: values[5 * index]) else {
                throw inconsistent("its lexicon has an entry of unknown kind")
            }
            return LexiconEntry(
                term: terms[index], kind: kind, valence: value(values[5 * index + 2]) ?? 0,
                agent: value(values[5 * index + 3]), patient: value(values[5 * index + 4]),
                classes: LexiconEntry.Classes(rawValue: values[5 * index + 1]),
                forms: forms[index].utf8.split(separator: 0x20).map { String($0) ?? "" })
        }
        if has("lexicon.table"),
            let lexicon = Lexicon(entries, compiled: try integers("lexicon.table"))
        {
            return lexicon
        }
        return try Lexicon(entries)
    }
}
