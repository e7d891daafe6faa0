import StanceCore

/// A published layout of labelled data: how its files are cut into records, and what they mean.
protocol ImportProfile: Sendable {
    /// How a file of this name is cut.
    func layout(of path: String) -> ImportLayout
    /// The labelled units of one record, at least one.
    ///
    /// - Throws: `ImportFault` when the record as a whole says nothing.
    func units(of record: ImportRecord) throws -> [ImportUnit]
}

extension ImportProfile {
    /// Most layouts are JSON.
    func layout(of path: String) -> ImportLayout { .json }
}

/// How a file is cut into records.
enum ImportLayout {
    /// A record is a line.
    case lines
    /// A record is one of a table with a header that has the `required` columns at least.
    case table(delimiter: UInt8, quoting: Bool, required: [String])
    /// A record is a JSON value: a line each, or all of them in one array.
    case json

    /// CSV, or TSV where the name says so; quoted as RFC 4180 has it.
    static func table(_ path: String, required: [String]) -> ImportLayout {
        let delimiter = RowFormat(path: path) == .tsv ? UInt8(ascii: "\t") : UInt8(ascii: ",")
        return .table(delimiter: delimiter, quoting: true, required: required)
    }
}

/// One record of a data set.
enum ImportRecord {
    case line(String)
    case cells(ImportCells)
    case json(JSONTree)

    /// The record as a JSON object; `expected` is for the error.
    ///
    /// - Throws: `ImportFault` when it is none.
    func object(expected: String) throws -> JSONTree {
        guard case .json(let object) = self, object.isObject else {
            throw ImportFault("not an object; expected \(expected)")
        }
        return object
    }
}

/// What became of one labelled unit of a record.
enum ImportUnit {
    case row(ImportedRow)
    /// Left out as the layout means it: not labelled, not accepted.
    case leftOut(reason: String)
    case rejected(reason: String)

    /// What `make` yields, or its fault as a rejected unit.
    ///
    /// - Throws: what `make` throws beside `ImportFault`.
    static func of(_ make: () throws -> ImportUnit) throws -> ImportUnit {
        do {
            return try make()
        } catch let fault as ImportFault {
            return .rejected(reason: fault.reason)
        }
    }
}

/// The cells of a table's record by the names of the header.
struct ImportCells {
    let header: [String]
    let cells: [String]

    /// The cell under `name`; nil when there is no such column.
    subscript(name: String) -> String? {
        header.firstIndex(of: name).map { cells[$0] }
    }

    /// The cell under a required column.
    func text(_ name: String) -> String { self[name] ?? "" }

    /// The cell under `name`; nil when it is empty or there is no such column.
    func given(_ name: String) -> String? {
        self[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
