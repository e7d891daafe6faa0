import ArgumentParser
import StanceKit

/// Options that say how documents are read; shared by every verb that reads them.
struct DocumentInput: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "text, markdown, html, jsonl, csv or tsv, where a file's name does not tell.",
            valueName: "name"))
    var inputFormat: String?

    @OptionGroup var table: TableInput

    /// The documents of some inputs; their dates are read where an actor's alias goes by them.
    ///
    /// Plain texts come whole, or line by line where they may be endless.
    func reader(
        _ inputs: [String], known actors: [Actor], by slicing: Slicing? = nil, quiet: Bool = false,
        byLine: Bool = false, wait: InputWait? = nil
    ) throws -> DocumentReader {
        var options = DocumentOptions(
            columns: ColumnNames(
                text: table.textColumn, actor: table.actorColumn, id: table.idColumn,
                date: table.dateColumn, slice: slicing?.column),
            quoting: !table.noQuotes,
            readsDates: actors.areDated || slicing?.needsDates ?? false)
        options.readsGroups = slicing != nil
        options.readsByLine = byLine
        options.delimiter = try table.delimiter.map { try Delimiter(option: $0) }
        if let inputFormat { options.inputFormat = try DocumentFormat(option: inputFormat) }
        let reader = try DocumentReader(inputs: inputs, options: options, wait: wait)
        if !quiet { reader.note = Terminal.note }
        return reader
    }
}

extension DocumentFormat {
    /// The format that `--input-format` names.
    init(option word: String) throws {
        guard let format = DocumentFormat(word: word) else {
            throw StanceError(
                .usage,
                "--input-format \(word): expected text, markdown, html, jsonl, csv or "
                    + "tsv")
        }
        self = format
    }
}
