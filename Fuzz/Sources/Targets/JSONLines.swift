@testable import StanceFormats

extension FuzzTarget {
    /// JSON Lines: the same in any chunks, and its strings are read again from what we write.
    static let jsonLines = FuzzTarget(name: "jsonl") { input in
        let reading = Steps.inAnyChunks(input, file: "rows") { source in
            try JSONLinesReader(source, columns: Steps.columns)
        }
        if reading.fault == nil, FileSignature.compression(input) == nil {
            // Every line is a record or a reject.
            let lines = Steps.filledLines(input) { line in
                line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
            }
            precondition(reading.steps.count == lines, "\(reading) of \(lines) lines")
        }
        var written: [UInt8] = []
        for record in reading.records {
            guard case .text(let text) = record.values[0] else { continue }
            written += Array("{\"text\":".utf8)
            FieldEscaping.appendJSON(text, to: &written)
            written += Array("}\n".utf8)
        }
        let again = Steps {
            try JSONLinesReader(
                ByteSource(bytes: written, name: "written", chunkSize: 8192), columns: Steps.columns
            )
        }
        let texts = reading.records.map { $0.values[0] }.filter {
            if case .text = $0 { true } else { false }
        }
        precondition(again.steps.map { $0.values[0] } == texts)
    }
}
