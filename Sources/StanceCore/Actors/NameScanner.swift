/// Finds the capitalised names of a paragraph that no known actor covers.
struct NameScanner {
    /// A name where it stands.
    struct Name: Equatable {
        /// The name as aliases are compared: single spaces, straight apostrophes, no possessive.
        var form: String
        /// Its bytes in the text.
        var range: Range<Int>
        /// The key of its lower-case form, where it is one plain word.
        var word: UInt64?
        /// One word all in capitals.
        var isAllCaps: Bool
        /// Where any word is capitalised.
        var opensSentence: Bool
    }

    /// Whom a run of capitalised words means.
    enum Subject: Hashable {
        /// An uncovered name.
        case name(String)
        /// The known actor at this place of the list.
        case actor(Int)
    }

    /// "Tehrik-i-Taliban Pakistan (TTP)".
    struct Abbreviation: Hashable {
        var full: Subject
        var short: Subject
    }

    private(set) var passage = Passage()
    /// The names found in the last paragraph.
    private(set) var names: [Name] = []
    /// The abbreviations explained in it.
    private(set) var abbreviations: [Abbreviation] = []

    /// Reads a paragraph with the known actors' mentions in it.
    mutating func scan(_ text: [UInt8], mentions: [Mention]) {
        passage.assign(text)
        names.removeAll(keepingCapacity: true)
        abbreviations.removeAll(keepingCapacity: true)
        let known = mentions.map(\.range)
        let scan = CapitalisedRuns(
            passage: passage, text: text, isKnown: passage.tokens.map { known.overlaps($0.range) })
        guard !isHeading(scan) else { return }
        let runs = scan.runs()
        var nextMention = 0
        let subjects = runs.map { run -> Subject? in
            if run.allSatisfy({ scan.isKnown[$0] || passage.tokens[$0].kind == .other }) {
                let range = bytes(of: run, text)
                while nextMention < mentions.count,
                    mentions[nextMention].range.upperBound < range.upperBound
                {
                    nextMention += 1
                }
                guard nextMention < mentions.count, mentions[nextMention].range.contains(range)
                else { return nil }
                return .actor(mentions[nextMention].actor)
            }
            guard let name = name(of: run, scan) else { return nil }
            names.append(name)
            return .name(name.form)
        }
        for index in runs.indices.dropFirst() {
            guard let a = subjects[index - 1], let b = subjects[index],
                isBracketed(runs[index], after: runs[index - 1], scan)
            else { continue }
            explain(runs[index - 1], a, runs[index], b, scan)
        }
    }

    /// True for a line in which nearly every word of content is capitalised: a headline.
    private func isHeading(_ scan: CapitalisedRuns) -> Bool {
        let words = passage.tokens.indices.filter {
            let token = passage.tokens[$0]
            return token.kind == .word && token.range.count >= 3 && !scan.isKnown[$0]
                && !OrdinaryWords.openers.contains(token.baseKey)
        }
        return words.count >= 4
            && words.count { passage.tokens[$0].isLowerCase } * 5 < words.count
    }

    /// The bytes of a run without a possessive at its end.
    private func bytes(of run: Range<Int>, _ text: [UInt8]) -> Range<Int> {
        let start = passage.tokens[run.lowerBound].range.lowerBound
        let last = passage.tokens[run.upperBound - 1]
        guard last.isPossessive else { return start..<last.range.upperBound }
        // 's is two bytes, or four with a curly apostrophe.
        let isStraight = text[last.range.upperBound - 2] == 0x27
        return start..<last.range.upperBound - (isStraight ? 2 : 4)
    }

    // MARK: From a run to a name

    private func name(of run: Range<Int>, _ scan: CapitalisedRuns) -> Name? {
        guard var kept = withoutTitle(run, scan) else { return nil }
        if scan.isSign(".", kept.upperBound - 1), kept.count < 4 {
            kept = kept.lowerBound..<kept.upperBound - 1
        }
        let unknown = kept.filter { !scan.isKnown[$0] && passage.tokens[$0].kind == .word }
        guard !unknown.isEmpty else { return nil }
        guard kept.allSatisfy({ !scan.isKnown[$0] }) || isMoreThanOffice(kept, unknown, scan) else {
            return nil
        }
        let range = bytes(of: kept, scan.text)
        let written = String(decoding: scan.text[range], as: UTF8.self)
        let form = String(decoding: AliasText.form(of: written, folded: false), as: UTF8.self)
        guard form.unicodeScalars.count(where: \.isWordScalar) > 1 else { return nil }
        let isWord = kept.count == 1
        return Name(
            form: form, range: range,
            word: isWord ? passage.tokens[kept.lowerBound].baseKey : nil,
            isAllCaps: isWord && scan.isAllCaps(kept.lowerBound),
            opensSentence: kept.lowerBound == run.lowerBound && opensSentence(run.lowerBound, scan))
    }

