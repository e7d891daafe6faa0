@testable import StanceFormats

extension FuzzTarget {
    /// CSV: the same in any chunks, and what was read is read again from what our writer makes of it.
    static let csv = FuzzTarget(name: "csv") { checkTable($0, .csv, delimiter: UInt8(ascii: ",")) }

    /// TSV, likewise.
    static let tsv = FuzzTarget(name: "tsv") { checkTable($0, .tsv, delimiter: UInt8(ascii: "\t")) }

    private static func checkTable(_ input: [UInt8], _ format: RowFormat, delimiter: UInt8) {
        // One reading of each input, so that more inputs are read; the length says which.
        switch input.count / 7 % 3 {
        case 0:
            _ = Steps.inAnyChunks(input, file: "table") { source in
                try format.reader(source, quoting: true, columns: Steps.columns)
            }
        case 1: check(input, format, Dialect(delimiter: delimiter, quoting: true))
        default: check(input, format, Dialect(delimiter: delimiter, quoting: false))
        }
    }

    private static func check(_ input: [UInt8], _ format: RowFormat, _ dialect: Dialect) {
        let read = Steps.inAnyChunks(input, file: "table") { source in
            try DelimitedReader(source, dialect: dialect, columns: Steps.columns)
        }
        if !dialect.quoting, read.fault == nil, FileSignature.compression(input) == nil {
            // Every line is the header, a record or a reject.
            let lines = Steps.filledLines(input) { $0.isEmpty || $0.elementsEqual([0x0d]) }
            precondition(read.steps.count == max(0, lines - 1), "\(read) of \(lines) lines")
        }
        // Quoted lines may look like rows and are then refused, so cells of one line alone.
        let rows = read.records.map(\.cells).filter { cells in
            !cells.contains { $0.utf8.contains(0x0a) }
        }
        checkRoundTrip(rows, format, delimiter: dialect.delimiter)
    }

    private static func checkRoundTrip(
        _ rows: [[String]], _ format: RowFormat, delimiter: UInt8
    ) {
        var encoder = RowEncoder(format: format, columns: Steps.columns)
        var written = encoder.header
        for row in rows {
            for cell in row { encoder.append(cell, to: &written) }
            encoder.endRow(&written)
        }
        let again = Steps {
            try DelimitedReader(
                ByteSource(bytes: written, name: "written", chunkSize: 8192),
                dialect: Dialect(delimiter: delimiter, quoting: true), columns: Steps.columns)
        }
        precondition(again.steps.map(\.cells) == rows, "\(again) != \(rows)")
    }
}
