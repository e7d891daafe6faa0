import ArgumentParser
import StanceKit

/// `stance actors suggest`: texts -> candidates for an actors file.
struct ActorsSuggestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        abstract: "Suggest actors and aliases that texts name and an actors file lacks.",
        usage: "stance actors suggest [<options>] <inputs> ...",
        discussion: """
            Example:
              stance actors suggest articles/ > more.yml
              stance actors suggest articles/ --min-count 5 --actors mine.yml

            Prints an actors file of capitalised names, the most frequent first: acronyms in \
            brackets, last names and demonyms become aliases. Names are not judged: delete places, \
            events and whatever else is no actor. Inputs are those of stance score.
            """)

    @Argument(help: "Files and folders to look through; - for standard input.")
    var inputs: [String]

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How often a name must occur, its aliases counted in.", valueName: "count"))
    var minCount = 2

    @Flag(name: .long, help: "Print JSON instead of YAML.")
    var json = false

    @OptionGroup var documents: DocumentInput
    @OptionGroup var known: ActorsInput

    func run() throws {
        guard minCount >= 1 else {
            throw StanceError(.usage, "--min-count \(minCount): expected at least 1")
        }
        let actors = try Shipped.actors(path: known.actors)
        var suggestions = try ActorSuggestions(known: actors)
        var texts = DocumentTexts(try documents.reader(inputs, known: actors))
        while let text = try texts.next() {
            suggestions.add(paragraphs: text.paragraphs, on: text.date)
        }
        let report = SuggestionText(
            suggestions: suggestions, minimumCount: minCount,
            actorsFile: known.actors ?? Shipped.actorsFile)
        try Terminal.output(json ? try report.json() : report.yaml)
    }
}
