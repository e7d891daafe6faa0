/// An actor as an actors file writes it down, with the line of every word: what is checked.
public struct ActorDeclaration: Sendable, Hashable {
    /// A name or an alias where it stands.
    public struct Word: Sendable, Hashable {
        /// The word as written.
        public var text: String
        /// The days on which it counts.
        public var span: DateSpan
        /// Its line, from 1.
        public var line: Int?

        /// Describes a word.
        public init(_ text: String, span: DateSpan = .always, line: Int? = nil) {
            self.text = text
            self.span = span
            self.line = line
        }
    }

    /// The name under which scores are reported.
    public var name: Word
    /// The aliases in the order of the file, repeated ones too.
    public var aliases: [Word]
    /// As in `Actor`.
    public var caseSensitive: Bool?

    /// Describes an actor.
    public init(name: Word, aliases: [Word], caseSensitive: Bool? = nil) {
        self.name = name
        self.aliases = aliases
        self.caseSensitive = caseSensitive
    }

    /// The actor, each of its words once.
    public func actor(file: String) -> Actor {
        var always: [String] = []
        var dated: [DatedAlias] = []
        for word in aliases where word.text != name.text {
            if word.span == .always {
                if !always.contains(word.text) { always.append(word.text) }
            } else {
                let alias = DatedAlias(word.text, word.span)
                if !dated.contains(alias) { dated.append(alias) }
            }
        }
        return Actor(
            name: name.text, aliases: always, datedAliases: dated, caseSensitive: caseSensitive,
            location: SourceLocation(file: file, line: name.line))
    }
}
