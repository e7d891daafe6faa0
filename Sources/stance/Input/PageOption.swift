import ArgumentParser
import StanceKit

/// The option of every verb that writes a report.
struct PageOption: ParsableArguments {
    @Option(
        name: .customLong("report"),
        help: ArgumentHelp(
            "Write a report too: one HTML file that needs nothing else.", valueName: "file"))
    var path: String?

    /// Writes the page where one is asked for.
    func write(_ html: () throws -> [UInt8]) throws {
        guard let path else { return }
        let file = try OutputFile(path: path)
        try file.write(try html())
        try file.commit()
    }

    /// Checks before anything is computed that the report would overwrite no input.
    func check(inputs: [String]) throws {
        guard let path else { return }
        guard path != ByteSource.standardInput else {
            throw StanceError(.usage, "--report -: expected the name of a file")
        }
        guard !inputs.contains(path) else {
            throw StanceError(
                .usage, "--report \(path): is also an input or the output; expected another name")
        }
        try OutputFile.check(path, isNoneOf: inputs)
    }
}
