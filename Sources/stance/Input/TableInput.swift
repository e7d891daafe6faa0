import ArgumentParser

/// Options of every verb that reads rows.
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

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Column of the text's date, for dated aliases (default: date).", valueName: "name"))
    var dateColumn: String?

    @Flag(name: .long, help: "Take quotes in CSV and TSV as ordinary characters.")
    var noQuotes = false
}

/// The option of every verb that looks for actors.
struct ActorsInput: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "YAML file of actors and aliases (default: the one that ships).", valueName: "file"))
    var actors: String?
}
