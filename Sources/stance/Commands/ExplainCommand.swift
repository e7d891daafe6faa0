import ArgumentParser
import StanceKit

/// `stance explain`: texts and a model -> what every term adds to each score.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show which words make a score, and how much each adds.",
        discussion: """
            Example:
              stance explain article.txt --actor Russia --paragraph 2
              stance explain rows.jsonl --model mine.stance --json

            The parts are exact: bias and terms add up to the logits, and their differences to \
            the logarithm of the ratio of two probabilities. Inputs are those of 'stance score'.
            """)

    @Argument(help: "Files and folders to explain; - for standard input.")
    var inputs: [String]

    @OptionGroup var model: ModelInput

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Explain this actor's scores only (repeatable).", valueName: "name"))
    var actor: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Explain this paragraph only, counted from 1.", valueName: "number"))
    var paragraph: Int?

    @Option(name: .long, help: ArgumentHelp("Terms to show for each score.", valueName: "count"))
    var top = 10

    @Flag(name: .long, help: "Print JSON instead of text.")
    var json = false

    @OptionGroup var documents: DocumentInput
    @OptionGroup var known: ActorsInput

    func run() throws {
        guard top >= 0 else { throw StanceError(.usage, "--top \(top): expected 0 or more") }
        if let paragraph, paragraph < 1 {
            throw StanceError(.usage, "--paragraph \(paragraph): expected 1 or more")
        }
        let (model, _) = try model.load()
        let actors = try Shipped.actorsToFind(path: known.actors, recipe: model.recipe)
        let scorer = Scorer(model: model)
        let articles = try ArticleScorer(scorer: scorer, actors: actors, asked: actor)
        let reader = try documents.reader(inputs, known: actors)
        let explainer = Explainer(model: model)
        let output = try OutputFile(path: ByteSource.standardInput)
        var sink = ExplanationSink(model: model, top: top, json: json, file: output)
        while let document = try reader.next() {
            var batch = ScoreBatch()
            if case .row(let row) = document.content, let name = row.actor,
                try !articles.reports(name, on: row.date)
            {
                continue
            }
            batch.add(document)
            let paragraphs = batch.paragraphs.filter { paragraph == nil || $0.number == paragraph }
            let examples = try articles.examples(for: paragraphs)
            for (paragraph, examples) in zip(paragraphs, examples) {
                let explanations = try explainer.explanations(of: examples)
                for (example, explanation) in zip(examples, explanations) {
                    let reason =
                        example.actor == nil && model.recipe.needsMention
                        ? ArticleScorer.noActorMentioned
                        : scorer.reasonToAbstain(on: example) ?? "nothing known"
                    try sink.write(paragraph, example, explanation, reason: reason)
                }
            }
        }
        try sink.finish()
        try output.commit()
        guard sink.count > 0 else {
            throw StanceError(
                .badData,
                paragraph.map { "there is no paragraph \($0)" } ?? "there is nothing to explain")
        }
    }
}
