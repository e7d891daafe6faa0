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
    ///
    /// Its words are not needed to score, so they are cut out of the file's text when somebody asks.
    func lexicon() throws -> Lexicon? {
        guard has("lexicon.terms") else { return nil }
        let (terms, forms) = (try bytes("lexicon.terms"), try bytes("lexicon.forms"))
        let values = try bytes("lexicon.entries")
        let count = 1 + terms.count { $0 == 0x0A }
        guard 1 + forms.count(where: { $0 == 0x0A }) == count, values.count == 5 * count else {
            throw inconsistent("its lexicon has \(count) terms, but not as many entries")
        }
        let facts = try (0..<count).map { index in
            guard let entry = LexiconEntry(values[5 * index..<5 * index + 5]) else {
                throw inconsistent("its lexicon has an entry of unknown kind")
            }
            return WordFacts(entry)
        }
        let list = LexiconEntryList {
            let (terms, forms) = (terms.lines, forms.lines)
            return terms.indices.compactMap { index in
                var entry = LexiconEntry(values[5 * index..<5 * index + 5])
                entry?.term = String(decoding: terms[index], as: UTF8.self)
                entry?.forms = forms[index].split(separator: 0x20).map {
                    String(decoding: $0, as: UTF8.self)
                }
                return entry
            }
        }
        if has("lexicon.table"),
            let lexicon = Lexicon(list, facts: facts, compiled: try integers("lexicon.table"))
        {
            return lexicon
        }
        return try Lexicon(list.entries)
    }
}

extension LexiconEntry {
    /// An entry without its words, from its five bytes; nil if its kind is not known.
    fileprivate init?(_ bytes: ArraySlice<UInt8>) {
        func value(_ byte: UInt8) -> Double? {
            byte == 0 ? nil : Double(Int(byte) - 128) / 100
        }
        let first = bytes.startIndex
        guard let kind = LexiconEntry.Kind(rawValue: bytes[first]) else { return nil }
        self.init(
            term: "", kind: kind, valence: value(bytes[first + 2]) ?? 0,
            agent: value(bytes[first + 3]), patient: value(bytes[first + 4]),
            classes: LexiconEntry.Classes(rawValue: bytes[first + 1]))
    }
}

extension [UInt8] {
    /// What stands between newlines, empty lines too.
    fileprivate var lines: [ArraySlice<UInt8>] {
        split(separator: 0x0A, omittingEmptySubsequences: false)
    }
}
