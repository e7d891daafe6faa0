/// Joins the names of a census that mean one actor.
///
/// Names are visited by falling count, then by name, so the outcome depends on the counts alone.
struct NameGrouping {
    private struct Group {
        var name: String
        var nameCount: Int
        var aliases: [AliasCount] = []
        var count: Int
        var word: UInt64?
        var isAllCaps: Bool
        /// Whether a demonym of it is about.
        var isPlace = false
        var knownActor: String?
        var example: String
    }

    private let knownNames: [String]
    private var groups: [Group]
    /// Which group a name is the head of.
    private var headed: [String: Int]
    /// For each group the one that it became part of.
    private var joinedTo: [Int?]

    init(_ names: [(form: String, entry: NameCensus.Entry)], knownNames: [String]) {
        self.knownNames = knownNames
        groups = names.map {
            Group(
                name: $0.form, nameCount: $0.entry.count, count: $0.entry.count,
                word: $0.entry.word, isAllCaps: $0.entry.isAllCaps, example: $0.entry.example)
        }
        headed = Dictionary(
            uniqueKeysWithValues: groups.enumerated().map { ($0.element.name, $0.offset) })
        joinedTo = groups.map { _ in nil }
    }

    /// Joins what belongs together, given how often each abbreviation was explained.
    mutating func join(_ abbreviations: [NameScanner.Abbreviation: Int]) {
        joinAbbreviations(abbreviations)
        joinDemonyms()
        joinLastNames()
    }

    /// The groups that are left, by falling count, then by name.
    func candidates() -> [ActorSuggestions.Candidate] {
        zip(groups, joinedTo).filter { $0.1 == nil }.map { group, _ in
            ActorSuggestions.Candidate(
                name: group.name, count: group.count, nameCount: group.nameCount,
                aliases: group.aliases.sorted { ($1.count, $0.alias) < ($0.count, $1.alias) },
                knownActor: group.knownActor, example: group.example)
        }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }

    /// Makes a group's names aliases of another, or of what that has become part of.
    private mutating func join(_ index: Int, to other: Int) {
        var head = other
        while let next = joinedTo[head] { head = next }
        guard index != head, joinedTo[index] == nil else { return }
        joinedTo[index] = head
        let group = groups[index]
        groups[head].count += group.count
        groups[head].aliases += group.aliases
        groups[head].aliases.append(AliasCount(group.name, group.nameCount))
        groups[head].knownActor = groups[head].knownActor ?? group.knownActor
    }

    private mutating func joinAbbreviations(_ counts: [NameScanner.Abbreviation: Int]) {
        // The explanation that is given most often counts.
        var best: [Int: (full: NameScanner.Subject, count: Int, order: String)] = [:]
        for (abbreviation, count) in counts {
            guard case .name(let short) = abbreviation.short, let index = headed[short] else {
                if case .name(let full) = abbreviation.full, let index = headed[full],
                    case .actor(let actor) = abbreviation.short
                {
                    let name = knownNames[actor]
                    groups[index].knownActor = min(groups[index].knownActor ?? name, name)
                }
                continue
            }
            let order = self.name(of: abbreviation.full)
            guard let other = best[index] else {
                best[index] = (abbreviation.full, count, order)
                continue
            }
            if (other.count, order) < (count, other.order) {
                best[index] = (abbreviation.full, count, order)
            }
        }
        for index in groups.indices {
            switch best[index]?.full {
            case .name(let full): if let head = headed[full] { join(index, to: head) }
            case .actor(let actor): groups[index].knownActor = knownNames[actor]
            case nil: break
            }
        }
    }

    private func name(of subject: NameScanner.Subject) -> String {
        switch subject {
        case .name(let name): name
        case .actor(let actor): knownNames[actor]
        }
    }

    /// "Sharif" is Shehbaz Sharif, unless others of that name are there nearly as often.
    ///
    /// What has an acronym or a demonym is no person; a full name that is rare beside the last word
    /// is a chance ("Breitbart Texas").
    private mutating func joinLastNames() {
        var owners: [Substring: [Int]] = [:]
        for index in groups.indices where joinedTo[index] == nil {
            let words = groups[index].name.split(separator: " ")
            if let last = words.last, words.count > 1 { owners[last, default: []].append(index) }
        }
        for index in groups.indices
        where groups[index].word != nil && !groups[index].isAllCaps && !groups[index].isPlace {
            // Groups stand by falling count, so the first owner has most.
            guard let owners = owners[groups[index].name[...]], let head = owners.first,
                isPerson(groups[head]), 10 * groups[head].nameCount >= groups[index].nameCount
            else { continue }
            let total = owners.reduce(0) { $0 + groups[$1].nameCount }
            if 10 * groups[head].nameCount >= 9 * total { join(index, to: head) }
        }
    }

    private func isPerson(_ group: Group) -> Bool {
        let words = group.name.split(separator: " ")
        return group.aliases.isEmpty && words.count <= 4
            && !words.contains {
                NameWords.institutions.contains(Self.key($0))
                    || NameWords.ofRegions.contains(Self.key($0)) || $0 == "of"
            }
    }

    private mutating func joinDemonyms() {
        for index in groups.indices where groups[index].word != nil && !groups[index].isAllCaps {
            let name = groups[index].name
            for base in Demonym.bases(of: name) {
                if let head = headed[base], groups[head].word != nil {
                    let isPlural = name == base + "s"
                    // "Sanders" is not many a "Sander".
                    if isPlural, 4 * groups[head].nameCount < groups[index].nameCount { continue }
                    if !isPlural, 10 * groups[index].nameCount >= groups[head].nameCount {
                        groups[head].isPlace = true
                    }
                    join(index, to: head)
                } else if knownNames.contains(base) {
                    groups[index].knownActor = base
                } else {
                    continue
                }
                break
            }
        }
    }

    private static func key(_ word: Substring) -> UInt64 {
        wordKey(ArraySlice(word.lowercased().utf8))
    }
}

/// Which place or group an English demonym or plural may come from.
enum Demonym {
    /// Endings of demonyms, and what each takes the place of.
    private static let endings = [
        ("n", [""]), ("an", ["", "o"]), ("ian", ["", "y", "e"]), ("i", [""]), ("ese", ["", "a"]),
        ("ish", ["", "en", "land"]),
    ]

    /// The words that a word may be derived from: "Ruritanians" from "Ruritanian" or "Ruritania".
    static func bases(of word: String) -> [String] {
        var bases: [String] = []
        var forms = [word]
        if word.hasSuffix("s") {
            forms.append(String(word.dropLast()))
            bases.append(String(word.dropLast()))
        }
        for form in forms {
            for (ending, replaced) in endings where form.hasSuffix(ending) {
                bases += replaced.map { form.dropLast(ending.count) + $0 }
            }
            bases += ["istan", "stan"].map { form + $0 }
        }
        return bases.filter { $0.count >= 4 && $0 != word }
    }
}
