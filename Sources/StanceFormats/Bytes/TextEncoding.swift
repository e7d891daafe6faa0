import CSimdjson
import StanceCore

/// What has to hold of input bytes before they are taken as text: well-formed UTF-8.
enum TextEncoding {
    static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

    /// Checks bytes that begin at `line` and at `offset` of `file`.
    ///
    /// - Throws: `StanceError.Kind.badData` with the line and the byte in the file of the first
    ///   byte that cannot be UTF-8.
    /// - Complexity: one pass of simdjson's validation; a second pass only on failure.
    static func check(
        _ bytes: UnsafeRawBufferPointer, file: String, line: Int, offset: Int
    ) throws {
        let chars = bytes.bindMemory(to: CChar.self)
        guard let address = chars.baseAddress, !csj_is_utf8(address, chars.count) else { return }
        let bad = firstInvalidByte(bytes)
        let location = SourceLocation(
            file: file, line: line + lineFeedCount(bytes[..<bad]), byte: offset + bad)
        throw StanceError(.badData, advice(bytes, offset: offset, bad: bad), at: location)
    }

    /// Refuses a whole input whose first bytes say that it is UTF-16: no line of it could be read.
    ///
    /// - Throws: `StanceError.Kind.badData`.
    static func checkNoUTF16(_ head: UnsafeRawBufferPointer, file: String) throws {
        guard head.starts(with: [0xff, 0xfe]) || head.starts(with: [0xfe, 0xff]) else { return }
        throw StanceError(
            .badData, advice(head, offset: 0, bad: 0),
            at: SourceLocation(file: file, line: 1, byte: 0))
    }

    private static func advice(_ bytes: UnsafeRawBufferPointer, offset: Int, bad: Int) -> String {
        if offset == 0, bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
            return "looks like UTF-16; expected UTF-8"
        }
        let digits = String(bytes[bad], radix: 16, uppercase: true)
        return "invalid UTF-8 (0x\(digits)); expected UTF-8"
    }

    /// The index of the first byte that no well-formed sequence holds, or that begins one which
    /// breaks off.
    ///
    /// - SeeAlso: The Unicode Standard 16, table 3-7 (well-formed byte sequences).
    /// - Precondition: The bytes are not well-formed UTF-8.
    static func firstInvalidByte(_ bytes: UnsafeRawBufferPointer) -> Int {
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            let length: Int
            var second: ClosedRange<UInt8> = 0x80...0xbf
            switch lead {
            case 0..<0x80: length = 1
            case 0xc2...0xdf: length = 2
            case 0xe0...0xef:
                length = 3
                if lead == 0xe0 { second = 0xa0...0xbf }
                if lead == 0xed { second = 0x80...0x9f }
            case 0xf0...0xf4:
                length = 4
                if lead == 0xf0 { second = 0x90...0xbf }
                if lead == 0xf4 { second = 0x80...0x8f }
            default: return index
            }
            guard index + length <= bytes.count else { return index }
            for position in 1..<max(length, 1) {
                let allowed = position == 1 ? second : 0x80...0xbf
                guard allowed.contains(bytes[index + position]) else { return index }
            }
            index += length
        }
        preconditionFailure("the bytes are well-formed")
    }

    /// How many line feeds there are.
    static func lineFeedCount(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
        lineFeedCount(UnsafeRawBufferPointer(rebasing: bytes))
    }

    /// How many line feeds there are.
    static func lineFeedCount(_ bytes: UnsafeRawBufferPointer) -> Int {
        var count = 0
        for byte in bytes { count &+= byte == 0x0a ? 1 : 0 }
        return count
    }
}

extension TextEncoding {
    /// A whole file's bytes as text, without its byte order mark.
    ///
    /// - Throws: as `check`.
    static func string(_ bytes: [UInt8], file: String) throws -> String {
        try bytes.withUnsafeBytes { try check($0, file: file, line: 1, offset: 0) }
        let skipped = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        return String(decoding: bytes[skipped...], as: UTF8.self)
    }
}
