import ArgumentParser
import StanceKit

/// Options of every verb that goes on after a bad row.
struct RejectInput: ParsableArguments {
    @Option(
        name: .customLong("rejects"),
        help: ArgumentHelp(
            "Write the rows that cannot be read here: source, line, byte and reason.",
            valueName: "file"))
    var path: String?

    @Flag(name: .customLong("strict"), help: "Stop at the first row that cannot be read.")
    var stops = false

    /// The file of rejected rows may be no input, nor the output.
    ///
    /// - Throws: `StanceError.Kind.usage`.
    func check(inputs: [String], output: String) throws {
        guard let path else { return }
        guard path != output else {
            throw StanceError(
                .usage, "--rejects \(path): is also the output; expected another name")
        }
        try OutputFile.check(path, isNoneOf: inputs + [output])
    }
}
