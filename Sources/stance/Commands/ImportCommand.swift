import ArgumentParser
import StanceKit

/// `stance import`: a data set in somebody else's layout -> labelled rows.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Turn published and hand-labelled data sets into labelled rows.",
        discussion: """
            Example:
              stance import semeval2016 train.txt -o rows.jsonl
              stance import label-studio tasks.json -o rows.csv --rejects bad.jsonl

            Profiles: semeval2016, vast, pstance, newsmtsc, persent, label-studio, doccano, prodigy, \
            fasttext (docs/import.md says what each reads). Numbers are labels only where a profile \
            defines them (vast, newsmtsc) or with --stance-map. Every row in is written, left out \
            (not labelled, not accepted) or rejected; the counts are on standard error.

            Exit status: 0 nothing rejected, 1 some rows rejected, 65 nothing written.
            """)

    @Argument(help: "The layout of the data.")
    var profile: String

    @Argument(help: "Files to read; - for standard input.")
    var inputs: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write; - for standard output.", valueName: "file"))
    var output = ByteSource.standardInput

    @Option(
        name: .long,
        help: ArgumentHelp(
            "jsonl, csv or tsv (default: by the output's name, else jsonl).", valueName: "name"))
    var format: String?

    @OptionGroup var rejected: RejectInput

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What the labels mean, for example 0=critical,1=neutral,2=supportive.",
            valueName: "map"))
    var stanceMap: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Whom rows are about that name nobody.", valueName: "name"))
    var actor: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "utf-8 or windows-1252, for files that are no JSON.", valueName: "name"))
    var encoding = ImportEncoding.utf8.rawValue

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Field of the text in a labelling tool's JSON (default: text).", valueName: "name"))
    var textField: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Field of the actor in a labelling tool's JSON (default: actor or target).",
            valueName: "name"))
    var actorField: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Label Studio: the control of the label (default: stance or label).",
            valueName: "name"))
    var stanceField: String?

    @Flag(name: .shortAndLong, help: "Print nothing but data and errors.")
    var quiet = false

    func run() throws {
        var importer = try RowImporter(try importFormat(), options: try options())
        try OutputFile.check(output, isNoneOf: inputs)
        try rejected.check(inputs: inputs, output: output)
        let file = try OutputFile(path: output)
        let writer = RowWriter(
            LabelledRowEncoder(format: try rowFormat(output, asked: format)), to: file)
        let log = try RejectLog(path: rejected.path, strict: rejected.stops, quiet: quiet)
        for input in inputs {
            try importer.read(path: input, take: writer.write) { try log.add($0) }
        }
        let counts = importer.counts
        try log.finish()
        guard counts.rows > 0 else {
            if !quiet { Terminal.raw(ImportText.counts(counts, files: inputs.count)) }
            throw StanceError(
                .badData, "no row could be imported, so \(Self.name(output)) is not written")
        }
        try writer.flush()
        try file.commit()
        if !quiet { Terminal.raw(ImportText.counts(counts, files: inputs.count)) }
        if counts.rejected > 0 { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }

    private func importFormat() throws -> ImportFormat {
        guard let format = ImportFormat(rawValue: profile) else {
            let names = ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw StanceError(.usage, "unknown profile \"\(profile)\"; expected \(names)")
        }
        return format
    }

    private func options() throws -> ImportOptions {
        guard let encoding = ImportEncoding(rawValue: encoding.lowercased()) else {
            throw StanceError(.usage, "--encoding \(encoding): expected utf-8 or windows-1252")
        }
        return ImportOptions(
            encoding: encoding, stanceMap: try stanceMap.map { try StanceMap(parsing: $0) },
            actor: actor, textField: textField, actorField: actorField, stanceField: stanceField)
    }

    private static func name(_ path: String) -> String {
        path == ByteSource.standardInput ? "standard output" : path
    }
}

/// The format of rows that go to `path`.
///
/// - Throws: `StanceError.Kind.usage` for a name that promises compression and for an unknown format.
func rowFormat(_ path: String, asked: String?) throws -> RowFormat {
    guard !path.hasSuffix(".gz"), !path.hasSuffix(".zst") else {
        throw StanceError(
            .usage, "--output \(path): rows are written uncompressed; leave out .gz or .zst")
    }
    guard let asked else { return RowFormat(path: path) ?? .jsonLines }
    guard let format = RowFormat(rawValue: asked) else {
        throw StanceError(.usage, "--format \(asked): expected jsonl, csv or tsv")
    }
    return format
}
