@testable import StanceFormats

extension FuzzTarget {
    /// A line of a journal, as it is and with the hash that belongs to it: what is accepted is written
    /// and read again.
    static let journal = FuzzTarget(name: "journal") { input in
        check(input[...])
        guard let hash = RunningHash() else { return }
        input.withUnsafeBytes { hash.add($0) }
        check(Array("\(String(hash.value, radix: 16)) ".utf8) + input)
    }

    private static func check(_ line: ArraySlice<UInt8>) {
        guard let record = JournalRecord(line: line) else { return }
        let again = outcome { try record.line() }
        guard case .success(let bytes) = again else {
            preconditionFailure("what was read cannot be written: \(again)")
        }
        precondition(JournalRecord(line: bytes.dropLast()) == record)
    }

    private static func check(_ line: [UInt8]) { check(line[...]) }
}
