import StanceCore

/// The ids of one file's rows, which must differ; memory grows with them.
struct RowIDs {
    private var lineOfID: [String: Int] = [:]

    /// Takes the id of the record in hand.
    ///
    /// - Throws: `StanceError.Kind.badData` naming both lines when an earlier row has it.
    mutating func take(_ id: String?, of fields: RowFields) throws {
        guard let id else { return }
        if let line = lineOfID.updateValue(fields.reader.line, forKey: id) {
            throw fields.fault("the id \"\(id)\" is also that of line \(line)")
        }
    }
}
