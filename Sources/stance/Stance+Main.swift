import ArgumentParser

@main
struct StanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stance",
        abstract: "Score how a text stands toward each actor it names.")
}
