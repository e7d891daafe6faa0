import StanceKit

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The two streams of the command: data goes to standard output, everything else to standard error.
enum Terminal {
    /// Colours mean stance and nothing else.
    enum Colour: String {
        case red = "31"
        case green = "32"
        case grey = "90"

        init?(_ stance: Stance) {
            switch stance {
            case .critical: self = .red
            case .neutral: return nil
            case .supportive: self = .green
            }
        }
    }

    /// Writes text to standard output as it is.
    ///
    /// - Throws: as `OutputFile.write(_:)`, for example when the disk behind it is full.
    static func output(_ text: String) throws {
        let file = try OutputFile(path: ByteSource.standardInput)
        try file.write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8))
        try file.commit()
    }

    /// Writes a line to standard error as it is.
    static func raw(_ text: String) { part(text + "\n") }

    /// Writes `stance: error: message` to standard error.
    static func error(_ message: String) { raw("stance: error: \(safe(message))") }

    /// Writes `stance: warning: message` to standard error.
    static func warning(_ message: String) { raw("stance: warning: \(safe(message))") }

    /// Writes `stance: message` to standard error: what a user may want to know.
    static func note(_ message: String) { raw("stance: \(safe(message))") }

    /// Writes part of a line to standard error; what cannot be said there is not said.
    static func part(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return
            }
            bytes = bytes.dropFirst(count)
        }
    }

    /// A text of several lines, made safe line by line.
    static func safeLines(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { safe(String($0)) }.joined(separator: "\n")
    }

    /// Messages quote what users' files hold: control characters are shown, never sent on; so are
    /// those that turn the direction of a line.
    static func safe(_ message: String) -> String {
        guard message.unicodeScalars.contains(where: isUnsafe) else { return message }
        var text = ""
        for scalar in message.unicodeScalars {
            if isUnsafe(scalar) {
                text += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// Control characters, which a terminal obeys, and what reorders or ends a line unseen.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// True when tables on standard output may be coloured: on a terminal, and not against
    /// NO_COLOR (no-color.org) or TERM=dumb.
    static var colour: Bool {
        guard outputIsTerminal else { return false }
        if let value = getenv("NO_COLOR"), value.pointee != 0 { return false }
        if let term = getenv("TERM") { return strcmp(term, "dumb") != 0 }
        return true
    }

    /// The width of the terminal on standard output; 80 where it is none.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else {
            return 80
        }
        return Int(size.ws_col)
    }

    static func paint(_ text: String, _ colour: Colour?) -> String {
        guard let colour else { return text }
        return "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m"
    }
}
