/// Somebody that a text can support or criticise: a state, a body, a group or a person.
public struct Actor: Sendable, Hashable {
    /// The name under which scores are reported.
    public var name: String
    /// Other words for the actor: demonyms, capitals, acronyms.
    ///
    /// The name itself always counts.
    public var aliases: [String]
    /// Whether aliases match in exactly their case (true) or in any case (false).
    ///
    /// Nil: by each alias's own form (see `MentionFinder`).
    public var caseSensitive: Bool?
    /// Where the actor was read, for error messages.
    public var location: SourceLocation?

    /// Describes an actor.
    public init(
        name: String, aliases: [String] = [], caseSensitive: Bool? = nil,
        location: SourceLocation? = nil
    ) {
        self.name = name
        self.aliases = aliases
        self.caseSensitive = caseSensitive
        self.location = location
    }
}
