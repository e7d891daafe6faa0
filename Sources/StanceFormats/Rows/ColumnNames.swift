/// Names of columns that differ from the usual ones.
///
/// Nil keeps the usual names. A column named here must be in the header of a table and in every
/// JSON object, so that a misspelt name is an error and not a column that is silently empty.
public struct ColumnNames: Sendable, Hashable {
    /// The paragraph; usually `text`.
    public var text: String?
    /// The actor's name; usually `actor` or `target`.
    public var actor: String?
    /// The gold label; usually `stance` or `label`.
    public var stance: String?
    /// The row's id; usually `id`.
    public var id: String?
    /// The article; usually `group` or `document`.
    public var group: String?
    /// The actor's mentions; usually `spans`.
    public var spans: String?
    /// The row's weight; usually `weight`.
    public var weight: String?
    /// The text's day; usually `date`.
    public var date: String?
    /// The actor's domain; read only if named here.
    public var domain: String?
    /// What summaries are made by, such as a source; read only if named here.
    public var slice: String?
    /// Who gave the label; usually `annotator`.
    public var annotator: String?

    /// Names some columns.
    public init(
        text: String? = nil, actor: String? = nil, stance: String? = nil, id: String? = nil,
        group: String? = nil, spans: String? = nil, weight: String? = nil,
        date: String? = nil, domain: String? = nil, slice: String? = nil,
        annotator: String? = nil
    ) {
        self.text = text
        self.actor = actor
        self.stance = stance
        self.id = id
        self.group = group
        self.spans = spans
        self.weight = weight
        self.date = date
        self.domain = domain
        self.slice = slice
        self.annotator = annotator
    }

    /// The name that the user gave, if any.
    func given(_ column: RowColumn) -> String? {
        switch column {
        case .text: text
        case .actor: actor
        case .stance: stance
        case .id: id
        case .group: group
        case .spans: spans
        case .weight: weight
        case .date: date
        case .domain: domain
        case .slice: slice
        case .annotator: annotator
        }
    }

    /// The names to look for, the preferred one first.
    func lookedFor(_ column: RowColumn) -> [String] {
        given(column).map { [$0] } ?? column.usualNames
    }
}

/// The columns of a labelled row.
enum RowColumn: Int, CaseIterable {
    case text, actor, stance, id, group, spans, weight, date, domain, slice, annotator

    /// The column whose usual name this is, the preferred one or another.
    init?(name: String) {
        guard let column = RowColumn.allCases.first(where: { $0.usualNames.contains(name) }) else {
            return nil
        }
        self = column
    }

    var usualNames: [String] {
        switch self {
        case .text: ["text"]
        case .actor: ["actor", "target"]
        case .stance: ["stance", "label"]
        case .id: ["id"]
        case .group: ["group", "document"]
        case .spans: ["spans"]
        case .weight: ["weight"]
        case .date: ["date"]
        case .domain, .slice: []
        case .annotator: ["annotator"]
        }
    }
}
