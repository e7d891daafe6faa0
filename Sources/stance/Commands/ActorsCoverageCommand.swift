import ArgumentParser
import StanceKit

/// `stance actors coverage`: whom an actors file finds in texts, and which names it lacks.
struct ActorsCoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Show whom an actors file finds in texts, and which names it lacks.",
        usage: "stance actors coverage [<options>] <file> <inputs> ...",
        discussion: """
            Example:
              stance actors coverage mine.yml articles/

            Inputs are those of stance score. Names are runs of capitalised words without titles \
            and possessives; headlines in capitals are left out. A name counts where no mention \
            covers it whole: "Bank of England" does, though England is known.
            """)

    @Argument(help: "The YAML file of actors.")
    var file: String

    @Argument(help: "Files and folders to look through; - for standard input.")
    var inputs: [String]

    @Option(
        name: .long,
        help: ArgumentHelp("Names to show, the most frequent ones; 0 for all.", valueName: "count"))
    var limit = 30

    @Flag(name: .long, help: "Print JSON instead of text, with every name.")
    var json = false

    @OptionGroup var documents: DocumentInput

    func run() throws {
        guard limit >= 0 else {
            throw StanceError(.usage, "--limit \(limit): expected 0 or more")
        }
        let actors = try ActorsFile.actors(at: file)
        var coverage = try ActorCoverage(actors: actors)
        var texts = DocumentTexts(try documents.reader(inputs, known: actors))
        while let text = try texts.next() {
            coverage.add(paragraphs: text.paragraphs, on: text.date)
        }
        let report = CoverageText(coverage: coverage, file: file, limit: limit)
        try Terminal.output(json ? try report.json() : report.text)
    }
}
