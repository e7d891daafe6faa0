import StanceKit

/// Suggested actors as an actors file, or as JSON.
struct SuggestionText {
    let suggestions: ActorSuggestions
    let minimumCount: Int
    let actorsFile: String

    private var candidates: [ActorSuggestions.Candidate] {
        suggestions.candidates(minimumCount: minimumCount)
    }

    /// An actors file; names that seem to belong to known actors are comments in it.
    var yaml: String {
        let new = candidates.filter { $0.knownActor == nil }
        let known = candidates.filter { $0.knownActor != nil }
        var text = """
            # Capitalised names in \(suggestions.paragraphCount) paragraphs that \
            \(Terminal.safe(actorsFile)) lacks,
            # each found \(minimumCount) times or more, its aliases counted in. They are not judged:
            # delete what is no actor (places, events) and join what is one.

            """
        for candidate in new {
            let words = [AliasCount(candidate.name, candidate.nameCount)] + candidate.aliases
            let counts = words.map { "\($0.alias) \($0.count)" }.joined(separator: ", ")
            let actor = Actor(name: candidate.name, aliases: candidate.aliases.map(\.alias))
            text += "\n"
            text += ActorsWriter.text(
                of: actor,
                comments: ["\(candidate.count): \(counts)", candidate.example])
        }
        if new.isEmpty { text += "#\n# No such name.\n" }
        guard !known.isEmpty else { return text }
        text += "\n# Perhaps aliases of actors that the file has; add them there:\n"
        for candidate in known {
            let words = [candidate.name] + candidate.aliases.map(\.alias)
            text += "#   \(candidate.knownActor ?? ""): \(words.joined(separator: ", "))"
            text += " (\(candidate.count))\n"
        }
        return text
    }

    private struct JSON: Encodable {
        struct Alias: Encodable {
            var alias: String
            var count: Int
        }
        struct Candidate: Encodable {
            var name: String
            var count: Int
            var nameCount: Int
            var aliases: [Alias]
            var knownActor: String?
            var example: String
        }
        var actorsFile: String
        var documents: Int
        var paragraphs: Int
        var minCount: Int
        var candidates: [Candidate]
    }

    func json() throws -> String {
        try JSONText.of(
            JSON(
                actorsFile: actorsFile, documents: suggestions.documentCount,
                paragraphs: suggestions.paragraphCount, minCount: minimumCount,
                candidates: candidates.map { candidate in
                    JSON.Candidate(
                        name: candidate.name, count: candidate.count,
                        nameCount: candidate.nameCount,
                        aliases: candidate.aliases.map {
                            JSON.Alias(alias: $0.alias, count: $0.count)
                        },
                        knownActor: candidate.knownActor, example: candidate.example)
                }))
    }
}
