/// Rewrites a regular expression of Python's `re` for Swift's `Regex`, construct by construct.
///
/// Every literal becomes a `\u{...}` escape, so nothing is left to the other syntax by accident.
/// Supported: literals, escapes, classes, groups, alternation, quantifiers (greedy, lazy,
/// possessive), look-ahead, anchors and `\b` where what is before it decides it.
struct PythonPatternTranslator {
    /// What is known of the scalar before a position of the pattern.
    enum Edge: Equatable {
        /// Nothing has been consumed: the position is where the match begins.
        case start
        /// It is a word scalar.
        case word
        /// It is no word scalar.
        case other
        /// It may be either.
        case unknown
    }

    static let word = #"\p{L}\p{N}_"#
    /// The most groups within one another: each takes stack, here and in `Regex`.
    private static let depthLimit = 50
    /// The most items that are translated.
    ///
    /// A repeated group is translated twice, and groups within it
    /// four times, so that short patterns could take for ever.
    private static let itemLimit = 10_000

    let pattern: String
    let scalars: [Unicode.Scalar]
    var position = 0
    private(set) var groupCount = 0
    private(set) var startsAtBoundary = false
    private var usesStartAnchor = false
    private var dotMatchesNewline = false
    /// How many alternations and repeated groups surround the position.
    private var branchDepth = 0
    private var groupDepth = 0
    private var itemCount = 0

    init(_ pattern: String) {
        self.pattern = pattern
        scalars = Array(pattern.unicodeScalars)
    }

    /// The whole pattern in Swift's syntax.
    mutating func translate() throws -> String {
        let flags = try takeFlags()
        let body = try alternation(after: .start)
        if position < scalars.count { throw malformed("unbalanced )") }
        if startsAtBoundary && usesStartAnchor { throw unsupported("^ together with \\b") }
        return flags + body.text
    }

    /// A piece of the translation and what is known of the last scalar it consumed.
    typealias Piece = (text: String, edge: Edge)

    private mutating func takeFlags() throws -> String {
        guard peek() == "(", peek(1) == "?", let letter = peek(2),
            "aiLmsux".unicodeScalars.contains(letter)
        else { return "" }
        position += 2
        var flags = ""
        while let letter = peek(), letter != ")" {
            switch letter {
            case "u": break
            case "i": flags = "(?i)"
            case "s": dotMatchesNewline = true
            default: throw unsupported("the flag \(letter)")
            }
            position += 1
        }
        guard take(")") else { throw malformed("a flag group that does not end") }
        return flags
    }

    private mutating func alternation(after before: Edge) throws -> Piece {
        let hadBoundary = startsAtBoundary
        var result = try sequence(after: before)
        guard peek() == "|" else { return result }
        if startsAtBoundary != hadBoundary {
            throw unsupported("\\b at the start of an alternative")
        }
        branchDepth += 1
        while take("|") {
            let next = try sequence(after: before)
            result.text += "|" + next.text
            if next.edge != result.edge { result.edge = .unknown }
        }
        branchDepth -= 1
        return result
    }

    private mutating func sequence(after before: Edge) throws -> Piece {
        var result: Piece = ("", before)
        while let next = peek(), next != "|", next != ")" {
            let start = position
            let groups = groupCount
            var piece = try atom(after: result.edge)
            guard let repeats = try quantifier() else {
                result = (result.text + piece.text, piece.edge)
                continue
            }
            if next == "(" && repeats.maximum != 1 {
                // A second round begins after what the first one consumed, not where it began.
                let end = position
                position = start
                groupCount = groups
                branchDepth += 1
                piece = try atom(after: .unknown)
                branchDepth -= 1
                position = end
            }
            let edge = repeats.minimum > 0 || piece.edge == result.edge ? piece.edge : .unknown
            result = (result.text + piece.text + repeats.text, edge)
        }
        return result
    }

