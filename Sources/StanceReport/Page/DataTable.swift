/// A table of a report, for readers who want numbers and for screen readers.
struct DataTable {
    /// One column: its title, and whether its cells are numbers.
    struct Column {
        var title: String
        var isNumber: Bool

        static func words(_ title: String) -> Column { Column(title: title, isNumber: false) }
        static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
    }

    var caption: String
    var columns: [Column]
    /// The first cell of a row is its heading.
    var rows: [[HTML]]
    /// Rows that are left out, and what they are.
    var omitted = 0
    var noun = "row"

    var html: HTML {
        let heads = HTML.joined(
            columns.map { column in
                let kind: HTML = column.isNumber ? " class=\"number\"" : ""
                return "<th scope=\"col\"\(kind)>\(column.title)</th>"
            })
        let lines = HTML.joined(
            rows.map { row in
                let cells = HTML.joined(
                    zip(columns, row).enumerated().map { index, cell in
                        let kind: HTML = cell.0.isNumber ? " class=\"number\"" : " class=\"long\""
                        return index == 0
                            ? "<th scope=\"row\"\(kind)>\(cell.1)</th>"
                            : "<td\(kind)>\(cell.1)</td>"
                    })
                return "<tr>\(cells)</tr>\n"
            })
        let rest: HTML =
            omitted > 0
            ? "<p class=\"quiet\">\(ReportNumber.counted(omitted, noun)) more, not listed here.</p>"
            : ""
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(caption)">
            <table><caption>\(caption)</caption>
            <thead><tr>\(heads)</tr></thead>
            <tbody>
            \(lines)</tbody></table></div>\(rest)

            """
    }
}
