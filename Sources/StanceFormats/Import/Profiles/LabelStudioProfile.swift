import StanceCore

/// Label Studio's exports: JSON (tasks with annotations) and JSON-MIN (flat).
///
/// A choice about the whole text is the label toward the task's actor, and marked regions are the
/// actor's mentions; without such a choice each region is a row by its own choice or label. Every
/// annotation gives rows of its own, with its annotator. Offsets count UTF-16 code units, as
/// JavaScript does, and the text there must be the one that the region quotes.
struct LabelStudioProfile: ImportProfile {
    let options: ImportOptions

    func units(of record: ImportRecord) throws -> [ImportUnit] {
        let object = try record.object(expected: "a task of Label Studio")
        if let data = try object.member("data"), data.isObject {
            return try units(ofTask: object, data: data)
        }
        return try units(ofFlat: object)
    }

    private func units(ofTask task: JSONTree, data: JSONTree) throws -> [ImportUnit] {
        // "completions" is what versions before 1.0 called them.
        guard let list = try task.member(of: ["annotations", "completions"])?.value.elements,
            !list.isEmpty
        else { return [.leftOut(reason: "not annotated")] }
        var record = try ToolRecord(data, textFields: ["text"], options: options)
        record.id = try record.id ?? task.identifier(["id"])
        return try list.flatMap { annotation -> [ImportUnit] in
            do {
                return try units(of: annotation, record)
            } catch let fault as ImportFault {
                return [.rejected(reason: fault.reason)]
            }
        }
    }

    private func units(of annotation: JSONTree, _ task: ToolRecord) throws -> [ImportUnit] {
        if case .bool(true)? = try annotation.member("was_cancelled") {
            return [.leftOut(reason: "annotation cancelled")]
        }
        guard let results = try annotation.member("result")?.elements, !results.isEmpty else {
            return [.leftOut(reason: "not labelled")]
        }
        var record = task
        record.annotator =
            try Self.annotator(annotation.member("completed_by")) ?? record.annotator
        var regions = LabelStudioRegions(text: task.text)
        var choices: [(control: String, words: [String])] = []
        for (place, result) in results.enumerated() {
            guard let value = try result.member("value"), value.isObject else { continue }
            let key = try result.identifier(["id"]) ?? "result \(place)"
            if try regions.add(value, key: key) { continue }
            if let words = try LabelStudioRegions.words(value, ["choices"]) {
                choices.append((try result.string(["from_name"]) ?? "", words))
            }
        }
        let wanted = options.stanceField.map { [$0] } ?? ["stance", "label"]
        let named = choices.filter { wanted.contains($0.control) }
        let counted = named.isEmpty && options.stanceField == nil ? choices : named
        record.labels = counted.flatMap(\.words)
        record.spans = try regions.spans()
        return try record.units(options.labels)
    }

    /// JSON-MIN: the fields of the task, and each control's answer under the control's name.
    private func units(ofFlat object: JSONTree) throws -> [ImportUnit] {
        guard case .object(let members) = object else { return [] }
        var record = try ToolRecord(object, textFields: ["text"], options: options)
        record.annotator = try record.annotator ?? Self.annotator(object.member("completed_by"))
        var regions = LabelStudioRegions(text: record.text)
        for (_, value) in members {
            for element in value.elements ?? [] where element.isObject {
                let place = try ["start", "end"].map { try element.identifier([$0]) ?? "" }
                _ = try regions.add(element, key: place.joined(separator: " "))
            }
        }
        record.spans = try regions.spans()
        let fields = options.stanceField.map { [$0] } ?? ["stance", "label"]
        for field in fields where record.labels.isEmpty {
            guard let value = try object.member(field) else { continue }
            record.labels =
                try value.word.map { [$0] } ?? LabelStudioRegions.words(value, ["choices"]) ?? []
        }
        return try record.units(options.labels)
    }

    /// A person's number, or the e-mail address or number of one who is described.
    private static func annotator(_ value: JSONTree?) throws -> String? {
        guard let value else { return nil }
        return try value.isObject ? value.identifier(["email", "id"]) : value.word
    }
}

/// The marked regions of one annotation: a region's label and its choice come as two results.
private struct LabelStudioRegions {
    private struct Region {
        var range: Range<Int>
        var labels: [String] = []
        var choices: [String] = []
    }

    private let text: String
    private var keys: [String] = []
    private var regions: [Region] = []

    init(text: String) { self.text = text }

    /// Takes one result's value; false when it marks no region.
    ///
    /// - Throws: `ImportFault` when its offsets do not fit the text.
    mutating func add(_ value: JSONTree, key: String) throws -> Bool {
        guard let start = try value.member("start"), let end = try value.member("end") else {
            return false
        }
        guard let from = start.wholeNumber, let to = end.wholeNumber else {
            throw ImportFault("a region's offsets are no whole numbers; expected those of a text")
        }
        let range = try TextSpan.scalars(from, to, unit: .utf16, in: text)
        if case .text(let quote)? = try value.member("text") {
            try TextSpan.check(range, quotes: quote, in: text)
        }
        let place = keys.firstIndex(of: key) ?? keys.count
        if place == keys.count {
            keys.append(key)
            regions.append(Region(range: range))
        }
        regions[place].labels += try Self.words(value, ["labels"]) ?? []
        regions[place].choices += try Self.words(value, ["choices"]) ?? []
        return true
    }

    /// The regions with their choice, or else their label.
    func spans() throws -> [ToolRecord.Span] {
        try regions.map { region in
            let words = region.choices.isEmpty ? region.labels : region.choices
            guard words.count < 2 else {
                throw ImportFault("a region has \(words.count) labels; expected one")
            }
            return ToolRecord.Span(range: region.range, label: words.first)
        }
    }

    /// A list of words under one of `keys`; nil when there is none.
    static func words(_ value: JSONTree, _ keys: [String]) throws -> [String]? {
        guard let (key, list) = try value.member(of: keys) else { return nil }
        let words = list.elements.map { $0.compactMap(\.word) } ?? list.word.map { [$0] }
        guard let words, words.count == list.elements?.count ?? 1 else {
            throw ImportFault("\"\(key)\" is no list of words")
        }
        return words
    }
}
