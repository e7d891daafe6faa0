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

            Inputs are .txt (a line is a paragraph) and .md files, folders of them, JSONL, CSV and \
            TSV with a text column and, where they have one, an id; also .gz; - is standard input. \
            A row with an actor column is scored for that actor as it is. A paragraph in which no \
            actor is found, and a document without text, give one row that abstains; a per-actor \
            model scores every paragraph for each of its actors. In tables "n" counts mentions.
            """)

    @Argument(help: "Files and folders to score; - for standard input.")
    var inputs: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The model (default: the one that ships).", valueName: "file"))
    var model: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Report this actor only, in any case (repeatable); an unlisted one, by its own name.",
            valueName: "name"))
    var actor: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "jsonl, csv, tsv or table (default: by the output's name, else jsonl).",
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
    @OptionGroup var runOptions: RunOptions

    func run() throws {
        let threadCount = try runOptions.threadCount()
        let format = try outputFormat()
        let (model, modelPath) = try Shipped.model(path: model)
        let slicing = try by.map { try Slicing(word: $0, answers) }
        let rule = try answers.rule(of: model, path: modelPath)
        let rates = try slicing.map { _ in
            try AnswerInput.facts(of: model, path: modelPath).errorRates
        }
        let actors = try Shipped.actorsToFind(path: known.actors, recipe: model.recipe)
        let reader = try documents.reader(inputs, known: actors, by: slicing)
        let scorer = try ArticleScorer(
            scorer: Scorer(model: model), actors: actors, asked: actor)
        try OutputFile.check(
            output, isNoneOf: reader.files + [modelPath] + [known.actors].compactMap { $0 })
        try page.check(inputs: reader.files + [modelPath, output])
        let file = try OutputFile(path: output)
        let sink: any ScoreSink
        if let slicing, let rates {
            sink = PrevalenceSink(format, file, rates, slicing)
        } else if summary {
            sink = SummarySink(format, file)
        } else {
            sink = try RowSink(format, file, sets: answers.sets != nil)
        }
        let articles =
            page.path == nil
            ? nil : ArticleCollector(scorer, inputs: inputs, modelPath: modelPath)
        // Data and progress on one terminal would run into each other.
        let sharesTerminal = output == ByteSource.standardInput && Terminal.outputIsTerminal
        var counts = ScoreCounts(
            progress: runOptions.progressLine(hidden: sharesTerminal))
        var batch = ScoreBatch()
        while let document = try reader.next() {
            counts.documents += 1
            if case .row(let row) = document.content, let actor = row.actor,
                try !scorer.reports(actor, on: row.date)
            {
                counts.leftOut += 1
                continue
            }
            batch.add(document, by: slicing)
            if batch.isFull {
                try score(&batch, scorer, threadCount, rule, sink, articles, &counts)
            }
        }
        try score(&batch, scorer, threadCount, rule, sink, articles, &counts)
        try sink.finish()
        try file.commit()
        try page.write { articles?.html() ?? [] }
        counts.progress.finish()
        if !runOptions.quiet { Terminal.raw(counts.text) }
    }

    private func score(
        _ batch: inout ScoreBatch, _ scorer: ArticleScorer, _ threads: Int, _ rule: AnswerRule,
        _ sink: any ScoreSink, _ articles: ArticleCollector?, _ counts: inout ScoreCounts
    ) throws {
        let rows = try scorer.rows(for: batch.paragraphs, threads: threads).map { rule($0) }
        try articles?.add(batch.paragraphs, rows)
        for row in rows {
            counts.record(row)
            try sink.write(row)
        }
        counts.paragraphs += batch.paragraphs.count
        batch.removeAll()
        counts.showProgress()
    }

    private func outputFormat() throws -> OutputFormat {
        guard !output.hasSuffix(".gz") else {
            throw StanceError(
                .usage, "--output \(output): rows are written uncompressed; leave out .gz")
        }
        guard let format else {
            guard output != ByteSource.standardInput else { return .rows(.jsonLines) }
            return .rows(RowFormat(path: output) ?? .jsonLines)
        }
        guard let chosen = OutputFormat(word: format) else {
            throw StanceError(
                .usage, "--format \(format): expected jsonl, csv, tsv or table")
        }
        return chosen
    }
}
