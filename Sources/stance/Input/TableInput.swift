import ArgumentParser

/// Options of every verb that reads rows or looks for actors.
struct TableInput: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Column of the paragraph (default: text).", valueName: "name"))
    var textColumn: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Column of the actor (default: actor or target).", valueName: "name"))
    var actorColumn: String?

    @Option(
        name: .long, help: ArgumentHelp("Column of the row's id (default: id).", valueName: "name"))
    var idColumn: String?

    @Flag(name: .long, help: "Take quotes in CSV and TSV as ordinary characters.")
    var noQuotes = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "YAML file of actors and aliases (default: the one that ships).", valueName: "file"))
    var actors: String?
}
