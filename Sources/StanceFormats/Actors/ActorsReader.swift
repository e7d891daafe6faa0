import StanceCore
import Yams

/// Turns the YAML nodes of one actors file into declarations, and goes on after a fault.
struct ActorsReader {
    static let noReferences =
        "YAML anchors and aliases (&x, *x) are not read; write each word out, in quotes if it "
        + "begins so"
    /// The most bytes that a name or an alias may have.
    static let wordLimit = 1_000
    /// The most aliases that one actor may have: they are compared with each other.
    static let aliasLimit = 1_000
    static let keys = "name, aliases, caseSensitive"
    static let aliasKeys = "alias, from, until"

    /// The actors that could be read, in the order of the file.
    private(set) var declarations: [ActorDeclaration] = []
    /// What could not be read, in the order of the file; each is an error.
    private(set) var faults: [ActorFinding] = []

    /// Reads the file's one document.
    mutating func read(_ root: Node?) {
        guard let root, let list = root.sequence else {
            fault("expected a list of actors, each with a name", root)
            return
        }
        if list.isEmpty { fault("no actors; expected at least one", root) }
        for node in list { readActor(node) }
    }

    private mutating func readActor(_ node: Node) {
        guard isPlain(node) else { return }
        guard let fields = node.mapping else {
            fault("expected an actor with the keys \(Self.keys)", node)
            return
        }
        var nameNode: Node?
        var name: String?
        var aliases: [ActorDeclaration.Word] = []
        var caseSensitive: Bool?
        for (key, value) in fields where isPlain(key) && isPlain(value) {
            switch key.scalar?.string {
            case "name":
                nameNode = value
                name = word(value, "name")
            case "aliases":
                guard let list = value.sequence else {
                    fault("aliases must be a list, for example [Russian, Moscow]", value)
                    continue
                }
                guard list.count <= Self.aliasLimit else {
                    fault("more than \(Self.aliasLimit) aliases, the most that are read", value)
                    continue
                }
                aliases = list.compactMap { alias($0) }
            case "caseSensitive": caseSensitive = boolean(value)
            default: fault("unknown key \(Self.text(of: key)); expected \(Self.keys)", key)
            }
        }
        if nameNode == nil { fault("an actor without a name", node) }
        guard let name else { return }
        declarations.append(
            ActorDeclaration(
                name: ActorDeclaration.Word(name, line: node.mark?.line), aliases: aliases,
                caseSensitive: caseSensitive))
    }

    /// An alias: a text, or a mapping of `alias` with `from` or `until`.
    private mutating func alias(_ node: Node) -> ActorDeclaration.Word? {
        guard isPlain(node) else { return nil }
        guard let fields = node.mapping else {
            return word(node, "alias").map { ActorDeclaration.Word($0, line: node.mark?.line) }
        }
        var text: String?
        var hasAlias = false
        var from: CalendarDate?
        var until: CalendarDate?
        let faultCount = faults.count
        for (key, value) in fields where isPlain(key) && isPlain(value) {
            switch key.scalar?.string {
            case "alias":
                hasAlias = true
                text = word(value, "alias")
            case "from": from = date(value, "from")
            case "until": until = date(value, "until")
            default: fault("unknown key \(Self.text(of: key)); expected \(Self.aliasKeys)", key)
            }
        }
        if !hasAlias, faults.count == faultCount {
            fault("an alias with dates needs the key alias", node)
        }
        guard let text, faults.count == faultCount else { return nil }
        guard let span = DateSpan(from: from, until: until) else {
            fault(
                "\"\(text)\" would count on no day: until is the first day on which it no longer "
                    + "counts, and must come after from", node, .reversedDates)
            return nil
        }
        return ActorDeclaration.Word(text, span: span, line: node.mark?.line)
    }

    private mutating func date(_ node: Node, _ what: String) -> CalendarDate? {
        let text = node.scalar?.string
        if let date = text.flatMap({ CalendarDate($0) }) { return date }
        fault("\(what) \(Self.text(of: node)) is no date; expected one such as 2021-08-15", node)
        return nil
    }

    /// The text of a name or an alias.
    private mutating func word(_ node: Node, _ what: String) -> String? {
        guard isPlain(node) else { return nil }
        guard let text = node.scalar?.string else {
            fault("\(what) must be a text", node)
            return nil
        }
        guard !isWhitespace(text) else {
            fault("empty \(what)", node)
            return nil
        }
        guard text.utf8.count <= Self.wordLimit else {
            fault("\(what) of more than \(Self.wordLimit) bytes, the most that is read", node)
            return nil
        }
        return text
    }

    private mutating func boolean(_ node: Node) -> Bool? {
        switch node.scalar?.string {
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        default:
            fault("caseSensitive must be true or false", node)
            return nil
        }
    }

    private mutating func isPlain(_ node: Node) -> Bool {
        if node.anchor != nil { fault(Self.noReferences, node) }
        return node.anchor == nil
    }

    private mutating func fault(
        _ message: String, _ node: Node?, _ rule: ActorFinding.Rule = .format
    ) {
        faults.append(ActorFinding(.error, rule, message, line: node?.mark?.line))
    }

    private static func text(of node: Node) -> String {
        node.scalar.map { "\"\($0.string)\"" } ?? "(no text)"
    }
}

extension ActorFinding {
    /// What Yams found wrong, with its line.
    init(_ error: YamlError) {
        var line: Int?
        let problem: String
        switch error {
        case .scanner(_, let text, let mark, _), .parser(_, let text, let mark, _),
            .composer(_, let text, let mark, _):
            (problem, line) = (text, mark.line)
        case .duplicatedKeysInMapping(let keys, let context):
            let list = keys.map { "\"\($0)\"" }.joined(separator: ", ")
            (problem, line) = ("the key \(list) occurs twice", context.mark.line)
        case .reader(let text, _, _, _): problem = text
        case .memory: problem = "no memory"
        default: problem = "not readable"
        }
        let message =
            problem.contains("alias") ? ActorsReader.noReferences : "invalid YAML: \(problem)"
        self.init(.error, .format, message, line: line)
    }
}
