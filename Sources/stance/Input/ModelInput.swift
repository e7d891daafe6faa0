import ArgumentParser
import StanceKit

/// The option of every verb that uses a model.
struct ModelInput: ParsableArguments {
    @Option(
        name: [.customShort("m"), .customLong("model")],
        help: ArgumentHelp("The model (default: the one that ships).", valueName: "file"))
    var path: String?

    /// The model, and the path that it was read from.
    ///
    /// - Throws: as `Shipped.model`.
    func load() throws -> (StanceModel, String) { try Shipped.model(path: path) }
}
