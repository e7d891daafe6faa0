import StanceKit

/// An explanation as a person reads it, within 80 columns.
struct ExplanationText {
    private let explanation: Explanation
    private let source: String
    private let top: Int
    private let colour: Bool

    private var stance: Stance { explanation.stance }
    private var rival: Stance { explanation.rival }

    init(
        _ explanation: Explanation, of text: String, top: Int, colour: Bool = Terminal.colour
    ) {
        self.explanation = explanation
        source = text
        self.top = top
        self.colour = colour
    }

    var text: String {
        probabilities + "\n" + MarkedText(explanation, of: source, colour: colour).lines + "\n"
            + difference + "\n" + blockTable + "\n" + termTable
    }

    private var probabilities: String {
        var parts = Stance.allCases.map { stance in
            Terminal.paint(stance.name, colour ? Terminal.Colour(stance) : nil) + " "
                + Decimals.text(explanation.probabilities[stance], places: 3)
        }
        if let domain = explanation.domain { parts.append("weights of domain \(domain)") }
        return "  " + parts.joined(separator: "   ") + "\n"
    }

    private var difference: String {
        let value = explanation.logits[stance] - explanation.logits[rival]
        return
            "  \(stance.name) against \(rival.name): ln(P / P) = "
            + "\(Decimals.signed(value, places: 3)), the sum of these parts\n"
    }

    private var blockTable: String {
        var table = TextTable(
            [.left("part"), .right("terms"), .right("norm"), .right("scale")]
                + Stance.allCases.map { .right(short($0)) }
                + [.right("\(short(stance))-\(short(rival))")])
        func add(_ name: String, _ numbers: [TextTable.Cell], _ values: StanceLogits) {
            table.add(
                [TextTable.Cell(name)] + numbers
                    + Stance.allCases.map {
                        TextTable.Cell(Decimals.signed(values[$0], places: 3))
                    } + [TextTable.Cell(Decimals.signed(values[stance] - values[rival], places: 3))]
            )
        }
        add("bias", ["", "", ""], explanation.bias)
        for block in explanation.blocks where block.termCount > 0 {
            add(
                block.kind.rawValue,
                [
                    "\(block.termCount)", TextTable.Cell(Decimals.text(block.norm, places: 2)),
                    TextTable.Cell(Decimals.text(block.scale, places: 2)),
                ], block.contribution)
        }
        add("sum (logits)", ["", "", ""], explanation.logits)
        return table.rendered(colour: false)
    }

    private func short(_ stance: Stance) -> String { stance.name.prefix(4) + "." }

    private var termTable: String {
        let terms = explanation.strongestTerms(for: stance, against: rival)
        guard !terms.isEmpty else { return "  No term of the text is known to the model.\n" }
        let heading = "\(short(stance))-\(short(rival))"
        var text = "  \(heading)  strongest terms\n"
        func add(_ value: Double, _ words: String) {
            let number = Decimals.signed(value, places: 3)
            let lines = TextWrap.lines(words, indent: 4 + heading.count)
            text +=
                "  " + String(repeating: " ", count: max(0, heading.count - number.count)) + number
                + lines.dropFirst(2 + heading.count)
        }
        for term in terms.prefix(top) {
            add(
                term.contribution[stance] - term.contribution[rival],
                Terminal.safe(term.wording))
        }
        let rest = terms.dropFirst(top)
        if !rest.isEmpty {
            add(
                rest.reduce(0) { $0 + $1.contribution[stance] - $1.contribution[rival] },
                "\(Counted.text(rest.count, "other term")) (all of them with --top)")
        }
        return text
    }
}
