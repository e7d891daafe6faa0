/// How an alias is compared with text, by its own letters and its actor's `caseSensitive`.
struct AliasForm {
    /// The bytes that text is searched for, after `AliasText`; empty for an alias of white space.
    let bytes: [UInt8]
    /// True when the text is searched in lower case, so that the alias matches in any case.
    let isFolded: Bool
    /// The alias in capitals, as headlines have it, where that is to be found as well.
    let headline: [UInt8]?

    /// Decides how an alias is searched; the table is in `MentionFinder`.
    init(_ alias: String, caseSensitive: Bool?) {
        let hasCapital = alias != alias.lowercased()
        let hasSmall = alias != alias.uppercased()
        isFolded = caseSensitive == false || (caseSensitive == nil && !hasCapital)
        bytes = AliasText.form(of: alias, folded: isFolded)
        headline =
            caseSensitive == nil && hasSmall && !isFolded
            ? AliasText.form(of: alias.uppercased(), folded: false) : nil
    }
}
