import StanceCore

/// JSON values: one a line, or the elements of one array, however it is laid out.
///
/// Memory is the longest value, also for an array.
struct JSONRecords: ImportRecords {
    private enum Place { case start, lines, array, end }

    private let parser: JSONTreeParser
    private var window: ByteWindow
    private var line = 1
    private var place = Place.start

    init(_ source: ByteSource) throws {
        parser = try JSONTreeParser()
        window = try ByteWindow(source)
    }

    mutating func next() throws -> CutRecord? {
        if place == .start {
            guard let first = try skipSpace() else { return nil }
            place = first == UInt8(ascii: "[") ? .array : .lines
            if place == .array { window.consume(1) }
        }
        switch place {
        case .lines: return try nextLine()
        case .array: return try nextElement()
        case .start, .end: return nil
        }
    }

    private mutating func nextLine() throws -> CutRecord? {
        while true {
            let length: Int
            do {
                guard let found = try window.nextLineLength(line: line) else { return nil }
                length = found
            } catch let error as StanceError where window.isOverLimit {
                let record = try fault(error.message)
                try window.skipLine()
                line += 1
                return record
            }
            let isBlank = window.withBytes { $0[..<length].allSatisfy(isJSONSpace) }
            defer {
                window.consume(length)
                line += 1
            }
            if isBlank { continue }
            return try record(length)
        }
    }

    private mutating func nextElement() throws -> CutRecord? {
        guard var byte = try skipSpace() else { return try broken() }
        if byte == UInt8(ascii: ",") {
            window.consume(1)
            guard let next = try skipSpace() else { return try broken() }
            byte = next
        }
        if byte == UInt8(ascii: "]") {
            window.consume(1)
            place = .end
            guard try skipSpace() != nil else { return nil }
            return try fault("text after the end of the array")
        }
        let length: Int
        do {
            guard let found = try elementLength() else { return try broken() }
            length = found
        } catch let error as StanceError where window.isOverLimit {
            // Where it ends is not known, so the rest of the array is given up with it.
            place = .end
            return try fault("\(error.message) The rest of the array is not read")
        }
        let record = try record(length)
        line += window.withBytes {
            TextEncoding.lineFeedCount(UnsafeRawBufferPointer(rebasing: $0[..<length]))
        }
        window.consume(length)
        return record
    }

    /// The length of the value at the window's start, up to the comma or bracket that ends it; nil
    /// when the file ends within it.
    private mutating func elementLength() throws -> Int? {
        var (position, depth) = (0, 0)
        var (inString, afterBackslash) = (false, false)
        while true {
            let end = window.withBytes { bytes -> Int? in
                while position < bytes.count {
                    let byte = bytes[position]
                    if inString {
                        if afterBackslash {
                            afterBackslash = false
                        } else if byte == UInt8(ascii: "\\") {
                            afterBackslash = true
                        } else if byte == UInt8(ascii: "\"") {
                            inString = false
                        }
                    } else {
                        switch byte {
                        case UInt8(ascii: "\""): inString = true
                        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                        case UInt8(ascii: ",") where depth == 0: return position
                        case UInt8(ascii: "]") where depth == 0: return position
                        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                        default: break
                        }
                    }
                    position += 1
                }
                return nil
            }
            if let end { return end }
            guard try window.refill(line: line) else { return nil }
        }
    }

    private func record(_ length: Int) throws -> CutRecord {
        try CutRecord(line: line, byte: window.offset) {
            try window.withBytes { bytes in
                .json(try parser.parse(UnsafeRawBufferPointer(rebasing: bytes[..<length])))
            }
        }
    }

    private mutating func broken() throws -> CutRecord {
        place = .end
        return try fault("the file ends within the array")
    }

    private func fault(_ reason: String) throws -> CutRecord {
        try CutRecord(line: line, byte: window.offset) { throw ImportFault(reason) }
    }

    /// Moves to the first byte that is no white space; nil at the end of the file.
    private mutating func skipSpace() throws -> UInt8? {
        while true {
            let (skipped, lines, byte) = window.withBytes { bytes -> (Int, Int, UInt8?) in
                var (index, lines) = (0, 0)
                while index < bytes.count, isJSONSpace(bytes[index]) {
                    if bytes[index] == 0x0a { lines += 1 }
                    index += 1
                }
                return (index, lines, index < bytes.count ? bytes[index] : nil)
            }
            line += lines
            window.consume(skipped)
            if let byte { return byte }
            guard try window.refill(line: line) else { return nil }
        }
    }
}
