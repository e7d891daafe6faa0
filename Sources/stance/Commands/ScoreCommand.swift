import ArgumentParser
import StanceKit

/// `stance score`: articles and a model -> a row per paragraph and actor.
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Score articles: a row per paragraph and actor.",
        discussion: """
            Example:
              stance score article.txt
              stance score articles/ --summary --output summary.csv

            Inputs are .txt (a line is a paragraph) and .md and .html files, folders of them, JSONL, CSV \
            and TSV with a text column and, where they have one, an id; also .gz or .zst; - is standard input. \
            A row with an actor column is scored for that actor as it is. A paragraph in which no \
            actor is found, and a document without text, give one row that abstains; a per-actor \
            model scores every paragraph for each of its actors. In tables "n" counts mentions.

            A row that cannot be read is rejected and the run goes on: its place and the reason are \
            said, and the exit status is 1 (65 where nothing was scored). Rows that go to a file are \
            safe from crashes: what is broken off by a signal, a full disk or kill -9 goes on with \
            --resume.
            """)

    @Argument(help: "Files and folders to score; - for standard input.")
    var inputs: [String]

    @OptionGroup var model: ModelInput

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Report this actor only, in any case (repeatable); an unlisted one, by its own name.",
            valueName: "name"))
    var actor: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "jsonl, csv, tsv, table or sqlite (default: by the output's name, else jsonl).",
            valueName: "name"))
    var format: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write; - for standard output.", valueName: "file"))
    var output = ByteSource.standardInput

    @Flag(name: .long, help: "A row per document and actor, as counted, not one per paragraph.")
    var summary = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Shares of the stances per actor, corrected for the model's errors: actor, or also by "
                + "month, year or a column.", valueName: "name"))
    var by: String?

    @OptionGroup var answers: AnswerInput
    @OptionGroup var page: PageOption
    @OptionGroup var documents: DocumentInput
    @OptionGroup var known: ActorsInput
    @OptionGroup var rows: BatchInput
    @OptionGroup var runOptions: RunOptions

    func run() throws {
        try rows.check()
        let threads = try runOptions.threadCount()
        let format = try outputFormat()
        let (model, modelPath) = try model.load()
        let slicing = try by.map { try Slicing(word: $0, answers) }
        let rule = try answers.rule(of: model, path: modelPath)
        let rates = try slicing.map { _ in
            try AnswerInput.facts(of: model, path: modelPath).errorRates
        }
        let actors = try Shipped.actorsToFind(path: known.actors, recipe: model.recipe)
        let wait = try InputWait()
        let reader = try documents.reader(
            inputs, known: actors, by: slicing, quiet: runOptions.quiet, byLine: true, wait: wait)
        let scorer = try ArticleScorer(
            scorer: Scorer(model: model), actors: actors, asked: actor)
        let read = reader.files + [modelPath] + [known.actors].compactMap { $0 }
        try check(isNoneOf: read)

        let makeSink: (OutputFile) throws -> any ScoreSink = { file in
            if let slicing, let rates { return PrevalenceSink(format, file, rates, slicing) }
            if summary { return try SummarySink(format, file) }
            return try RowSink(format, file, sets: answers.sets != nil, modelPath: modelPath)
        }
        // A report needs the texts too, which no journal keeps.
        let isJournaled = page.path == nil && JournaledOutput.isPossible(self.output)
        let plain = slicing == nil && !summary && page.path == nil ? format.rows : nil
        let output = try ScoreOutput(
            path: self.output, rejects: rows.rejected.path,
            identity: isJournaled
                ? try identity(modelPath: modelPath, actors: actors, inputs: reader.files) : nil,
            start: rows.start, makeSink: plain == nil && isJournaled ? makeSink : nil)
        Interruption.watch(wait)
        if output.wasComplete, let total = output.resumed {
            try keeping(output, { total }) { try output.commit(total) }
            return try report(total)
        }
        let encoder: (any RowLayout<ScoredRow>)? =
            plain.map { ScoredRowEncoder(format: $0, sets: answers.sets != nil) }
            ?? (isJournaled ? StoredRowLayout() : nil)
        let sink = encoder == nil ? try output.direct.map(makeSink) : nil
        let articles =
            page.path == nil
            ? nil : ArticleCollector(scorer, inputs: inputs, modelPath: modelPath)
        // Data and progress on one terminal would run into each other.
        let sharesTerminal = self.output == ByteSource.standardInput && Terminal.outputIsTerminal
        let run = ScoreRun(
            scorer, rule, encoder: encoder, sink: sink, articles: articles, output: output,
            complaints: RejectedRowText(isSilent: rows.rejected.path != nil || runOptions.quiet),
            progressLine: runOptions.progressLine(hidden: sharesTerminal),
            checkpointEvery: .seconds(rows.checkpoint))
        let chunks = ScoreReader(
            reader, scorer, by: slicing, wait: wait, strict: rows.rejected.stops,
            chunkParagraphs: rows.chunk, resumed: output.resumed)
        try keeping(output, { run.total }) {
            try run.run(chunks, wait: wait, threads: threads)
            try conclude(run, output)
            try page.write { articles?.html() ?? [] }
        }
        try report(run.total)
    }

    /// Keeps what `body` has written where it fails and the same command can go on, and says so.
    private func keeping(
        _ output: ScoreOutput, _ progress: () -> RunProgress, _ body: () throws -> Void
    ) throws {
        do {
            try body()
        } catch let error as StanceError
            where error.kind == .inputOutput || error.kind == .cannotCreate
        {
            if let hint = output.hint(progress()) { Terminal.warning(hint) }
            throw error
        } catch let error as StanceError {
            // The input or the options have to change, and then there is nothing to resume; but who
            // resumes the wrong run loses nothing.
            if output.resumed == nil || error.kind != .usage { output.discard() }
            throw error
        }
    }

    /// Says what came of the rows, with the exit status too.
    private func report(_ total: RunProgress) throws {
        if !runOptions.quiet { Terminal.raw(total.text) }
        if total.rejected > 0 { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }

    /// Gives the files their names; where every row was rejected there is none to write.
    private func conclude(_ run: ScoreRun, _ output: ScoreOutput) throws {
        let total = run.total
        guard total.rejected > 0, total.scored + total.abstained + total.leftOut == 0 else {
            return try output.commit(total)
        }
        try output.commitRejectsAlone()
        throw StanceError(
            .badData,
            "nothing was scored: \(Counted.text(total.rejected, "row")) rejected"
                + (run.firstRejected.map { ", the first: \($0.description)" } ?? ""))
    }

    private func identity(
        modelPath: String, actors: [Actor], inputs: [String]
    ) throws -> RunIdentity {
        let file = actors.isEmpty ? nil : known.actors ?? Shipped.find(Shipped.actorsFile)
        return try rows.identity(model: modelPath, actors: file, inputs: inputs)
    }

    /// No output may be an input, nor another output.
    private func check(isNoneOf inputs: [String]) throws {
        try OutputFile.check(output, isNoneOf: inputs)
        try page.check(inputs: inputs + [output] + [rows.rejected.path].compactMap { $0 })
        try rows.rejected.check(inputs: inputs, output: output)
    }

    private func outputFormat() throws -> OutputFormat {
        guard !output.hasSuffix(".gz"), !output.hasSuffix(".zst") else {
            throw StanceError(
                .usage, "--output \(output): rows are written uncompressed; leave out .gz or .zst")
        }
        let isNamedDatabase = format == nil && ScoresDatabase.isNamed(output)
        guard let format = isNamedDatabase ? "sqlite" : format else {
            guard output != ByteSource.standardInput else { return .rows(.jsonLines) }
            return .rows(RowFormat(path: output) ?? .jsonLines)
        }
        guard let chosen = OutputFormat(word: format) else {
            throw StanceError(
                .usage, "--format \(format): expected jsonl, csv, tsv, table or sqlite")
        }
        if case .database = chosen, summary || by != nil {
            throw OutputFormat.noDatabase(of: summary ? "--summary" : "--by")
        }
        return chosen
    }
}