    private mutating func atom(after before: Edge) throws -> Piece {
        guard let scalar = peek() else { throw malformed("an end where an item was expected") }
        itemCount += 1
        guard itemCount <= Self.itemLimit else { throw unsupported("a pattern so long or nested") }
        position += 1
        switch scalar {
        case "(": return try group(after: before)
        case "[": return try characterClass()
        case ".": return (dotMatchesNewline ? "(?s:.)" : "[^\\u{A}]", .unknown)
        case "^":
            usesStartAnchor = true
            return (#"\A"#, before)
        case "$": return (#"(?=(?:\u{A})?\z)"#, before)
        case "*", "+", "?": throw malformed("nothing to repeat")
        case "\\": return try escape(after: before)
        default: return literal(scalar)
        }
    }

    private mutating func group(after before: Edge) throws -> Piece {
        var open = "("
        var isAssertion = false
        if take("?") {
            if take(":") {
                open = "(?:"
            } else if take(">") {
                open = "(?>"
            } else if take("=") {
                (open, isAssertion) = ("(?=", true)
            } else if take("!") {
                (open, isAssertion) = ("(?!", true)
            } else if take("#") {
                while let next = peek(), next != ")" { position += 1; _ = next }
                guard take(")") else { throw malformed("a comment that does not end") }
                return ("", before)
            } else if take("P"), take("<") {
                while let next = peek(), next != ">" { position += 1; _ = next }
                guard take(">") else { throw malformed("a group name that does not end") }
                groupCount += 1
            } else {
                throw unsupported("this kind of group (look-behind, conditions, inline flags)")
            }
        } else {
            groupCount += 1
        }
        groupDepth += 1
        guard groupDepth <= Self.depthLimit else {
            throw unsupported("more than \(Self.depthLimit) groups within one another")
        }
        let body = try alternation(after: before)
        groupDepth -= 1
        guard take(")") else { throw malformed("a missing )") }
        return (open + body.text + ")", isAssertion ? before : body.edge)
    }

    private mutating func escape(after before: Edge) throws -> Piece {
        switch peek() {
        case "b": return try boundary(after: before, negated: false)
        case "B": return try boundary(after: before, negated: true)
        case "A":
            position += 1
            usesStartAnchor = true
            return (#"\A"#, before)
        case "Z":
            position += 1
            return (#"\z"#, before)
        default: break
        }
        switch try escapedItem(inClass: false) {
        case .scalar(let scalar): return literal(scalar)
        case .named(let inside, let edge): return ("[\(inside)]", edge)
        }
    }

    /// A boundary after a word scalar means "no word scalar follows", after another one "one does".
    private mutating func boundary(after before: Edge, negated: Bool) throws -> Piece {
        position += 1
        switch before {
        case .word, .other:
            let wordFollows = (before == .other) != negated
            return ("(?\(wordFollows ? "=" : "!")[\(Self.word)])", before)
        case .start where !negated && branchDepth == 0:
            startsAtBoundary = true
            return ("", .start)
        case .start, .unknown:
            throw unsupported("\\\(negated ? "B" : "b") here, where what is before it varies")
        }
    }

    private func literal(_ scalar: Unicode.Scalar) -> Piece {
        let isWord = UnicodeClasses.shared.holds(scalar.value, UnicodeClasses.word)
        return (Self.escaped(scalar), isWord ? .word : .other)
    }

    /// A quantifier as it stands, which both syntaxes write alike; nil if there is none.
    private mutating func quantifier() throws -> (text: String, minimum: Int, maximum: Int?)? {
        var result: (text: String, minimum: Int, maximum: Int?)
        if take("*") {
            result = ("*", 0, nil)
        } else if take("+") {
            result = ("+", 1, nil)
        } else if take("?") {
            result = ("?", 0, 1)
        } else if peek() == "{", let counts = try takeCounts() {
            result = counts
        } else {
            return nil
        }
        if take("?") { result.text += "?" } else if take("+") { result.text += "+" }
        if let next = peek(), "*+?".unicodeScalars.contains(next) {
            throw malformed("multiple repeat")
        }
        return result
    }

    /// `{m}`, `{m,}`, `{,n}` or `{m,n}`; anything else in braces is literal, as in Python.
    private mutating func takeCounts() throws -> (text: String, minimum: Int, maximum: Int?)? {
        guard let close = scalars[position...].firstIndex(of: "}") else { return nil }
        let inside = String(String.UnicodeScalarView(scalars[(position + 1)..<close]))
        let parts = inside.split(separator: ",", omittingEmptySubsequences: false)
        let isCount = { (part: Substring) in part.utf8.allSatisfy { 0x30...0x39 ~= $0 } }
        guard parts.count <= 2, inside != "", inside != ",", parts.allSatisfy(isCount) else {
            return nil
        }
        let bounds = parts.map { Int($0) ?? ($0.isEmpty ? -1 : Int.max) }
        let minimum = max(bounds[0], 0)
        let maximum = parts.count == 1 ? minimum : bounds[1] < 0 ? nil : bounds[1]
        guard minimum <= maximum ?? minimum, max(minimum, maximum ?? 0) <= 1_000 else {
            throw malformed("{\(inside)}; expected at most 1000 repeats, the lower count first")
        }
        position = close + 1
        return ("{\(minimum),\(maximum.map(String.init) ?? "")}", minimum, maximum)
    }

    func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        position + ahead < scalars.count ? scalars[position + ahead] : nil
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == scalar else { return false }
        position += 1
        return true
    }

    static func escaped(_ scalar: Unicode.Scalar) -> String {
        "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }

    /// The pattern as messages quote it.
    private var shown: String {
        scalars.count <= 200 ? pattern : String(String.UnicodeScalarView(scalars[..<200])) + "..."
    }

    func malformed(_ what: String) -> StanceError {
        StanceError(
            .usage, "the token pattern \(shown) is malformed at position \(position): \(what)")
    }

    func unsupported(_ what: String) -> StanceError {
        StanceError(
            .usage,
            "the token pattern \(shown) is not supported at position \(position): \(what)")
    }
}
