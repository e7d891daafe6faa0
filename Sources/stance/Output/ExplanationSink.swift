import StanceKit

/// Takes explanations in their order and writes them as text or as JSON.
struct ExplanationSink {
    private let model: StanceModel
    private let top: Int
    private let json: Bool
    private let file: OutputFile
    private var objects: [ExplanationJSON] = []
    /// How many were written, those without a score among them.
    private(set) var count = 0

    init(model: StanceModel, top: Int, json: Bool, file: OutputFile) {
        self.model = model
        self.top = top
        self.json = json
        self.file = file
    }

    /// Writes one explanation, or the reason why there is none.
    mutating func write(
        _ paragraph: ParagraphToScore, _ example: Example, _ explanation: Explanation?,
        reason: String?
    ) throws {
        count += 1
        if json {
            objects.append(
                ExplanationJSON(paragraph, example, explanation, reason: reason, top: top))
            return
        }
        var title = "\(paragraph.document), paragraph \(paragraph.number)"
        if let actor = example.actor { title += ", \(actor)" }
        let gap = count > 1 ? "\n" : ""
        guard let explanation else {
            try write(gap + TextWrap.lines(Terminal.safe("\(title): \(reason ?? "")"), indent: 0))
            return
        }
        try write(
            gap + TextWrap.lines(Terminal.safe(title), indent: 0)
                + ExplanationText(explanation, of: example.text, top: top).text)
    }

    func finish() throws {
        guard json else { return }
        try write(
            try JSONText.of(
                ExplanationList(recipe: model.recipe.rawValue, explanations: objects)) + "\n")
    }

    private func write(_ text: String) throws { try file.write(Array(text.utf8)) }
}

/// What `stance explain --json` prints.
private struct ExplanationList: Encodable {
    var recipe: String
    var explanations: [ExplanationJSON]
}
