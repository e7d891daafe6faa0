import StanceCore

/// Turns a data set's labels into stances.
struct GoldLabel {
    private let map: StanceMap?
    /// The labels met so far; a file has few, and comparing words again for each row is slow.
    private var known: [String: Stance]

    init(map: StanceMap?) {
        self.map = map
        known = map?.stances ?? [:]
    }

    /// The stance of the record in hand; nil when it has none and needs none.
    ///
    /// - Throws: `StanceError.Kind.badData` for a label that is not understood.
    mutating func read(_ fields: RowFields, required: Bool) throws -> Stance? {
        let (name, value) = try fields.columns.value(
            of: .stance, in: fields.reader, required: required)
        let label: String
        switch value {
        case .missing: return nil
        case .null where !required: return nil
        case .text(let text): label = text
        case .integer(let number): label = String(number)
        case .largeInteger(let number): label = String(number)
        case .number(let number): label = number.description
        default: throw fields.wrongKind(name, value, "a stance word")
        }
        if let stance = known[label] { return stance }
        if label.isEmpty, !required { return nil }
        guard let stance = Stance(word: label) else {
            throw fields.fault(complaint(name: fields.columns.names[name], label: label))
        }
        known[label] = stance
        return stance
    }

    private func complaint(name: String, label: String) -> String {
        if let map {
            let labels = map.stances.keys.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
            return "unknown stance \"\(label)\"; --stance-map names \(labels)"
        }
        if Double(label) != nil {
            return "\(name) is \(label), and numbers are never guessed: say what each means, for "
                + "example --stance-map 0=critical,1=neutral,2=supportive"
        }
        let words = Stance.understoodWords.map { entry in
            let others = entry.words.dropFirst().joined(separator: ", ")
            return "\(entry.stance.name) (\(others))"
        }
        return "unknown stance \"\(label)\"; expected \(words.joined(separator: ", "))"
    }
}
