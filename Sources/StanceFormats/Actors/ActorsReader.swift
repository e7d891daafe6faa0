import StanceCore
import Yams

/// Turns the YAML nodes of one actors file into actors.
struct ActorsReader {
    static let noReferences =
        "YAML anchors and aliases (&x, *x) are not read; write each word out, in quotes if it "
        + "begins so"

    let file: String
    /// Which actor has an alias, and on which line.
    private var owners: [String: Owner] = [:]

    private struct Owner {
        let actor: String
        let line: Int?
        var place: String { line.map { ", first on line \($0)" } ?? "" }
    }

    init(file: String) {
        self.file = file
    }

    /// Reads one actor of the list.
    ///
    /// - Throws: `StanceError.Kind.badData`.
    mutating func actor(_ node: Node) throws -> Actor {
        try refuseAnchor(node)
        guard let fields = node.mapping else {
            throw fault("expected an actor with the keys \(ActorsFile.keyList)", node)
        }
        var name: String?
        var aliases: [Node] = []
        var caseSensitive: Bool?
        for (key, value) in fields {
            try refuseAnchor(key)
            try refuseAnchor(value)
            switch key.scalar?.string {
            case "name": name = try word(value, "name")
            case "aliases":
                guard let list = value.sequence else {
                    throw fault("aliases must be a list, for example [Russian, Moscow]", value)
                }
                aliases = Array(list)
            case "caseSensitive": caseSensitive = try boolean(value)
            default:
                let found = key.scalar.map { "\"\($0.string)\"" } ?? "(no text)"
                throw fault("unknown key \(found); expected \(ActorsFile.keyList)", key)
            }
        }
        guard let name else { throw fault("an actor without a name", node) }
        if let owner = owners[name], owner.actor == name {
            throw fault("the actor \"\(name)\" comes twice\(owner.place)", node)
        }
        try claim(name, for: name, at: node)
        var words: [String] = []
        for alias in aliases {
            let word = try word(alias, "alias")
            try claim(word, for: name, at: alias)
            if word != name, !words.contains(word) { words.append(word) }
        }
        return Actor(
            name: name, aliases: words, caseSensitive: caseSensitive, location: location(node))
    }

    /// An error at a node.
    func fault(_ message: String, _ node: Node?) -> StanceError {
        let location = node.map(location) ?? SourceLocation(file: file)
        return StanceError(.badData, message, at: location)
    }

    private func location(_ node: Node) -> SourceLocation {
        SourceLocation(file: file, line: node.mark?.line)
    }

    private mutating func claim(_ alias: String, for actor: String, at node: Node) throws {
        guard let owner = owners[alias] else {
            owners[alias] = Owner(actor: actor, line: node.mark?.line)
            return
        }
        guard owner.actor != actor else { return }
        throw fault(
            "\"\(alias)\" of \(actor) also names \(owner.actor)\(owner.place); "
                + "an alias can name one actor only", node)
    }

    /// The text of a name or an alias.
    private func word(_ node: Node, _ what: String) throws -> String {
        try refuseAnchor(node)
        guard let text = node.scalar?.string else { throw fault("\(what) must be a text", node) }
        guard !isWhitespace(text) else { throw fault("empty \(what)", node) }
        return text
    }

    private func boolean(_ node: Node) throws -> Bool {
        switch node.scalar?.string {
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        default: throw fault("caseSensitive must be true or false", node)
        }
    }

    private func refuseAnchor(_ node: Node) throws {
        if node.anchor != nil { throw fault(Self.noReferences, node) }
    }
}

extension StanceError {
    /// What Yams found wrong, with its line.
    init(_ error: YamlError, file: String) {
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
        self.init(.badData, message, at: SourceLocation(file: file, line: line))
    }
}
