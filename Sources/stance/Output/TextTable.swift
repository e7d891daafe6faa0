/// An aligned table of plain text: words to the left, numbers to the right.
struct TextTable {
    enum Alignment { case left, right }

    struct Column {
        var title: String
        var alignment: Alignment

        static func left(_ title: String) -> Column { Column(title: title, alignment: .left) }
        static func right(_ title: String) -> Column { Column(title: title, alignment: .right) }
    }

    /// One cell: its text, made safe for a terminal, and a colour that it wears on a colour terminal.
    struct Cell: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
        var text: String
        var colour: Terminal.Colour?

        init(_ text: String, colour: Terminal.Colour? = nil) {
            self.text = Terminal.safe(text)
            self.colour = colour
        }

        init(stringLiteral text: String) { self.init(text) }
    }

    private let columns: [Column]
    private var rows: [[Cell]] = []
    /// Rows before which a blank line stands.
    private var gaps: Set<Int> = []

    init(_ columns: [Column]) { self.columns = columns }

    mutating func add(_ cells: [Cell]) {
        precondition(cells.count == columns.count)
        rows.append(cells)
    }

    mutating func addGap() { gaps.insert(rows.count) }

    /// The table, each line indented by two spaces and ended by a newline.
    ///
    /// With a `width` the widest left-aligned column is cut so that lines fit.
    func rendered(colour: Bool, width: Int? = nil) -> String {
        var widths = columns.indices.map { column in
            ([columns[column].title] + rows.map { $0[column].text }).map(\.count).max() ?? 0
        }
        if let width { shrink(&widths, to: width) }
        var text = line(columns.map { Cell($0.title) }, widths, colour: false)
        for (number, row) in rows.enumerated() {
            if gaps.contains(number) { text += "\n" }
            text += line(row, widths, colour: colour)
        }
        return text
    }

    private func shrink(_ widths: inout [Int], to width: Int) {
        let excess = widths.reduce(0) { $0 + $1 + 2 } - width
        guard excess > 0,
            let widest = columns.indices.filter({ columns[$0].alignment == .left })
                .max(by: { widths[$0] < widths[$1] })
        else { return }
        widths[widest] = max(widths[widest] - excess, 8)
    }

    private func line(_ cells: [Cell], _ widths: [Int], colour: Bool) -> String {
        var text = ""
        for (column, cell) in cells.enumerated() {
            let shown =
                cell.text.count > widths[column]
                ? String(cell.text.prefix(widths[column] - 1)) + "…" : cell.text
            let padding = String(repeating: " ", count: widths[column] - shown.count)
            let painted = colour ? Terminal.paint(shown, cell.colour) : shown
            text +=
                "  " + (columns[column].alignment == .left ? painted + padding : padding + painted)
        }
        while text.last == " " { text.removeLast() }
        return text + "\n"
    }
}
