@testable import StanceCore
@testable import StanceFormats

extension FuzzTarget {
    /// Documents to score, by lines of a text and by rows: each line is a document or a reject.
    static let documents = FuzzTarget(name: "documents") { input in
        // One reading of each input; the length says which.
        if input.count / 7 % 2 == 0 { checkRows(input) } else { checkLines(input) }
    }

    private static func checkRows(_ input: [UInt8]) {
        let format = RowFormat(path: "rows." + rowFormat(input)) ?? .csv
        let rows = Reading.inAnyChunks(input, file: "rows") { source in
            steps(of: try DocumentRows(source, format: format, options: DocumentOptions()))
        }
        guard FileSignature.compression(input) == nil else { return }
        if format == .jsonLines, rows.fault == nil {
            let count = Steps.filledLines(input) { line in
                line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
            }
            precondition(rows.records.count == count, "\(rows) of \(count) lines")
        }
    }

    private static func checkLines(_ input: [UInt8]) {
        let lines = Reading.inAnyChunks(input, file: "text") { source in
            steps(of: try DocumentLines(source))
        }
        guard FileSignature.compression(input) == nil, lines.fault == nil else { return }
        let count = lines.records.count { $0.document != nil }
        precondition(count + lines.records.count { $0.reject != nil } == lines.records.count)
        precondition(!lines.records.isEmpty, "a text is a document, if an empty one")
    }

    /// A document or a reject.
    private struct Step: Equatable {
        var document: Document?
        var reject: RejectedRow?
    }

    private static func steps(of source: some DocumentSource) -> () throws -> Step? {
        {
            switch try source.next() {
            case .document(let document): Step(document: document)
            case .rejected(let reject, _): Step(reject: reject)
            case nil: nil
            }
        }
    }
}
