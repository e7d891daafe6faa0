import ArgumentParser
import StanceKit

/// `stance actors lint`: everything wrong or suspicious in an actors file.
struct ActorsLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Tell what is wrong or suspicious in an actors file.",
        discussion: """
            Example:
              stance actors lint mine.yml

            Errors (the file would be refused): a word that two actors have on one day, an actor \
            that comes twice, dates that hold no day, unknown keys. Warnings: words that differ in \
            case only or in capitals are another actor's, ordinary words, single letters, words \
            given twice. Exit status: 0 clean, 1 warnings, 65 errors.
            """)

    @Argument(help: "The YAML file of actors; - for standard input.")
    var file: String

    @Flag(name: .long, help: "Print JSON instead of text.")
    var json = false

    func run() throws {
        let text = LintText(file: file, try ActorsFile.lint(at: file))
        try Terminal.output(json ? try text.json() : text.text)
        if text.errorCount > 0 { throw ExitCode(ExitStatus.badData.rawValue) }
        if text.warningCount > 0 { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }
}
