/// The capitalised names of a paragraph as runs of its tokens, known ones too.
///
///     Bank of England        Mohammed bin Salman      Tehrik-i-Taliban Pakistan
///     al-Shabaab             George W. Bush           Workers' Party        M23
///
/// A run ends at a possessive, at punctuation, and before days, months and function words.
struct CapitalisedRuns {
    let passage: Passage
    let text: [UInt8]
    /// For each token whether a mention of a known actor covers it.
    let isKnown: [Bool]

    /// The number of tokens after which a run ends: no name is so long, and a hostile line may be.
    private static let longestRun = 24

    private var tokens: [Passage.Token] { passage.tokens }

    /// The runs in the order of the text.
    func runs() -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var index = 0
        while index < tokens.count {
            guard let first = firstEnd(index) else {
                index += 1
                continue
            }
            var end = first
            while let longer = extended(from: index, end) { end = longer }
            runs.append(index..<end)
            index = end
        }
        return runs
    }

    /// Where the shortest run that begins at a token ends.
    private func firstEnd(_ index: Int) -> Int? {
        isName(index) ? index + 1 : particleEnd(index)
    }

    /// "al-Shabaab": where such a word ends.
    private func particleEnd(_ index: Int) -> Int? {
        guard isLowerCase(index), NameWords.particles.contains(tokens[index].baseKey),
            isHyphen(index + 1), isAdjacent(index + 1), isAdjacent(index + 2), isName(index + 2)
        else { return nil }
        return index + 3
    }

    /// The end of the run with its next part, or nil when it is complete.
    private func extended(from start: Int, _ end: Int) -> Int? {
        guard end < tokens.count, end - start < Self.longestRun else { return nil }
        let last = tokens[end - 1]
        if last.isPossessive, !NameWords.possessives.contains(last.baseKey) { return nil }
        if isAdjacent(end) { return joined(end) }
        guard isSpaced(end), !endsInDottedAcronym(start, end) else { return nil }
        if isName(end) { return end + 1 }
        if let particle = particleEnd(end) { return particle }
        guard isSpaced(end + 1) else { return nil }
        if isSign("&", end) || (isSign("and", end) && joinsOrdinaryWords(start, end)) {
            return isName(end + 1) ? end + 2 : nil
        }
        if isSign("for", end), namesInstitution(start..<end) {
            return isName(end + 1) ? end + 2 : nil
        }
        guard isLowerCase(end), NameWords.joiners.contains(tokens[end].baseKey),
            !isSign("of", end) || canTakeOf(start, end)
        else { return nil }
        if isName(end + 1) { return end + 2 }
        return isSign("the", end + 1) && isSpaced(end + 2) && isName(end + 2) ? end + 3 : nil
    }

    /// The end with a part that follows without a space.
    private func joined(_ end: Int) -> Int? {
        let last = tokens[end - 1]
        if isHyphen(end), isAdjacent(end + 1) {
            if isName(end + 1) || tokens[end + 1].kind == .number {
                // "Israel-Hamas": two actors, of which one is known.
                return isKnown[end - 1] == isKnown[end + 1] ? end + 2 : nil
            }
            // "Tehrik-i-Taliban"
            let isShort = isLowerCase(end + 1) && tokens[end + 1].range.count <= 3
            return isShort && isHyphen(end + 2) && isAdjacent(end + 2) && isAdjacent(end + 3)
                && isName(end + 3) ? end + 4 : nil
        }
        if tokens[end].kind == .number { return last.range.count <= 3 ? end + 1 : nil }
        if isSign(".", end) {
            return isInitial(end - 1) || NameWords.abbreviations.contains(last.baseKey)
                ? end + 1 : nil
        }
        if isSign(".", end - 1) { return isInitial(end) ? end + 1 : nil }
        if isSign("&", end) { return isAdjacent(end + 1) && isName(end + 1) ? end + 2 : nil }
        let isApostrophe = isSign("'", end) || isSign("\u{2019}", end)
        return isApostrophe && NameWords.possessives.contains(last.baseKey) && isSpaced(end + 1)
            && isName(end + 1) ? end + 2 : nil
    }

    // MARK: Tokens

    /// A capitalised word that can be part of a name.
    private func isName(_ index: Int) -> Bool {
        guard index < tokens.count else { return false }
        let token = tokens[index]
        guard token.isCapitalised, !isPronoun(token) else { return false }
        if isKnown[index] || isAllCaps(index) { return true }
        if OrdinaryWords.calendar.contains(token.baseKey) { return false }
        return !OrdinaryWords.openers.contains(token.baseKey) || isPrefix(index)
    }

    /// "I", "I'm".
    private func isPronoun(_ token: Passage.Token) -> Bool {
        token.isPronounI || passage.lower[token.lower].starts(with: [0x69, 0x27])
    }

    /// The beginning of "Anti-Terrorist" within a name.
    private func isPrefix(_ index: Int) -> Bool {
        index > 0 && isHyphen(index + 1) && isAdjacent(index + 1) && isAdjacent(index + 2)
            && tokens[index + 2].isCapitalised && isSpaced(index) && isName(index - 1)
    }

    /// "US", "TTP": more than one letter and no small one.
    func isAllCaps(_ index: Int) -> Bool {
        let bytes = text[tokens[index].range]
        return bytes.count > 1 && bytes.allSatisfy { (0x41...0x5A).contains($0) }
    }

    /// The middle of "George W Bush".
    private func isInitial(_ index: Int) -> Bool {
        tokens[index].isCapitalised && tokens[index].range.count == 1
    }

    private func isLowerCase(_ index: Int) -> Bool {
        index < tokens.count && tokens[index].kind == .word && tokens[index].isLowerCase
    }

    private func isHyphen(_ index: Int) -> Bool {
        isSign("-", index) || isSign("\u{2010}", index) || isSign("\u{2011}", index)
    }

    /// Whether a token is exactly this.
    func isSign(_ sign: String, _ index: Int) -> Bool {
        index < tokens.count && text[tokens[index].range].elementsEqual(sign.utf8)
    }

    /// Whether nothing is between a token and the one before it.
    private func isAdjacent(_ index: Int) -> Bool {
        index < tokens.count
            && tokens[index - 1].range.upperBound == tokens[index].range.lowerBound
    }

    /// Whether a space is between a token and the one before it, and no end of a line.
    private func isSpaced(_ index: Int) -> Bool {
        guard index < tokens.count else { return false }
        let gap = tokens[index - 1].range.upperBound..<tokens[index].range.lowerBound
        return !gap.isEmpty && !text[gap].contains(0x0A)
    }

    /// "U.N.", after which a sentence may end.
    private func endsInDottedAcronym(_ start: Int, _ end: Int) -> Bool {
        end - start >= 4 && isSign(".", end - 1) && isSign(".", end - 3) && isInitial(end - 2)
            && isAdjacent(end - 2)
    }

    /// One "of" makes a name ("Bank of England"), more make a phrase.
    private func canTakeOf(_ start: Int, _ end: Int) -> Bool {
        !isKnown[end - 1] && !(start..<end).contains { isSign("of", $0) }
    }

    /// "Food and Agriculture Organization", but not "Russia and China".
    private func joinsOrdinaryWords(_ start: Int, _ end: Int) -> Bool {
        end + 1 < tokens.count && OrdinaryWords.all.contains(tokens[end + 1].baseKey)
            && (start..<end).allSatisfy { OrdinaryWords.all.contains(tokens[$0].baseKey) }
    }

    /// Whether a word of the run names an institution.
    func namesInstitution(_ run: Range<Int>) -> Bool {
        run.contains { NameWords.institutions.contains(tokens[$0].baseKey) }
    }
}
