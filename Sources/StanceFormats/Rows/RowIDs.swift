import StanceCore

/// The ids of one file's rows, which must differ; memory grows with them.
///
/// Several annotators may label the row of one id, each once.
struct RowIDs {
    private struct Key: Hashable {
        var id: String
        var annotator: String?
    }

    private var lineOfID: [Key: Int] = [:]

    /// Takes the id of the record in hand.
    ///
    /// - Throws: `StanceError.Kind.badData` naming both lines when an earlier row has it.
    mutating func take(_ id: String?, by annotator: String? = nil, of fields: RowFields) throws {
        guard let id else { return }
        if let line = lineOfID.updateValue(
            fields.reader.line, forKey: Key(id: id, annotator: annotator))
        {
            throw fields.fault(
                "the id \"\(id)\" is also that of line \(line)"
                    + (annotator.map { ", by the same annotator \"\($0)\"" } ?? ""))
        }
    }
}
