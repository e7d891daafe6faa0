import StanceCore
import StanceFormats

extension FuzzTarget {
    /// Labelled rows: what is accepted holds what `Example` promises.
    static let labelledRows = FuzzTarget(name: "labelled-rows") { input in
        let options = LabelledRowOptions(requiresStance: false, otherColumns: ["source", "month"])
        let reading = Reading.inAnyChunks(input, file: "rows." + rowFormat(input)) { source in
            let reader = try LabelledRowReader(source, options: options)
            return { try reader.next() }
        }
        var ids: Set<[String]> = []
        for row in reading.records {
            precondition(!row.text.allSatisfy(\.isWhitespace), "no text")
            precondition(row.weight.isFinite && row.weight >= 0)
            if let id = row.id {
                precondition(ids.insert([id, row.annotator ?? ""]).inserted, "an id twice")
            }
            var end = 0
            for mention in row.mentions ?? [] {
                precondition(mention.lowerBound >= end && !mention.isEmpty, "mentions in disorder")
                end = mention.upperBound
                let text = Array(row.text.utf8)
                for place in [mention.lowerBound, end] where place < text.count {
                    precondition(text[place] & 0xc0 != 0x80, "a mention cuts a scalar")
                }
            }
            precondition(end <= row.text.utf8.count, "a mention outside the text")
        }
    }

    /// What a file of rows is called: JSON where it begins like an object.
    static func rowFormat(_ input: [UInt8]) -> String {
        switch input.first {
        case UInt8(ascii: "{"): "jsonl"
        case UInt8(ascii: "\t"), UInt8(ascii: "#"): "tsv"
        default: "csv"
        }
    }
}
