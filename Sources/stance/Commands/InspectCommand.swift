import ArgumentParser
import StanceKit

/// `stance inspect`: what a model file says about itself.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show how a model was made and what it looks at.",
        discussion: """
            Example:
              stance inspect mine.stance
            """)

    @Argument(help: "The model (default: the one that ships).")
    var model: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Strongest terms to show for each stance.", valueName: "count"))
    var terms = 10

    @Flag(name: .long, help: "Print JSON instead of text.")
    var json = false

    func run() throws {
        guard terms >= 0 else {
            throw StanceError(.usage, "--terms \(terms): expected 0 or more")
        }
        let (model, path) = try Shipped.model(path: model)
        let text = ModelText(
            model: model, path: path, sections: try ModelSection.list(path: path),
            termCount: terms)
        try Terminal.output(json ? text.json() : text.text)
    }
}
