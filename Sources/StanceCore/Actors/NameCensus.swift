/// Counts the capitalised names of many texts that no known actor covers.
struct NameCensus {
    /// What is known of one name.
    struct Entry {
        var count = 0
        /// How often it stands where any word is capitalised.
        var openingCount = 0
        /// The key of its lower-case form, where it is one plain word.
        var word: UInt64?
        var isAllCaps = false
        /// Whether it is built as words are, and not as names are: "Reviewing", "Popularity".
        var isDerived = false
        /// The name with the words around it, from where it was first found.
        var example: String
    }

    private var scanner = NameScanner()
    private var entries: [String: Entry] = [:]
    /// How often a word stands in lower case.
    private var lowerCaseCounts: [UInt64: Int] = [:]
    /// How often an abbreviation is explained so.
    private(set) var abbreviations: [NameScanner.Abbreviation: Int] = [:]

    /// Counts a paragraph's names, given the known actors' mentions in it.
    mutating func add(_ text: [UInt8], mentions: [Mention]) {
        scanner.scan(text, mentions: mentions)
        for token in scanner.passage.tokens where token.isLowerCase {
            lowerCaseCounts[token.baseKey, default: 0] += 1
        }
        for abbreviation in scanner.abbreviations { abbreviations[abbreviation, default: 0] += 1 }
        for name in scanner.names {
            if entries[name.form] == nil {
                entries[name.form] = Entry(
                    word: name.word, isAllCaps: name.isAllCaps,
                    isDerived: WordEndings.areOrdinary(name.form),
                    example: NameContext.around(name.range, in: text))
            }
            entries[name.form]?.count += 1
            if name.opensSentence { entries[name.form]?.openingCount += 1 }
        }
    }

    /// The names that are no ordinary words, by falling count, then by name.
    ///
    /// Those all in capitals are counted under the same name in small letters, if it is there.
    func names() -> [(form: String, entry: Entry)] {
        var explained: Set<String> = []
        for abbreviation in abbreviations.keys {
            if case .name(let form) = abbreviation.short { explained.insert(form) }
        }
        var names = entries.filter { explained.contains($0.key) || !isOrdinary($0.value) }
        for form in names.keys.sorted() where form != form.uppercased() {
            guard let headline = names.removeValue(forKey: form.uppercased()) else { continue }
            names[form]?.count += headline.count
        }
        return names.map { (form: $0.key, entry: $0.value) }
            .sorted { ($1.entry.count, $0.form) < ($0.entry.count, $1.form) }
    }

    /// A word that texts capitalise for its place or its importance: one of the ordinary words, or
    /// one that these texts write in lower case as often as they do within a sentence.
    private func isOrdinary(_ entry: Entry) -> Bool {
        guard let word = entry.word else { return false }
        if OrdinaryWords.all.contains(word) { return true }
        if entry.isAllCaps { return false }
        let lower = lowerCaseCounts[word] ?? 0
        if lower > 0, lower >= entry.count - entry.openingCount { return true }
        return entry.openingCount == entry.count && entry.isDerived
    }
}

/// Which words are built as ordinary words are.
enum WordEndings {
    private static let derived = [
        "ing", "ed", "ly", "tion", "tions", "ity", "ities", "ness", "ment", "ments", "ance", "ence",
        "ancy", "ency", "ism", "ship", "ful", "ous",
    ]

    /// Whether a word ends as few names do, or is the plural of an ordinary word.
    static func areOrdinary(_ word: String) -> Bool {
        if derived.contains(where: { word.hasSuffix($0) }) { return true }
        let singulars = [("s", ""), ("es", ""), ("ies", "y")]
        return singulars.contains { ending, singular in
            guard word.hasSuffix(ending) else { return false }
            let stem = word.dropLast(ending.count).lowercased() + singular
            return OrdinaryWords.all.contains(wordKey(ArraySlice(stem.utf8)))
        }
    }
}

/// A name with the words around it, on one line.
enum NameContext {
    /// How many characters before and after the name are shown at most.
    static let reach = 24

    /// The name at a place of a text with its neighbours; "…" marks where the text goes on.
    ///
    /// - Complexity: O(bytes of the name), however long the text is.
    static func around(_ range: Range<Int>, in text: [UInt8]) -> String {
        // A character may take many bytes; what a window cuts off is not shown.
        var start = max(0, range.lowerBound - 8 * reach)
        var end = min(text.count, range.upperBound + 8 * reach)
        while start < range.lowerBound, text[start] & 0xC0 == 0x80 { start += 1 }
        while end > range.upperBound, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
        let before = words(text[start..<range.lowerBound])
        let after = words(text[range.upperBound..<end])
        var left = before.suffix(reach)
        if start > 0 || left.count < before.count {
            left = "…" + left.drop { $0 != " " }.dropFirst()
        }
        var right = after.prefix(reach)
        if end < text.count || right.count < after.count {
            let kept = right.lastIndex(of: " ").map { right[..<$0] } ?? ""
            right = kept + "…"
        }
        return String(left) + words(text[range]) + String(right)
    }

    /// Text with white space and control characters made single spaces.
    private static func words(_ bytes: ArraySlice<UInt8>) -> String {
        var text = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
                if text.unicodeScalars.last != " " { text.unicodeScalars.append(" ") }
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
