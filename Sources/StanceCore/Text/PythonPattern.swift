/// A token pattern in Python's syntax, run by Swift's `Regex` on Unicode scalars.
///
/// `PythonPatternTranslator` spells classes, the dot and the anchors out with Python's meaning.
/// `Regex` has no look-behind, so a `\b` at the start of a pattern is tested by the matcher itself,
/// and one that nothing decides is refused.
struct PythonPattern: Sendable {
    /// The pattern in the syntax of Swift's `Regex`.
    let translation: String
    /// Whether a token begins at a word boundary.
    let startsAtBoundary: Bool
    /// Whether the pattern has a group, which then is the token.
    let hasGroup: Bool

    /// Translates a pattern.
    ///
    /// - Throws: `usage` if it is malformed, not supported or has more than one group.
    init(_ pattern: String) throws {
        var translator = PythonPatternTranslator(pattern)
        translation = try translator.translate()
        startsAtBoundary = translator.startsAtBoundary
        hasGroup = translator.groupCount == 1
        guard translator.groupCount <= 1 else {
            throw StanceError(
                .usage,
                "the token pattern \(pattern) has \(translator.groupCount) capturing groups;"
                    + " expected at most one")
        }
        _ = try matcher()
    }

    /// Compiles the pattern; the result belongs to one thread.
    ///
    /// - Throws: `usage` if `Regex` refuses the translation.
    func matcher() throws -> Matcher {
        do {
            let regex = try Regex(translation).matchingSemantics(.unicodeScalar)
            return Matcher(regex: regex, startsAtBoundary: startsAtBoundary, hasGroup: hasGroup)
        } catch {
            throw StanceError(
                .usage, "the token pattern, rewritten as \(translation), is refused: \(error)")
        }
    }

    /// A compiled pattern.
    struct Matcher {
        let regex: Regex<AnyRegexOutput>
        let startsAtBoundary: Bool
        let hasGroup: Bool

        /// Hands over the tokens of a text as `re.findall` lists them.
        ///
        /// An unmatched group is the empty token, as in Python.
        func forEachToken(in text: String, _ body: (Substring) -> Void) {
            guard startsAtBoundary else {
                for match in text.matches(of: regex) { body(token(match)) }
                return
            }
            let scalars = text.unicodeScalars
            let classes = UnicodeClasses.shared
            var previousIsWord = false
            var index = scalars.startIndex
            while true {
                let isWord =
                    index < scalars.endIndex
                    && classes.holds(scalars[index].value, UnicodeClasses.word)
                if isWord != previousIsWord, let match = text[index...].prefixMatch(of: regex) {
                    body(token(match))
                    if match.range.upperBound > index {
                        index = match.range.upperBound
                        let last = scalars[scalars.index(before: index)]
                        previousIsWord = classes.holds(last.value, UnicodeClasses.word)
                        continue
                    }
                }
                guard index < scalars.endIndex else { return }
                previousIsWord = isWord
                index = scalars.index(after: index)
            }
        }

        private func token(_ match: Regex<AnyRegexOutput>.Match) -> Substring {
            match.output[hasGroup ? 1 : 0].substring ?? ""
        }
    }
}
