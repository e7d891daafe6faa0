/// A paragraph as seen from one actor: the actor masked as TGT, other names as OTH, numbers as NUM.
///
///     text      Moscow praised Kabul's 3 envoys.      (actor: Afghanistan, mention "Kabul")
///     stream    OTH praised TGT 's NUM envoys .
///     distance  -2  -1      0   1  2   3      4
///
/// The masked tokens stand in one byte buffer, a single space between them, so that an n-gram is
/// a slice of it.
struct ActorView {
    /// The masked tokens, one space between them; empty unless the view keeps them.
    private(set) var stream = TermBuffer()
    /// Which tokens of the passage each masked token stands for; empty unless the view keeps them.
    private(set) var sources: [Range<Int>] = []
    /// The key of each masked token.
    private(set) var keys: [UInt64] = []
    /// Whether each masked token ends in -ly.
    private(set) var endsInLy: [Bool] = []
    /// True for TGT.
    private(set) var isTarget: [Bool] = []
    /// Masked tokens to the nearest mention, and `sentenceCost` more for each sentence that ends
    /// between.
    ///
    /// Negative left of it, positive right of it; of two equally near ones the left mention counts.
    /// `farAway` when there is no mention.
    private(set) var distances: [Int] = []
    /// The TGT token that each distance counts from; the token itself when there is no mention.
    private(set) var nearest: [Int] = []
    /// The number of sentences that end before each token.
    private(set) var sentences: [Int] = []
    /// Whether each token stands in a sentence with a mention that distances count from.
    private(set) var isInMentioningSentence: [Bool] = []
    /// The passage's tokens of each mention.
    private(set) var mentions: [Range<Int>] = []

    /// The distance of everything in a paragraph without a mention.
    static let farAway = 99

    /// True for the TGT tokens that distances count from.
    private(set) var isPrimary: [Bool] = []
    private let sentenceCost: Int
    private let keepsStream: Bool
    private var endedSentences = 0
    private var mentionIsPrimary: [Bool] = []
    private var targetToken: [Bool] = []

    private static let target = Array("TGT".utf8)
    private static let other = Array("OTH".utf8)
    private static let number = Array("NUM".utf8)

    static let targetKey = TermKey.hash("TGT")
    static let otherKey = TermKey.hash("OTH")
    private static let numberKey = TermKey.hash("NUM")

    /// Takes how many tokens the end of a sentence counts as, and whether the bytes of the masked
    /// tokens are wanted: fitting needs them, scoring goes by keys.
    init(sentenceCost: Int, keepsStream: Bool) {
        self.sentenceCost = sentenceCost
        self.keepsStream = keepsStream
    }

    /// The number of masked tokens.
    var count: Int { keys.count }

    /// Where the tokens from one to another lie in the stream; empty where it is not kept.
    @inline(__always)
    func span(_ first: Int, through last: Int) -> TermSpan {
        guard keepsStream else { return TermSpan(start: 0, end: 0) }
        return TermSpan(start: Int(stream.spans[first].start), end: Int(stream.spans[last].end))
    }

    /// Masks one actor's mentions, reusing this value's storage.
    ///
    /// - Parameters:
    ///   - passage: the paragraph's tokens.
    ///   - ranges: the actor's mentions as ascending byte ranges of the text.
    ///   - others: other actors' mentions, ascending; never taken for this one's.
    ///   - casing: tells words from names at the start of a sentence.
    mutating func assign(
        _ passage: Passage, mentions ranges: [Range<Int>], others: [Range<Int>],
        casing: CasingLexicon
    ) {
        stream.removeAll()
        sources.removeAll(keepingCapacity: true)
        keys.removeAll(keepingCapacity: true)
        endsInLy.removeAll(keepingCapacity: true)
        isTarget.removeAll(keepingCapacity: true)
        isPrimary.removeAll(keepingCapacity: true)
        sentences.removeAll(keepingCapacity: true)
        endedSentences = 0
        mentions.removeAll(keepingCapacity: true)
        mentionIsPrimary.removeAll(keepingCapacity: true)
        markTargets(passage, ranges, others)
        var index = 0
        while index < passage.tokens.count {
            let start = index
            if targetToken[index] {
                index = appendTarget(passage, from: index, ranges)
            } else if masksAsName(passage, index, casing) {
                index = appendName(passage, from: index)
            } else {
                appendWord(passage, index)
                index += 1
            }
            guard keepsStream else { continue }
            while sources.count < keys.count { sources.append(start..<index) }
        }
        keepPrimaryMentions()
        markMentioningSentences()
        measureDistances()
    }

    /// A token is the target when a mention overlaps it, or when it repeats a name in a mention.
    private mutating func markTargets(
        _ passage: Passage, _ mentions: [Range<Int>], _ others: [Range<Int>]
    ) {
        let tokens = passage.tokens
        targetToken.removeAll(keepingCapacity: true)
        var names: [UInt64] = []
        var mention = mentions.startIndex
        for token in tokens {
            while mention < mentions.endIndex,
                mentions[mention].upperBound <= token.range.lowerBound
            {
                mention += 1
            }
            let overlaps =
                mention < mentions.endIndex
                && mentions[mention].lowerBound < token.range.upperBound
            targetToken.append(overlaps)
            if overlaps && ActorView.isName(token) && !names.contains(token.baseKey) {
                names.append(token.baseKey)
            }
        }
        guard !names.isEmpty else { return }
        for (index, token) in tokens.enumerated()
        where token.isCapitalised && names.contains(token.baseKey)
            && !others.overlaps(token.range)
        {
            targetToken[index] = true
        }
    }

