@testable import StanceCore
@testable import StanceFormats

/// What a reader of records made of some bytes: the records up to the first fault, and the fault.
struct Reading<Record: Equatable>: Equatable {
    var records: [Record] = []
    var fault: StanceError?

    /// Reads until the end or the first fault.
    init(_ next: () throws -> (() throws -> Record?)) {
        do {
            let read = try next()
            while let record = try read() { records.append(record) }
        } catch let error as StanceError {
            precondition(error.kind != .internalFailure, "\(error)")
            fault = error
        } catch {
            preconditionFailure("not a StanceError: \(error)")
        }
    }

    /// The reading of `input`, which must be the same in one chunk and in many small ones.
    ///
    /// - Parameters:
    ///   - input: the bytes of a file.
    ///   - file: its name.
    ///   - open: opens a reader, and returns what yields its next record.
    /// - Returns: the records and the fault, if there is one.
    static func inAnyChunks(
        _ input: [UInt8], file: String, _ open: (ByteSource) throws -> (() throws -> Record?)
    ) -> Reading {
        let whole = Reading { try open(ByteSource(bytes: input, name: file, chunkSize: 8192)) }
        // 1 to 7 bytes at a time: every place of a file is the end of a chunk for some size.
        let size = 1 + input.count % 7
        let pieces = Reading { try open(ByteSource(bytes: input, name: file, chunkSize: size)) }
        precondition(whole == pieces, "in chunks of \(size): \(pieces), but whole: \(whole)")
        return whole
    }
}
