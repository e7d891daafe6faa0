import StanceCore

/// Scored rows of one file, read one after the other: those of `stance score`, or of another tool.
///
/// A row is a JSON object or a record of a table with the columns
///
///     document | id, actor | target, critical, neutral, supportive, abstained, gold, group, text
///
/// of which the three probabilities are needed, unless `abstained` is true. Other columns, `stance`
/// among them, are ignored: the stance is the most probable one.
public final class ScoredRowReader {
    /// One scored row.
    public struct Row: Sendable, Hashable {
        /// The row's id, as `stance score` writes it.
        public var document: String?
        /// The actor's name.
        public var actor: String?
        /// The probabilities; nil where the model abstained.
        public var probabilities: StanceProbabilities?
        /// The label given by a person, where the file has one.
        public var gold: Stance?
        /// The article.
        public var group: String?
        /// The paragraph.
        public var text: String?
        /// Where the row was read.
        public var location: SourceLocation
    }

    /// How far from 1 probabilities may sum, so that files with few decimals are accepted.
    private static let sumTolerance = 1e-3
    private static let columns = [
        "document", "id", "actor", "target", "critical", "neutral", "supportive", "abstained",
        "gold", "group", "text",
    ]

    private let reader: RecordReader
    private var isEmpty = true

    /// Opens a file, or standard input for "-".
    ///
    /// - Throws: `StanceError`: `usage` when neither the name nor `format` tells the format, and as
    ///   `ByteSource.init`.
    public convenience init(path: String, format: RowFormat? = nil) throws {
        try self.init(ByteSource(path: path), format: format)
    }

    /// Reads rows from an open source.
    ///
    /// - Throws: `StanceError`, as `init(path:format:)`.
    public init(_ source: ByteSource, format: RowFormat? = nil) throws {
        let isStandardInput = source.name == ByteSource.standardInput
        guard
            let format = RowFormat(path: source.name) ?? format
                ?? (isStandardInput ? .jsonLines : nil)
        else {
            throw StanceError(
                .usage,
                "the name tells no format; expected a model, or scored rows in .jsonl, .csv or .tsv",
                at: SourceLocation(file: source.name))
        }
        reader = try format.reader(source, quoting: true, columns: Self.columns)
    }

    /// The next row, or nil after the last.
    ///
    /// - Throws: `StanceError`: `badData` with file and line for a row without probabilities, for
    ///   probabilities that are none, and for a file without any row; `inputOutput`.
    public func next() throws -> Row? {
        guard try reader.advance() else {
            guard !isEmpty else {
                throw StanceError(
                    .badData, "no rows; expected at least one",
                    at: SourceLocation(file: reader.file))
            }
            return nil
        }
        isEmpty = false
        return Row(
            document: try text("document") ?? text("id"),
            actor: try text("actor") ?? text("target"), probabilities: try probabilities(),
            gold: try gold(), group: try text("group"), text: try text("text"),
            location: reader.location)
    }

    /// Every row of a file, in order.
    ///
    /// - Throws: `StanceError`, as `init(path:format:)` and `next()`.
    public static func rows(at path: String, format: RowFormat? = nil) throws -> [Row] {
        let reader = try ScoredRowReader(path: path, format: format)
        var rows: [Row] = []
        while let row = try reader.next() { rows.append(row) }
        return rows
    }

    private func value(_ column: String) -> FieldValue {
        Self.columns.firstIndex(of: column).map(reader.value(at:)) ?? .missing
    }

    private func text(_ column: String) throws -> String? {
        switch value(column) {
        case .missing, .null: return nil
        case .text(let text): return text.isEmpty ? nil : text
        case .integer(let number): return String(number)
        case .largeInteger(let number): return String(number)
        case .number(let number): return number.description
        case let other: throw fault("\(column) is \(other.kindName); expected a string")
        }
    }

    private func gold() throws -> Stance? {
        guard let word = try text("gold") else { return nil }
        guard let stance = Stance(word: word) else {
            throw fault(
                "unknown stance \"\(word)\" in gold; expected critical, neutral or supportive")
        }
        return stance
    }

    private func probabilities() throws -> StanceProbabilities? {
        switch value("abstained") {
        case .bool(true), .text("true"): return nil
        default: break
        }
        let names = Stance.allCases.map(\.name)
        let numbers = try names.map(number)
        guard let critical = numbers[0], let neutral = numbers[1], let supportive = numbers[2]
        else {
            let missing = zip(names, numbers).filter { $0.1 == nil }.map(\.0)
            throw fault(
                "no \(missing.joined(separator: ", no ")); expected the probabilities critical, "
                    + "neutral and supportive, or abstained true")
        }
        let all = [critical, neutral, supportive]
        // A NaN fails the comparisons.
        guard all.allSatisfy({ $0 >= 0 && $0 <= 1 }),
            abs(all.reduce(0, +) - 1) <= Self.sumTolerance
        else {
            throw fault(
                "probabilities \(critical), \(neutral), \(supportive); expected three numbers in "
                    + "0...1 that sum to 1")
        }
        return StanceProbabilities(critical: critical, neutral: neutral, supportive: supportive)
    }

    private func number(_ column: String) throws -> Double? {
        switch value(column) {
        case .missing, .null: return nil
        case .integer(let number): return Double(number)
        case .number(let number): return number
        case .text(let text) where reader.isTable:
            if text.isEmpty { return nil }
            guard let number = Double(text) else {
                throw fault("\(column) \"\(text)\" is not a number")
            }
            return number
        case let other: throw fault("\(column) is \(other.kindName); expected a number")
        }
    }

    private func fault(_ message: String) -> StanceError {
        StanceError(.badData, message, at: reader.location)
    }
}