    private static func isName(_ token: Passage.Token) -> Bool {
        token.isCapitalised && token.range.count > 2
            && !CommonWords.pronouns.contains(token.baseKey)
            && !CommonWords.sentenceStarters.contains(token.baseKey)
            && !CommonWords.titles.contains(token.baseKey)
    }

    private mutating func appendTarget(
        _ passage: Passage, from start: Int, _ mentionRanges: [Range<Int>]
    ) -> Int {
        var end = start
        while end < passage.tokens.count && targetToken[end] { end += 1 }
        let span =
            passage.tokens[start].range.lowerBound..<passage.tokens[end - 1].range.upperBound
        append(ActorView.target, ActorView.targetKey, target: true)
        let primary = mentionRanges.overlaps(span)
        isPrimary[isPrimary.count - 1] = primary
        mentions.append(start..<end)
        mentionIsPrimary.append(primary)
        if passage.tokens[end - 1].isPossessive { appendPossessive() }
        return end
    }

    private mutating func appendPossessive() {
        append(Passage.possessive, Passage.possessiveKey)
    }

    /// Names repeated from a mention count as mentions only where there is nothing better.
    private mutating func keepPrimaryMentions() {
        guard mentionIsPrimary.contains(true) else {
            isPrimary = isTarget
            return
        }
        mentions = zip(mentions, mentionIsPrimary).filter(\.1).map(\.0)
    }

    /// A capitalised word is a name unless it may just begin a sentence as an ordinary word.
    private func masksAsName(_ passage: Passage, _ index: Int, _ casing: CasingLexicon) -> Bool {
        let token = passage.tokens[index]
        guard token.isCapitalised, !token.isPronounI else { return false }
        let opens = index == 0 || passage.tokens[index - 1].opensSentence
        guard opens else { return true }
        let isStarter = CommonWords.sentenceStarters.contains(token.baseKey)
        guard isStarter || casing.contains(token.baseKey) else { return true }
        let next = index + 1
        let nextIsName =
            next < passage.tokens.count && passage.tokens[next].isCapitalised
            && !targetToken[next]
        return nextIsName && !isStarter
    }

    private mutating func appendName(_ passage: Passage, from start: Int) -> Int {
        var end = start + 1
        while end < passage.tokens.count, !targetToken[end], passage.tokens[end].isCapitalised,
            passage.tokens[end].isPlainWord
        {
            end += 1
        }
        append(ActorView.other, ActorView.otherKey)
        if passage.tokens[end - 1].isPossessive { appendPossessive() }
        return end
    }

    private mutating func appendWord(_ passage: Passage, _ index: Int) {
        let token = passage.tokens[index]
        if token.kind == .number {
            append(ActorView.number, ActorView.numberKey)
        } else {
            if keepsStream { passage.appendForm(of: token, to: &stream) }
            mark(token.formKey, endsInLy: token.isLyForm)
            if token.isNegated {
                mark(Passage.negationKey)
            } else if token.isPossessive {
                mark(Passage.possessiveKey)
            }
        }
        if token.endsSentence { endedSentences += 1 }
    }

    private mutating func append(_ bytes: [UInt8], _ key: UInt64, target: Bool = false) {
        if keepsStream { stream.appendToken(bytes) }
        mark(key, target: target)
    }

    private mutating func mark(_ key: UInt64, target: Bool = false, endsInLy isLy: Bool = false) {
        keys.append(key)
        endsInLy.append(isLy)
        isTarget.append(target)
        isPrimary.append(target)
        sentences.append(endedSentences)
    }

    private mutating func markMentioningSentences() {
        var mentions = [Bool](repeating: false, count: endedSentences + 1)
        for index in isPrimary.indices where isPrimary[index] { mentions[sentences[index]] = true }
        isInMentioningSentence.removeAll(keepingCapacity: true)
        for sentence in sentences { isInMentioningSentence.append(mentions[sentence]) }
    }

    private mutating func measureDistances() {
        distances.removeAll(keepingCapacity: true)
        nearest.removeAll(keepingCapacity: true)
        guard isPrimary.contains(true) else {
            distances.append(contentsOf: repeatElement(ActorView.farAway, count: isTarget.count))
            nearest.append(contentsOf: isTarget.indices)
            return
        }
        var left: Int?
        for index in isTarget.indices {
            if isPrimary[index] { left = index }
            distances.append(left.map { distance(from: $0, to: index) } ?? Int.max)
            nearest.append(left ?? index)
        }
        var right: Int?
        for index in isTarget.indices.reversed() {
            if isPrimary[index] { right = index }
            guard let right else { continue }
            let distance = distance(from: index, to: right)
            if distance < distances[index] {
                distances[index] = -distance
                nearest[index] = right
            }
        }
    }

    private func distance(from first: Int, to last: Int) -> Int {
        last - first + sentenceCost * (sentences[last] - sentences[first])
    }
}
