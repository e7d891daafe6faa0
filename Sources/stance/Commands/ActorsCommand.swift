import ArgumentParser

/// `stance actors`: checks, measures and starts actors files.
struct ActorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actors",
        abstract: "Check an actors file, measure it on texts, or start one.",
        discussion: """
            Example:
              stance actors suggest articles/ > mine.yml
              stance actors lint mine.yml
              stance actors coverage mine.yml articles/
            """,
        subcommands: [
            ActorsLintCommand.self, ActorsCoverageCommand.self, ActorsSuggestCommand.self,
        ])
}