    /// The run after its last title, or nil when nothing follows that.
    private func withoutTitle(_ run: Range<Int>, _ scan: CapitalisedRuns) -> Range<Int>? {
        let tokens = passage.tokens
        guard
            let title = run.last(where: { index in
                guard !scan.isKnown[index], NameWords.titles.contains(tokens[index].baseKey) else {
                    return false
                }
                let next = index + 1
                return next >= run.upperBound
                    || !NameWords.afterGeneral.contains(tokens[next].baseKey)
            })
        else { return run }
        var start = title + 1
        if start < run.upperBound, scan.isSign(".", start) { start += 1 }
        if start < run.upperBound, scan.isSign("of", start) {
            start += 1
            if start < run.upperBound, scan.isSign("the", start) { start += 1 }
            if start < run.upperBound, NameWords.offices.contains(tokens[start].baseKey) {
                start += 1
            }
        }
        return start < run.upperBound ? start..<run.upperBound : nil
    }

    /// False for what only says more of a known actor: "Pakistani Government", "Leader of Russia".
    private func isMoreThanOffice(
        _ run: Range<Int>, _ unknown: [Int], _ scan: CapitalisedRuns
    ) -> Bool {
        let keys = unknown.map { passage.tokens[$0].baseKey }
        if keys.allSatisfy(NameWords.ofTheState.contains) { return false }
        let isPhrase = run.contains { scan.isSign("of", $0) } && !scan.namesInstitution(run)
        return !(isPhrase && keys.allSatisfy(OrdinaryWords.all.contains))
    }

    private func opensSentence(_ index: Int, _ scan: CapitalisedRuns) -> Bool {
        guard index > 0 else { return true }
        return passage.tokens[index - 1].opensSentence
            || ["(", "'", "\u{2018}", "\u{2022}", "\u{2013}"].contains {
                scan.isSign($0, index - 1)
            }
    }

    // MARK: Abbreviations

    /// Whether a run stands in brackets behind another: "(TTP)", "(the TTP, ...".
    private func isBracketed(
        _ run: Range<Int>, after other: Range<Int>, _ scan: CapitalisedRuns
    ) -> Bool {
        guard scan.isSign("(", other.upperBound) else { return false }
        let first = other.upperBound + 1
        let isNext =
            run.lowerBound == first
            || (run.lowerBound == first + 1
                && ["the", "or"].contains { scan.isSign($0, first) })
        return isNext && [")", ",", ";"].contains { scan.isSign($0, run.upperBound) }
    }

    private mutating func explain(
        _ runA: Range<Int>, _ a: Subject, _ runB: Range<Int>, _ b: Subject, _ scan: CapitalisedRuns
    ) {
        if isAbbreviation(runB, of: runA, scan) {
            abbreviations.append(Abbreviation(full: a, short: b))
        } else if isAbbreviation(runA, of: runB, scan) {
            abbreviations.append(Abbreviation(full: b, short: a))
        }
    }

    /// Whether a run of capitals can stand for another: its letters come in this order in the name,
    /// or the name is an institution's, which may be abbreviated in its own language.
    private func isAbbreviation(
        _ short: Range<Int>, of full: Range<Int>, _ scan: CapitalisedRuns
    ) -> Bool {
        let acronym = scan.text[bytes(of: short, scan.text)]
        let letters = acronym.filter(\.isASCIILetter)
        let capitals = letters.count { (0x41...0x5A).contains($0) }
        guard (2...10).contains(letters.count), capitals > 1, 2 * capitals > letters.count,
            !acronym.contains(0x20)
        else { return false }
        let words = full.filter { passage.tokens[$0].kind == .word }
        guard words.count > 1 else { return false }
        if scan.namesInstitution(full) { return true }
        var name = words.flatMap { passage.lower[passage.tokens[$0].lower] }[...]
        for letter in letters {
            guard let place = name.firstIndex(of: letter | 0x20) else { return false }
            name = name[(place + 1)...]
        }
        return words.contains {
            passage.lower[passage.tokens[$0].lower].first == letters.first.map { $0 | 0x20 }
        }
    }
}
