import ArgumentParser
import StanceKit

/// Options of every verb that reads rows.
struct TableInput: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Column of the paragraph (default: text); a.b is b within a in JSON.", valueName: "name"
        ))
    var textColumn: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Column of the actor (default: actor or target).", valueName: "name"))
    var actorColumn: String?

    @Option(
        name: .long, help: ArgumentHelp("Column of the row's id (default: id).", valueName: "name"))
    var idColumn: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Column of the text's date, for dated aliases (default: date).", valueName: "name"))
    var dateColumn: String?

    @Flag(name: .long, help: "Take quotes in CSV and TSV as ordinary characters.")
    var noQuotes = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What parts fields: comma, tab, semicolon, pipe or a character (default: as the name "
                + "and the header say).",
            valueName: "name"))
    var delimiter: String?
}

extension Delimiter {
    /// The delimiter that `--delimiter` names.
    init(option word: String) throws {
        guard let delimiter = Delimiter(word: word) else {
            throw StanceError(
                .usage,
                "--delimiter \(word): expected comma, tab, semicolon, pipe or a character that is "
                    + "no letter, digit or quote")
        }
        self = delimiter
    }
}

/// The option of every verb that looks for actors.
struct ActorsInput: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "YAML file of actors and aliases (default: the one that ships).", valueName: "file"))
    var actors: String?
}
