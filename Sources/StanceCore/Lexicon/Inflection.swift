/// The forms in which an English word of a lexicon occurs, as bytes of lower-case text.
///
///     verb    strike  strikes striking struck      try  tries trying tried      ban  bans banning banned
///     noun    crisis  crises                       ally allies                  box  boxes
///
/// Where spelling leaves two ways open (a doubled consonant, -oes) both are formed: a form that no
/// text has costs nothing.
enum Inflection {
    /// A form, and whether it may be a past participle: "was struck".
    struct Form: Hashable {
        var word: String
        var isParticiple = false
    }

    /// Every form of a verb, the infinitive first; `irregular` is its past, and its participle.
    static func verb(_ word: String, irregular: [String]) -> [Form] {
        var forms = [Form(word: word)]
        forms += thirdPerson(word).map { Form(word: $0) }
        forms += presentParticiple(word).map { Form(word: $0) }
        if let past = irregular.first {
            let participle = irregular.count > 1 ? irregular[1] : past
            if past != participle { forms.append(Form(word: past)) }
            forms.append(Form(word: participle, isParticiple: true))
        } else {
            forms += regularPast(word).map { Form(word: $0, isParticiple: true) }
        }
        return forms
    }

    /// Every form of a noun, the singular first.
    static func noun(_ word: String, irregular: [String]) -> [Form] {
        let plurals: [String]
        if !irregular.isEmpty {
            plurals = irregular
        } else if endsInSibilant(word) {
            plurals = [word + "es"]
        } else if endsInConsonantY(word) {
            plurals = [word.dropLast() + "ies"]
        } else {
            plurals = [word + "s"]
        }
        return [Form(word: word)] + plurals.map { Form(word: $0) }
    }

    private static func thirdPerson(_ word: String) -> [String] {
        if endsInSibilant(word) || word.hasSuffix("o") { return [word + "es", word + "s"] }
        return endsInConsonantY(word) ? [word.dropLast() + "ies"] : [word + "s"]
    }

    private static func presentParticiple(_ word: String) -> [String] {
        if word.hasSuffix("ie") { return [word.dropLast(2) + "ying"] }
        let keepsE = ["ee", "oe", "ye"].contains { word.hasSuffix($0) }
        if word.hasSuffix("e") && !keepsE { return [word.dropLast() + "ing"] }
        return stems(word).map { $0 + "ing" }
    }

    private static func regularPast(_ word: String) -> [String] {
        if word.hasSuffix("e") { return [word + "d"] }
        if endsInConsonantY(word) { return [word.dropLast() + "ied"] }
        return stems(word).map { $0 + "ed" }
    }

    /// The stem, and the stem with its last consonant doubled (ban, bann) or -ck (panic, panick).
    private static func stems(_ word: String) -> [String] {
        let letters = Array(word.utf8)
        guard let last = letters.last else { return [word] }
        if last == UInt8(ascii: "c") { return [word, word + "k"] }
        guard letters.count > 2, "bdfgklmnprtvz".utf8.contains(last),
            isVowel(letters[letters.count - 2])
        else { return [word] }
        let before = letters[letters.count - 3]
        let afterQu = letters.count > 3 && letters.dropLast(2).suffix(2).elementsEqual("qu".utf8)
        guard !isVowel(before) || afterQu else { return [word] }
        return [word, word + String(decoding: [last], as: UTF8.self)]
    }

    private static func isVowel(_ byte: UInt8) -> Bool { "aeiou".utf8.contains(byte) }

    private static func endsInSibilant(_ word: String) -> Bool {
        ["s", "x", "z", "ch", "sh"].contains { word.hasSuffix($0) }
    }

    private static func endsInConsonantY(_ word: String) -> Bool {
        let letters = Array(word.utf8.suffix(2))
        return letters.count == 2 && letters[1] == UInt8(ascii: "y") && !isVowel(letters[0])
    }
}
