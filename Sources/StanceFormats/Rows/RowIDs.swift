import StanceCore

/// The ids of one file's rows, which must differ.
///
/// Several annotators may label the row of one id, each once. Memory grows with the ids unless only the
/// latest are kept.
struct RowIDs {
    private struct Key: Hashable {
        var id: String
        var annotator: String?
    }

    private let limit: Int?
    private var lineOfID: [Key: Int] = [:]
    /// The ids that are kept, a ring once there are `limit` of them.
    private var kept: [Key] = []
    private var oldest = 0

    /// Remembers every id, or the latest `limit`.
    init(limit: Int? = nil) { self.limit = limit }

    /// Takes the id of the record in hand.
    ///
    /// - Throws: `StanceError.Kind.badData` naming both lines when an earlier row has it.
    mutating func take(_ id: String?, by annotator: String? = nil, of fields: RowFields) throws {
        guard let id else { return }
        let key = Key(id: id, annotator: annotator)
        if let line = lineOfID.updateValue(fields.reader.line, forKey: key) {
            throw fields.fault(
                "the id \"\(id)\" is also that of line \(line)"
                    + (annotator.map { ", by the same annotator \"\($0)\"" } ?? ""))
        }
        if let limit { forget(beyond: limit, adding: key) }
    }

    private mutating func forget(beyond limit: Int, adding key: Key) {
        guard kept.count >= limit else { return kept.append(key) }
        lineOfID[kept[oldest]] = nil
        kept[oldest] = key
        oldest = (oldest + 1) % limit
    }
}
