/// Checks a list of actors for what is wrong (it would be refused) or suspicious.
public enum ActorLint {
    /// What makes a list be refused: names and aliases that mean two actors on one day.
    ///
    /// A list without such an error is one that `MentionFinder` takes, unless a word is empty.
    public static func errors(in list: [ActorDeclaration]) -> [ActorFinding] {
        AliasClaims.findings(in: list)
    }

    /// What is likely not meant, in the order of the list; errors are not told again.
    public static func warnings(in list: [ActorDeclaration]) -> [ActorFinding] {
        var findings: [ActorFinding] = []
        for actor in list {
            findings += repetitions(in: actor)
            for word in [actor.name] + actor.aliases { findings += suspicions(word, of: actor) }
        }
        return findings + caseVariants(in: list)
    }

    // MARK: One actor

    private static func repetitions(in actor: ActorDeclaration) -> [ActorFinding] {
        var findings: [ActorFinding] = []
        let words = [actor.name] + actor.aliases
        let forms = words.map { AliasForm($0.text, caseSensitive: actor.caseSensitive) }
        for (index, word) in words.enumerated().dropFirst() {
            let place = { (other: Int) in words[other].line.map { ", first on line \($0)" } ?? "" }
            let earlier = (0..<index).filter { words[$0].span.overlaps(word.span) }
            if let other = earlier.first(where: {
                forms[$0].bytes == forms[index].bytes && forms[$0].isFolded == forms[index].isFolded
            }) {
                let isDated = word.span != .always || words[other].span != .always
                findings.append(
                    ActorFinding(
                        .warning, isDated ? .overlappingDates : .repeatedAlias,
                        "\"\(word.text)\" of \(actor.name.text) is given twice"
                            + (isDated ? " for the same days" : "") + place(other),
                        line: word.line))
            } else if let other = words.indices.first(where: {
                $0 != index && words[$0].span.overlaps(word.span)
                    && forms[$0].headline == forms[index].bytes && !forms[index].isFolded
            }) {
                findings.append(
                    ActorFinding(
                        .warning, .redundantAlias,
                        "\"\(word.text)\" is found through \"\(words[other].text)\" already",
                        line: word.line))
            }
        }
        return findings
    }

    private static func suspicions(
        _ word: ActorDeclaration.Word, of actor: ActorDeclaration
    ) -> [ActorFinding] {
        let form = AliasForm(word.text, caseSensitive: actor.caseSensitive)
        let letters = String(decoding: form.bytes, as: UTF8.self)
        var findings: [ActorFinding] = []
        func warn(_ rule: ActorFinding.Rule, _ message: String) {
            findings.append(ActorFinding(.warning, rule, message, line: word.line))
        }
        if letters.unicodeScalars.count(where: \.isWordScalar) < 2 {
            warn(.oneLetter, "\"\(word.text)\" of \(actor.name.text) has one letter only")
        } else if form.isFolded, OrdinaryWords.all.contains(wordKey(form.bytes[...])) {
            warn(
                .commonWord,
                "\"\(word.text)\" of \(actor.name.text) is an ordinary word, and found in any case")
        } else if form.headline != nil, OrdinaryWords.canOpenSentence(letters) {
            warn(
                .commonWord,
                "\"\(word.text)\" of \(actor.name.text) can be an ordinary word that begins a "
                    + "sentence")
        }
        if form.bytes.count > 2, form.bytes.suffix(2) == Array("'s".utf8)[...] {
            warn(
                .possessive,
                "\"\(word.text)\" of \(actor.name.text) ends in 's; mentions end before it anyway")
        }
        return findings
    }

    // MARK: Two actors

    private struct Entry {
        var actor: Int
        var word: ActorDeclaration.Word
        var form: AliasForm
        var written: [UInt8]
    }

    /// Words of two actors that differ in case only; equal ones are errors.
    private static func caseVariants(in list: [ActorDeclaration]) -> [ActorFinding] {
        var findings: [ActorFinding] = []
        var groups: [[UInt8]: [Entry]] = [:]
        for (index, actor) in list.enumerated() {
            for word in [actor.name] + actor.aliases {
                let key = AliasText.form(of: word.text, folded: true)
                let entry = Entry(
                    actor: index, word: word,
                    form: AliasForm(word.text, caseSensitive: actor.caseSensitive),
                    written: AliasText.form(of: word.text, folded: false))
                for other in groups[key] ?? []
                where other.actor != index && other.written != entry.written
                    && other.word.span.overlaps(word.span)
                    && !(other.form.isFolded && entry.form.isFolded)
                {
                    findings.append(caseVariant(entry, other, list))
                    break
                }
                groups[key, default: []].append(entry)
            }
        }
        return findings
    }

    private static func caseVariant(
        _ entry: Entry, _ other: Entry, _ list: [ActorDeclaration]
    ) -> ActorFinding {
        let place = other.word.line.map { " on line \($0)" } ?? ""
        let mine = "\"\(entry.word.text)\" of \(list[entry.actor].name.text)"
        let theirs = "\"\(other.word.text)\" of \(list[other.actor].name.text)\(place)"
        if entry.form.headline == other.written {
            return ActorFinding(
                .warning, .headlineForm, "in capitals, \(mine) is \(theirs)", line: entry.word.line)
        }
        if other.form.headline == entry.written {
            return ActorFinding(
                .warning, .headlineForm, "\(mine) is also, in capitals, \(theirs)",
                line: entry.word.line)
        }
        return ActorFinding(
            .warning, .caseVariant, "\(mine) and \(theirs) differ in case only",
            line: entry.word.line)
    }
}
