@testable import StanceFormats

extension FuzzTarget {
    /// JSON Lines: the same in any chunks, and its strings are read again from what we write.
    static let jsonLines = FuzzTarget(name: "jsonl") { input in
        let reading = Reading.inAnyChunks(input, file: "rows") { source in
            RawRecord.reader(try JSONLinesReader(source, columns: RawRecord.columns))
        }
        var written: [UInt8] = []
        for record in reading.records {
            guard case .text(let text) = record.values[0] else { continue }
            written += Array("{\"text\":".utf8)
            FieldEscaping.appendJSON(text, to: &written)
            written += Array("}\n".utf8)
        }
        let again = Reading<RawRecord> {
            RawRecord.reader(
                try JSONLinesReader(
                    ByteSource(bytes: written, name: "written", chunkSize: 8192),
                    columns: RawRecord.columns))
        }
        let texts = reading.records.map { $0.values[0] }.filter {
            if case .text = $0 { true } else { false }
        }
        precondition(again.fault == nil && again.records.map { $0.values[0] } == texts)
    }
}
