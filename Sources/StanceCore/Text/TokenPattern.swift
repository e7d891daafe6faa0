/// How a text is split into words.
///
/// The family `(?u)`? `\b`? `\w`...`\w+` `\b`? has one meaning, "maximal runs of at least n word
/// characters", and is scanned natively; every other pattern goes through `Regex`.
enum TokenPattern: Sendable {
    /// Maximal runs of `\w` of at least this many scalars.
    case wordRuns(minimumLength: Int)
    /// Any other pattern.
    case regex(PythonPattern)

    /// Reads a token pattern as Python's `re` would.
    ///
    /// - Throws: `usage` if it is malformed, not supported or has more than one group.
    init(_ pattern: String) throws {
        if let minimumLength = Self.wordRunLength(pattern) {
            self = .wordRuns(minimumLength: minimumLength)
        } else {
            self = .regex(try PythonPattern(pattern))
        }
    }

    private static func wordRunLength(_ pattern: String) -> Int? {
        var rest = pattern[...]
        func take(_ prefix: String) -> Bool {
            guard rest.hasPrefix(prefix) else { return false }
            rest.removeFirst(prefix.count)
            return true
        }
        _ = take("(?u)")
        _ = take("\\b")
        var length = 0
        while take("\\w") { length += 1 }
        guard length > 0 else { return nil }
        if take("{") {
            guard length == 1, let comma = rest.firstIndex(of: ","),
                let bound = Int(rest[..<comma]), bound > 0, bound < 1_000
            else { return nil }
            length = bound
            rest = rest[rest.index(after: comma)...]
            guard take("}") else { return nil }
        } else {
            guard take("+") else { return nil }
        }
        _ = take("\\b")
        return rest.isEmpty ? length : nil
    }
}
