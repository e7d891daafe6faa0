@testable import StanceFormats

extension FuzzTarget {
    /// CSV: the same in any chunks, and what was read is read again from what our writer makes of it.
    static let csv = FuzzTarget(name: "csv") { checkTable($0, .csv, delimiter: UInt8(ascii: ",")) }

    /// TSV, likewise.
    static let tsv = FuzzTarget(name: "tsv") { checkTable($0, .tsv, delimiter: UInt8(ascii: "\t")) }

    private static func checkTable(_ input: [UInt8], _ format: RowFormat, delimiter: UInt8) {
        for quoting in [true, false] {
            let reading = Reading.inAnyChunks(input, file: "table") { source in
                RawRecord.reader(
                    try DelimitedReader(
                        source, delimiter: delimiter, quoting: quoting, columns: RawRecord.columns))
            }
            let lines = reading.records.map(\.line)
            precondition(zip(lines, lines.dropFirst()).allSatisfy { $0 < $1 }, "lines ascend")
            let lineCount = 1 + input.count { $0 == 0x0a }
            precondition(lines.allSatisfy { $0 > 1 && $0 <= lineCount }, "lines of the file")
            checkRoundTrip(reading.records.map(\.cells), format, delimiter: delimiter)
        }
    }

    private static func checkRoundTrip(
        _ rows: [[String]], _ format: RowFormat, delimiter: UInt8
    ) {
        var encoder = RowEncoder(format: format, columns: RawRecord.columns)
        var written = encoder.header
        for row in rows {
            for cell in row { encoder.append(cell, to: &written) }
            encoder.endRow(&written)
        }
        let again = Reading<RawRecord> {
            RawRecord.reader(
                try DelimitedReader(
                    ByteSource(bytes: written, name: "written", chunkSize: 8192),
                    delimiter: delimiter,
                    columns: RawRecord.columns))
        }
        precondition(
            again.fault == nil && again.records.map(\.cells) == rows, "\(again) != \(rows)")
    }
}
