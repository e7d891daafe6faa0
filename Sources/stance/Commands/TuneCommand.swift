import ArgumentParser
import StanceKit

/// `stance tune`: labelled rows -> the validation curve over C.
struct TuneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tune",
        abstract: "Show how well each C does on held-out articles; no model is made.",
        discussion: """
            Example:
              stance tune rows.jsonl

            Rows and options are those of stance train, whose search for C this is: macro-F1 and \
            log-loss are means over folds in which no article is in two. Every C is fitted to a \
            proven relative gap of 1e-5. A learning curve is made at the chosen C, of nested parts of \
            each fold's articles, and says how many more labels buy one point of macro-F1.
            """)

    @Argument(help: "Files of labelled rows; - for standard input.")
    var files: [String]

    @Option(
        name: [.customLong("C")],
        help: ArgumentHelp(
            "The values to try, ascending, joined by commas (default: 0.1,0.3,1,3,10,30).",
            valueName: "values"))
    var c: String?

    @Flag(
        name: .long,
        help: "Measure macro-F1 by the number of rows too, and forecast what more rows bring.")
    var learningCurve = false

    @OptionGroup var features: FeatureInput
    @OptionGroup var input: RowInput
    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var runOptions: RunOptions

    mutating func run() throws {
        files = try PathPattern.expanded(files)
        let first = try options(RecipeChoice(asked: features.recipe))
        let words = try features.knownWords(for: first)
        let wordVectors = try features.knownVectors(for: first)
        let progress = runOptions.progressLine()
        progress.show("reading")
        let (rows, choice) = try features.rowsAndRecipe(
            files, input, quiet: runOptions.quiet)
        let tuning = try Trainer(try options(choice), lexicon: words, vectors: wordVectors)
            .tune(rows, learningCurve: learningCurve) { progress.show($0.text) }
        progress.finish()
        let text = TuningText(
            tuning: tuning, recipeReason: choice.reason,
            leakage: features.leakage ? LeakageText(gap: tuning.leakage) : nil)
        try Terminal.output(reportOptions.json ? text.json() : text.text)
        TrainCommand.warnOfRowsLeftOut(tuning.rowsWithoutMention, runOptions)
    }

    private func options(_ choice: RecipeChoice) throws -> TrainingOptions {
        try features.trainingOptions(
            choice, penalty: .search(try grid()), seed: reportOptions.seed,
            threads: try runOptions.threadCount())
    }

    private func grid() throws -> [Double] {
        guard let c else { return PenaltySearch.defaultGrid }
        return try c.split(separator: ",", omittingEmptySubsequences: false).map {
            guard let value = Double($0) else {
                throw StanceError(
                    .usage, "--C \(c): expected numbers above 0, ascending, joined by commas")
            }
            return value
        }
    }
}
