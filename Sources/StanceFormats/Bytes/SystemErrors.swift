import StanceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The reason the system gives for an error number, for example "No space left on device".
func systemReason(_ code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
}

extension StanceError {
    /// An input that cannot be opened.
    static func cannotOpen(_ path: String, _ code: Int32) -> StanceError {
        let message =
            switch code {
            case ENOENT, ENOTDIR: "no such file"
            case EISDIR: "is a folder; expected a file"
            default: "cannot be read: \(systemReason(code))"
            }
        return StanceError(.noInput, message, at: SourceLocation(file: path))
    }

    /// An input that broke off.
    static func readingFailed(_ path: String, _ code: Int32) -> StanceError {
        StanceError(
            .inputOutput, "reading failed: \(systemReason(code))", at: SourceLocation(file: path))
    }

    /// An output that broke off.
    static func writingFailed(_ path: String, _ code: Int32) -> StanceError {
        StanceError(
            .inputOutput, "writing failed: \(systemReason(code))", at: SourceLocation(file: path))
    }

    /// An output that cannot be made.
    static func cannotCreate(_ path: String, _ reason: String) -> StanceError {
        StanceError(.cannotCreate, "cannot be created: \(reason)", at: SourceLocation(file: path))
    }
}
