import StanceKit

/// The words of `--format`.
enum OutputFormat {
    case rows(RowFormat)
    case table

    /// The format of rows for programs; nil for a table.
    var rows: RowFormat? { if case .rows(let format) = self { format } else { nil } }

    init?(word: String) {
        if word == "table" {
            self = .table
        } else if let format = RowFormat(rawValue: word) {
            self = .rows(format)
        } else {
            return nil
        }
    }
}
