/// Somebody that a text can support or criticise: a state, a body, a group or a person.
public struct Actor: Sendable, Hashable {
    /// The name under which scores are reported.
    public var name: String
    /// Other words for the actor: demonyms, capitals, acronyms.
    ///
    /// The name itself always counts.
    public var aliases: [String]
    /// Words for the actor on some days only, such as a capital before a change of government.
    public var datedAliases: [DatedAlias] = []
    /// Whether aliases match in exactly their case (true) or in any case (false).
    ///
    /// Nil: by each alias's own form (see `MentionFinder`).
    public var caseSensitive: Bool?
    /// Where the actor was read, for error messages.
    public var location: SourceLocation?

    /// Describes an actor.
    public init(
        name: String, aliases: [String] = [], datedAliases: [DatedAlias] = [],
        caseSensitive: Bool? = nil, location: SourceLocation? = nil
    ) {
        self.name = name
        self.aliases = aliases
        self.datedAliases = datedAliases
        self.caseSensitive = caseSensitive
        self.location = location
    }

    /// The name and every alias, each with the days on which it counts.
    var words: [DatedAlias] {
        ([name] + aliases).map { DatedAlias($0, .always) } + datedAliases
    }
}

extension [Actor] {
    /// True when an alias counts on some days only, so that the dates of texts matter.
    public var areDated: Bool { contains { !$0.datedAliases.isEmpty } }
}
