import ArgumentParser
import StanceKit

/// Options that say how labelled rows are read; shared by every verb that reads them.
struct RowInput: ParsableArguments {
    @OptionGroup var table: TableInput
    @OptionGroup var known: ActorsInput

    @Option(
        name: .long,
        help: ArgumentHelp("Column of the label (default: stance or label).", valueName: "name"))
    var stanceColumn: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Column of the article (default: group or document).", valueName: "name")
    )
    var groupColumn: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Column of the mentions (default: spans).", valueName: "name"))
    var spansColumn: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Column of the row's weight (default: weight).", valueName: "name"))
    var weightColumn: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What other labels mean, for example 0=critical,1=neutral,2=supportive.",
            valueName: "map"))
    var stanceMap: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "jsonl, csv or tsv, where the file's name does not tell.", valueName: "name"))
    var inputFormat: String?

    var columns: ColumnNames {
        ColumnNames(
            text: table.textColumn, actor: table.actorColumn, stance: stanceColumn,
            id: table.idColumn,
            group: groupColumn, spans: spansColumn, weight: weightColumn, date: table.dateColumn)
    }

    func format() throws -> RowFormat? {
        guard let inputFormat else { return nil }
        guard let format = RowFormat(rawValue: inputFormat.lowercased()) else {
            throw StanceError(
                .usage, "--input-format \(inputFormat): expected jsonl, csv or tsv")
        }
        return format
    }

    /// The labelled rows of some files, with the mentions that the recipe needs.
    func labelledRows(
        _ files: [String], recipe: Recipe, otherColumns: [String] = [], quiet: Bool
    ) throws -> [Example] {
        let actors = try actors(for: recipe)
        let rows = try rows(
            files, recipe: recipe, actors: actors, otherColumns: otherColumns, quiet: quiet)
        return recipe.needsMention ? try resolved(rows, actors: actors) : rows
    }

    /// The known actors, where the recipe looks for them in texts; else none.
    func actors(for recipe: Recipe) throws -> [Actor] {
        recipe.needsMention ? try Shipped.actors(path: known.actors) : []
    }

    /// The labelled rows of some files as they stand there, dated where the actors go by days.
    ///
    /// `domainColumn` names the column of the actors' domains, if there is one; `otherColumns` are
    /// read into `Example.columns`.
    func rows(
        _ files: [String], recipe: Recipe, actors: [Actor], domainColumn: String? = nil,
        otherColumns: [String] = [], quiet: Bool
    ) throws -> [Example] {
        var columns = columns
        columns.domain = domainColumn
        var options = LabelledRowOptions(
            columns: columns, inputFormat: try format(), quoting: !table.noQuotes,
            stanceMap: try stanceMap.map { try StanceMap(parsing: $0) },
            requiresActor: recipe.needsActor,
            readsDates: actors.areDated
                || otherColumns.contains { ["month", "year"].contains($0) },
            otherColumns: otherColumns)
        options.delimiter = try table.delimiter.map { try Delimiter(option: $0) }
        return try LabelledRowReader.examples(at: files, options: options) { note in
            if !quiet { Terminal.note(note) }
        }
    }

    /// The rows with their mentions found.
    func resolved(_ rows: [Example], actors: [Actor]) throws -> [Example] {
        try MentionResolver(finder: try MentionFinder(actors: actors)).resolve(rows)
    }
}
