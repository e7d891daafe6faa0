import ArgumentParser
import StanceKit

/// What the command's exit code says; the codes of sysexits.h where there is one.
enum ExitStatus: Int32 {
    case success = 0
    /// The command ran, but a check it was asked for failed.
    case checkFailed = 1
    case usage = 2
    case badData = 65
    case noInput = 66
    case internalFailure = 70
    case cannotCreate = 73
    case inputOutput = 74

    init(_ kind: StanceError.Kind) {
        switch kind {
        case .usage: self = .usage
        case .badData: self = .badData
        case .noInput: self = .noInput
        case .internalFailure: self = .internalFailure
        case .cannotCreate: self = .cannotCreate
        case .inputOutput: self = .inputOutput
        }
    }

    /// Prints what a failed run has to say and returns its exit code.
    ///
    /// A reader that closes the pipe early ("stance score ... | head") ends the run quietly.
    static func report(_ error: any Error) -> Int32 {
        if error is BrokenPipe { return success.rawValue }
        if let code = error as? ExitCode { return code.rawValue }
        if let stopped = error as? RunInterrupted {
            Terminal.error(stopped.message)
            // As shells report a process that a signal ended.
            return 128 + stopped.signal
        }
        if let error = error as? StanceError {
            Terminal.error(error.description)
            return ExitStatus(error.kind).rawValue
        }
        let message = StanceCommand.fullMessage(for: error)
        if StanceCommand.exitCode(for: error) == .success {
            do {
                try Terminal.output(message)
                return success.rawValue
            } catch {
                return report(error)
            }
        }
        if !message.isEmpty { Terminal.raw(Terminal.safeLines(message)) }
        return StanceCommand.exitCode(for: error) == .validationFailure
            ? usage.rawValue : internalFailure.rawValue
    }
}
