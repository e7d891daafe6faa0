import StanceCore

/// A record a line; blank lines are none.
struct LineRecords: ImportRecords {
    private var window: ByteWindow
    private let encoding: ImportEncoding
    private var line = 0

    init(_ source: ByteSource, encoding: ImportEncoding) throws {
        window = try ByteWindow(source)
        self.encoding = encoding
    }

    mutating func next() throws -> CutRecord? {
        while true {
            let byte = window.offset
            let length: Int
            do {
                guard let found = try window.nextLineLength(line: line + 1) else { return nil }
                length = found
            } catch let error as StanceError where window.isOverLimit {
                line += 1
                try window.skipLine()
                return try CutRecord(line: line, byte: byte) { throw ImportFault(error.message) }
            }
            line += 1
            let isBlank = window.withBytes { $0[..<length].allSatisfy(isJSONSpace) }
            defer { window.consume(length) }
            if isBlank { continue }
            return try CutRecord(line: line, byte: byte) {
                try window.withBytes { bytes in
                    var end = length
                    if end > 0, bytes[end - 1] == 0x0a { end -= 1 }
                    if end > 0, bytes[end - 1] == 0x0d { end -= 1 }
                    return .line(
                        try encoding.text(UnsafeRawBufferPointer(rebasing: bytes[..<end])))
                }
            }
        }
    }
}

/// JSON's white space: space, tab, line feed, carriage return.
func isJSONSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
}
