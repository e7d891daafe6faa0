@testable import StanceCore
@testable import StanceFormats

/// Everything that a reader of records meets in some bytes, to the end: records and rejects.
struct Steps: Equatable {
    /// A record with its values, or a reject with its reason.
    struct Step: Equatable {
        var line: Int
        var byte: Int
        var values: [FieldValue] = []
        var reason: StanceError?

        /// The cells of a table; empty where the file has no such column.
        var cells: [String] {
            values.map { value in
                if case .text(let text) = value { return text }
                precondition(value == .missing, "a table has text alone")
                return ""
            }
        }
    }

    /// The columns that are asked for.
    static let columns = ["text", "actor", "stance", "id", "spans", "weight"]

    var steps: [Step] = []
    /// Why the input as a whole was given up.
    var fault: StanceError?

    var records: [Step] { steps.filter { $0.reason == nil } }

    /// Reads `input` to its end, which must give the same in one chunk and in many small ones.
    static func inAnyChunks(
        _ input: [UInt8], file: String, _ open: (ByteSource) throws -> any RecordReader
    ) -> Steps {
        let whole = Steps { try open(ByteSource(bytes: input, name: file, chunkSize: 8192)) }
        // 1 to 7 bytes at a time: every place of a file is the end of a chunk for some size.
        let size = 1 + input.count % 7
        let pieces = Steps { try open(ByteSource(bytes: input, name: file, chunkSize: size)) }
        precondition(whole == pieces, "in chunks of \(size): \(pieces), but whole: \(whole)")
        whole.check(input)
        return whole
    }

    init(_ open: () throws -> any RecordReader) {
        do {
            let reader = try open()
            reading: while true {
                switch try reader.step() {
                case .record:
                    let values = Self.columns.indices.map { reader.value(at: $0) }
                    steps.append(Step(line: reader.line, byte: reader.byte, values: values))
                case .rejected(let error):
                    precondition(error.kind == .badData, "\(error)")
                    steps.append(Step(line: reader.line, byte: reader.byte, reason: error))
                case .end: break reading
                }
            }
        } catch let error as StanceError {
            precondition(error.kind != .internalFailure, "\(error)")
            fault = error
        } catch {
            preconditionFailure("not a StanceError: \(error)")
        }
    }

    /// Steps begin where lines begin, in the order of the file.
    private func check(_ input: [UInt8]) {
        // A compressed or refused input has other bytes.
        guard fault == nil, FileSignature.compression(input) == nil else { return }
        precondition(zip(steps, steps.dropFirst()).allSatisfy { $0.byte < $1.byte }, "bytes ascend")
        for step in steps {
            let before = input[..<step.byte]
            precondition(
                before.isEmpty || before.last == 0x0a || before.elementsEqual([0xef, 0xbb, 0xbf]),
                "\(step) does not begin with a line")
            precondition(step.line == 1 + before.count { $0 == 0x0a }, "the line of \(step)")
        }
    }

    /// How many lines of `input` a reader that takes each for a record must account for.
    static func filledLines(_ input: [UInt8], blank: (ArraySlice<UInt8>) -> Bool) -> Int {
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        let text = input.starts(with: mark) ? input.dropFirst(3) : input[...]
        return text.split(separator: 0x0a).count { !blank($0) }
    }
}
