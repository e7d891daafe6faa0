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

            Facts of the training, the sections of the file with their sizes, the model card and \
            the strongest terms. With --actor these are the terms for texts about that actor: its \
            own, where the model has such, and those of any actor. A per-actor model has weights \
            for every term of each actor, a target-aware one for the actor's name alone, a bag of \
            words none.
            """)

    @Argument(help: "The model (default: the one that ships).")
    var model: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Strongest terms to show for each stance.", valueName: "count"))
    var terms = 10

    @Option(
        name: .long,
        help: ArgumentHelp("Show the strongest terms for this actor.", valueName: "name"))
    var actor: String?

    @Flag(name: .long, help: "Print JSON instead of text.")
    var json = false

    func run() throws {
        guard terms >= 0 else {
            throw StanceError(.usage, "--terms \(terms): expected 0 or more")
        }
        let (model, path) = try Shipped.model(path: model)
        let text = ModelText(
            model: model, path: path, sections: try ModelSection.list(path: path),
            termCount: terms, actor: try actor.map { try model.terms(ofActor: $0, count: terms) })
        try Terminal.output(json ? text.json() : text.text)
    }
}
