import StanceCore

/// NewsMTSC: people named in news sentences, as JSON Lines in three layouts.
///
/// - `mention, polarity, from, to, sentence, id`: a line per target (Hugging Face).
/// - `primary_gid, sentence_normalized, targets: [{mention, polarity, from, to, Input.gid}]`: a line
///   per sentence (the authors' repository).
/// - `id, text, target, spans, label, group`: labelled rows with stance words.
///
/// Offsets count Unicode scalars, `to` is exclusive, and the text there is the mention. Polarity is
/// -1, 0 or 1; in the second layout also 2, 4 or 6. Rows of an article, which the id names, or else
/// of a sentence are a group.
/// - SeeAlso: Hamborg and Donnay 2021, NewsMTSC.
struct NewsMTSCProfile: ImportProfile {
    private static let signs: [String: Stance] = [
        "-1": .critical, "0": .neutral, "1": .supportive,
    ]
    private let single: ImportLabels
    private let targets: ImportLabels
    private let words: ImportLabels

    init(_ options: ImportOptions) {
        single = ImportLabels(options.stanceMap, defined: Self.signs)
        targets = ImportLabels(
            options.stanceMap,
            defined: Self.signs.merging(
                ["2": .critical, "4": .neutral, "6": .supportive]) { first, _ in first })
        words = ImportLabels(options.stanceMap)
    }

    func units(of record: ImportRecord) throws -> [ImportUnit] {
        let object = try record.object(expected: "one JSON object a line")
        if let sentence = try object.string(["sentence"]) {
            return [.row(try row(of: object, in: sentence, id: ["id"], labels: single))]
        }
        if let sentence = try object.string(["sentence_normalized"]) {
            guard let list = try object.member("targets")?.elements else {
                throw ImportFault("no list \"targets\"")
            }
            guard !list.isEmpty else { return [.leftOut(reason: "no targets")] }
            return try list.map { target in
                try .of {
                    .row(try row(of: target, in: sentence, id: ["Input.gid"], labels: targets))
                }
            }
        }
        guard let text = try object.string(["text"]) else {
            throw ImportFault("no \"sentence\", \"sentence_normalized\" or \"text\"")
        }
        return [.row(try labelledRow(of: object, text: text))]
    }

    private func row(
        of object: JSONTree, in sentence: String, id: [String], labels: ImportLabels
    ) throws -> ImportedRow {
        guard let mention = try object.string(["mention"]) else {
            throw ImportFault("no \"mention\"")
        }
        guard let from = try object.member("from")?.wholeNumber,
            let to = try object.member("to")?.wholeNumber
        else { throw ImportFault("\"from\" and \"to\" are no whole numbers") }
        guard let polarity = try object.identifier(["polarity"]) else {
            throw ImportFault("no \"polarity\"")
        }
        let given = try TextSpan.scalars(from, to, unit: .scalars, in: sentence)
        // Both the mention and its span may have white space at their ends.
        let span = TextSpan.trimmed(given, in: sentence)
        let actor = TextSpan.quote(
            TextSpan.trimmed(0..<mention.unicodeScalars.count, in: mention), in: mention)
        try TextSpan.check(span, quotes: actor, in: sentence)
        var row = ImportedRow(text: sentence, actor: actor, stance: try labels.stance(polarity))
        row.spans = [span]
        row.id = try object.identifier(id)
        row.group = Self.article(of: row.id) ?? Self.group(of: sentence)
        return row
    }

    private func labelledRow(of object: JSONTree, text: String) throws -> ImportedRow {
        guard let actor = try object.string(["target", "actor"]) else {
            throw ImportFault("no \"target\"")
        }
        guard let label = try object.string(["label", "stance"]) else {
            throw ImportFault("no \"label\"")
        }
        var row = ImportedRow(text: text, actor: actor, stance: try words.stance(label))
        if let spans = try object.member("spans") {
            row.spans = try spans.pairs().map {
                try TextSpan.scalars($0.0, $0.1, unit: .scalars, in: text)
            }
            if let first = row.spans?.first { try TextSpan.check(first, quotes: actor, in: text) }
        }
        row.id = try object.identifier(["id"])
        row.group =
            try object.identifier(["group"]) ?? Self.article(of: row.id) ?? Self.group(of: text)
        return row
    }

    /// The article of an id such as `allsides_1000_401_25_NAME_0_6`: its first three parts.
    private static func article(of id: String?) -> String? {
        let parts = (id ?? "").split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count >= 6, Int(parts[parts.count - 1]) != nil,
            Int(parts[parts.count - 2]) != nil
        else { return nil }
        return parts[..<3].joined(separator: "_")
    }

    /// The sentence's own fingerprint, for rows that do not say which article they are from.
    private static func group(of sentence: String) -> String {
        "sentence-" + DataHash.of([Example(text: sentence)]).prefix(16)
    }
}

extension JSONTree {
    /// An array of arrays of two whole numbers each.
    ///
    /// - Throws: `ImportFault` for anything else.
    func pairs() throws -> [(Int64, Int64)] {
        let pairs = elements?.map { $0.elements?.map(\.wholeNumber) ?? [] }
        guard let pairs, pairs.allSatisfy({ $0.count == 2 }) else {
            throw ImportFault("no list of [from,to] pairs of integers")
        }
        return try pairs.map { pair in
            guard let from = pair[0], let to = pair[1] else {
                throw ImportFault("no list of [from,to] pairs of integers")
            }
            return (from, to)
        }
    }
}
