import StanceKit

/// What the word of `--by` makes shares by, beside the actor.
enum Slicing {
    case actor
    case month
    case year
    case named(String)

    /// Reads the word; shares are those of every row, so no answer may be withheld.
    init(word: String, _ answers: AnswerInput) throws {
        guard answers.isPlain else {
            throw StanceError(
                .usage,
                "--by corrects the shares of all rows; leave out --abstain, --sets and --calibration"
            )
        }
        guard !word.isEmpty else {
            throw StanceError(.usage, "--by: expected actor, month, year or a column's name")
        }
        switch word {
        case "actor": self = .actor
        case "month": self = .month
        case "year": self = .year
        default: self = .named(word)
        }
    }

    var needsDates: Bool {
        switch self {
        case .month, .year: true
        case .actor, .named: false
        }
    }

    /// The column to read.
    var column: String? {
        if case .named(let name) = self { name } else { nil }
    }

    /// The word for the column of the output; nil where there is none.
    var title: String? {
        switch self {
        case .actor: nil
        case .month: "month"
        case .year: "year"
        case .named(let name): name
        }
    }

    /// What a document belongs to; nil where it does not say.
    func slice(of document: Document) -> String? {
        switch self {
        case .actor: return nil
        case .named: return document.slice
        case .month, .year:
            var date = document.date
            if case .row(let row) = document.content { date = row.date }
            // 2021-08-15
            return date.map { String($0.description.prefix(needsMonth ? 7 : 4)) }
        }
    }

    private var needsMonth: Bool { if case .month = self { true } else { false } }
}
