import StanceCore

/// Prodigy's JSON Lines (`db-out`): a row where `answer` is "accept".
///
/// The label is what was chosen (`accept` of the choice interface), else `label`; without either, each
/// span of `spans` has its own. Offsets count Unicode scalars, as Python does, and are checked where a
/// span quotes its `text`.
struct ProdigyProfile: ImportProfile {
    let options: ImportOptions

    func units(of record: ImportRecord) throws -> [ImportUnit] {
        let object = try record.object(expected: "one JSON object a line")
        switch try object.string(["answer"]) {
        case "accept": break
        case "reject"?: return [.leftOut(reason: "answer reject")]
        case "ignore"?: return [.leftOut(reason: "answer ignore")]
        case let answer?:
            throw ImportFault("answer \"\(answer)\"; expected accept, reject or ignore")
        case nil: throw ImportFault("no \"answer\"")
        }
        var record = try ToolRecord(
            object, meta: object.member("meta"), textFields: ["text"], options: options)
        record.id = try record.id ?? object.identifier(["_task_hash", "_input_hash"])
        record.annotator =
            try record.annotator ?? object.identifier(["_annotator_id", "_session_id"])
        if let chosen = try object.member("accept") {
            guard let words = chosen.elements?.map(\.word), !words.contains(nil) else {
                throw ImportFault("\"accept\" is no list of labels")
            }
            if words.isEmpty { return [.leftOut(reason: "not labelled")] }
            record.labels = words.compactMap { $0 }
        } else if let label = try object.identifier(["label"]) {
            record.labels = [label]
        }
        for span in try object.member("spans")?.elements ?? [] {
            record.spans.append(try Self.span(span, in: record.text))
        }
        return try record.units(options.labels)
    }

    private static func span(_ value: JSONTree, in text: String) throws -> ToolRecord.Span {
        guard let from = try value.member("start")?.wholeNumber,
            let to = try value.member("end")?.wholeNumber
        else { throw ImportFault("a span without \"start\" and \"end\"") }
        let range = try TextSpan.scalars(from, to, unit: .scalars, in: text)
        if let quote = try value.string(["text"]) {
            try TextSpan.check(range, quotes: quote, in: text)
        }
        return ToolRecord.Span(range: range, label: try value.identifier(["label"]))
    }
}
