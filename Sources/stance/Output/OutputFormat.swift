import StanceKit

/// The words of `--format`.
enum OutputFormat {
    case rows(RowFormat)
    case table

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
