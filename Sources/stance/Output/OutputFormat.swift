import StanceKit

/// The words of `--format`.
enum OutputFormat {
    case rows(RowFormat)
    case table
    /// A SQLite database.
    case database

    /// The format of rows for programs; nil for a table.
    var rows: RowFormat? { if case .rows(let format) = self { format } else { nil } }

    init?(word: String) {
        if word == "table" {
            self = .table
        } else if word == "sqlite" {
            self = .database
        } else if let format = RowFormat(rawValue: word) {
            self = .rows(format)
        } else {
            return nil
        }
    }
}

extension OutputFormat {
    /// The error where sums are to go to a database.
    static func noDatabase(of option: String) -> StanceError {
        StanceError(
            .usage,
            "\(option): a database holds a row per paragraph and actor; expected jsonl, csv, tsv or "
                + "table")
    }
}
