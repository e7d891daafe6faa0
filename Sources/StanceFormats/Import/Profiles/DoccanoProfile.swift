import StanceCore

/// doccano's JSON Lines: `text` (older exports: `data`) with `label`.
///
/// `label` holds names of classes, or spans `[from, to, name]`; exports with relations have `entities`
/// instead, and those with both kinds of labels `cats` beside them. Offsets count Unicode scalars,
/// as Python does; the layout quotes no text to check them by.
struct DoccanoProfile: ImportProfile {
    let options: ImportOptions

    func units(of record: ImportRecord) throws -> [ImportUnit] {
        let object = try record.object(expected: "one JSON object a line")
        var record = try ToolRecord(object, textFields: ["text", "data"], options: options)
        record.annotator = try record.annotator ?? object.identifier(["user", "username"])
        for key in ["label", "labels", "cats", "entities"] {
            guard let value = try object.member(key) else { continue }
            if let word = value.word {
                record.labels.append(word)
                continue
            }
            guard let elements = value.elements else {
                throw ImportFault("\"\(key)\" is \(value.kindName); expected a list")
            }
            for element in elements {
                if let word = element.word {
                    record.labels.append(word)
                } else {
                    record.spans.append(try Self.span(element, in: record.text))
                }
            }
        }
        return try record.units(options.labels)
    }

    /// `[from, to, name]`, or `{start_offset, end_offset, label}`.
    private static func span(_ value: JSONTree, in text: String) throws -> ToolRecord.Span {
        let keys = ["start_offset", "end_offset", "label"]
        let parts = try value.elements ?? keys.compactMap { try value.member($0) }
        guard parts.count == 3, let from = parts[0].wholeNumber, let to = parts[1].wholeNumber,
            let label = parts[2].word
        else { throw ImportFault("a label is neither a name nor [from, to, name]") }
        return ToolRecord.Span(
            range: try TextSpan.scalars(from, to, unit: .scalars, in: text), label: label)
    }
}
