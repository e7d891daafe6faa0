import ArgumentParser
import StanceKit

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The command and its verbs.
struct StanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stance",
        abstract: "Score how a text stands toward each actor it names.",
        discussion: """
            Example:
              stance train rows.jsonl -o mine.stance
              stance evaluate test.jsonl -m mine.stance
              stance score article.txt -m mine.stance

            Data goes to standard output, everything else to standard error.
            Exit status: 0 done, 1 a check found something or rows were rejected, 2 usage, 65 bad \
            data, 66 no input, 70 internal error, 73 output cannot be created, 74 reading or writing \
            failed, 130 and 143 stopped by a signal.
            """,
        version: "stance \(StanceKitVersion.current)",
        subcommands: [
            TrainCommand.self, TuneCommand.self, EvaluateCommand.self, CompareCommand.self,
            ScoreCommand.self, ExplainCommand.self, InspectCommand.self, ActorsCommand.self,
            ImportCommand.self, ExportCommand.self, VectorsCommand.self, BenchCommand.self,
        ])
}

@main
enum Main {
    static func main() {
        // A closed pipe is an error of a write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try StanceCommand.parseAsRoot()
            try command.run()
        } catch {
            exit(ExitStatus.report(error))
        }
    }
}
