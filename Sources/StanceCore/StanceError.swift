/// Where in an input something was found.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    /// The file as the user gave it; "-" for standard input.
    public var file: String
    /// The line, counted from 1; nil when the whole file is meant.
    public var line: Int?
    /// The byte within the file, counted from 0; nil when it says nothing.
    public var byte: Int?

    /// Names a place in an input.
    public init(file: String, line: Int? = nil, byte: Int? = nil) {
        self.file = file
        self.line = line
        self.byte = byte
    }

    /// `file`, `file:line` or `file:line: byte n`.
    public var description: String {
        var text = file
        if let line { text += ":\(line)" }
        if let byte { text += ": byte \(byte)" }
        return text
    }
}

/// What went wrong, where, and what was expected: the one error type of the package.
///
/// Every message is one line that a user can act on, for example
/// `labels.jsonl:17: unknown stance "critcal"; expected critical, neutral or supportive`.
public struct StanceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The sort of failure; the command line maps each to one exit code.
    public enum Kind: Sendable, Hashable {
        /// An option or an argument makes no sense (exit 2).
        case usage
        /// The input is there but is not what it should be (exit 65).
        case badData
        /// The input is missing or cannot be opened (exit 66).
        case noInput
        /// A broken promise of this package: please report it (exit 70).
        case internalFailure
        /// The output cannot be created (exit 73).
        case cannotCreate
        /// Reading or writing failed half-way (exit 74).
        case inputOutput
    }

    /// The sort of failure.
    public var kind: Kind
    /// Where it was found, if it was found in an input.
    public var location: SourceLocation?
    /// What is wrong and what was expected, in one line without the location.
    public var message: String

    /// Describes a failure.
    ///
    /// Messages quote what files hold, which may be 100 MB long: of a message of more than
    /// `messageLimit` bytes the middle goes, and the message says how much of it.
    public init(_ kind: Kind, _ message: String, at location: SourceLocation? = nil) {
        self.kind = kind
        self.location = location
        self.message = Self.bounded(message)
    }

    /// The longest message that is given whole, in bytes of UTF-8.
    static let messageLimit = 1000

    private static func bounded(_ message: String) -> String {
        let bytes = message.utf8
        guard bytes.count > messageLimit else { return message }
        // What was expected stands at the end.
        var head = bytes.index(bytes.startIndex, offsetBy: 400)
        var tail = bytes.index(bytes.endIndex, offsetBy: -200)
        while UTF8.isContinuation(bytes[head]) { head = bytes.index(before: head) }
        while UTF8.isContinuation(bytes[tail]) { tail = bytes.index(after: tail) }
        let left = bytes.distance(from: head, to: tail)
        return "\(message[..<head])... (\(left) bytes left out) ...\(message[tail...])"
    }

    /// `location: message`, the line that the command line prints.
    public var description: String {
        guard let location else { return message }
        return "\(location): \(message)"
    }
}
