@testable import StanceCore

extension FuzzTarget {
    /// A token pattern of Python: refused, or translated to what Swift's `Regex` takes.
    ///
    /// The text is short: how long a match takes is the pattern's own affair.
    static let tokenPattern = FuzzTarget(name: "token-pattern") { input in
        guard let pattern = String(validating: input, as: UTF8.self) else { return }
        guard case .success(.regex(let regex)) = outcome({ try TokenPattern(pattern) }),
            case .success(let matcher) = outcome({ try regex.matcher() })
        else { return }
        let text = "a é_1\n-"
        matcher.forEachToken(in: text) { token in
            precondition(token.startIndex >= text.startIndex || token.isEmpty)
        }
    }
}
