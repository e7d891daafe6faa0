import StanceCore

/// Cuts a file into records, and goes on after one that cannot be read.
protocol ImportRecords {
    /// The next record, or nil at the end of the file.
    ///
    /// - Throws: `StanceError` when the file itself cannot be read on.
    mutating func next() throws -> CutRecord?
}

/// A record and where it stands, or why there is none at that place.
struct CutRecord {
    /// The line on which it begins, from 1.
    var line: Int
    /// Its first byte in the (inflated) file, from 0.
    var byte: Int
    var record: Result<ImportRecord, ImportFault>

    /// Takes what `read` yields, or its fault.
    ///
    /// - Throws: what `read` throws beside `ImportFault`.
    init(line: Int, byte: Int, _ read: () throws -> ImportRecord) throws {
        self.line = line
        self.byte = byte
        do {
            record = .success(try read())
        } catch let fault as ImportFault {
            record = .failure(fault)
        }
    }
}

extension ImportLayout {
    /// Opens the records of `source`.
    ///
    /// - Throws: `StanceError`, for example when a table lacks a required column.
    func records(of source: ByteSource, encoding: ImportEncoding) throws -> any ImportRecords {
        switch self {
        case .lines: try LineRecords(source, encoding: encoding)
        case .table(let delimiter, let quoting, let required):
            try TableRecords(
                source, delimiter: delimiter, quoting: quoting, required: required,
                encoding: encoding)
        case .json: try JSONRecords(source)
        }
    }
}
