import StanceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Turns a page's bytes into UTF-8.
///
/// Bytes that are well-formed UTF-8 are taken as such, whatever the page declares: by chance hardly
/// any other text is. Else the charset of the byte order mark or of `<meta charset>` in the first
/// 4,096 bytes counts; the system's iconv converts from it.
///
/// Unsafe: iconv's handle lives within `convert`, and the addresses that it advances stay within
/// the two buffers, whose sizes it is given.
enum HTMLCharset {
    private static let searched = 4096

    /// What pages call a charset, and what iconv calls it.
    ///
    /// As in browsers, Latin-1 and ASCII mean windows-1252. Charsets with states (ISO-2022, UTF-7)
    /// are not read.
    private static let names: [String: String] = [
        "ascii": "CP1252", "us-ascii": "CP1252", "iso-8859-1": "CP1252", "latin1": "CP1252",
        "windows-1252": "CP1252", "cp1252": "CP1252", "windows-1250": "CP1250",
        "windows-1251": "CP1251", "cp1251": "CP1251", "windows-1253": "CP1253",
        "windows-1254": "CP1254", "windows-1255": "CP1255", "windows-1256": "CP1256",
        "windows-1257": "CP1257", "windows-1258": "CP1258", "iso-8859-2": "ISO-8859-2",
        "iso-8859-5": "ISO-8859-5", "iso-8859-7": "ISO-8859-7", "iso-8859-9": "CP1254",
        "iso-8859-15": "ISO-8859-15", "koi8-r": "KOI8-R", "koi8-u": "KOI8-U",
        "gb2312": "GB18030", "gbk": "GB18030", "gb18030": "GB18030", "big5": "BIG5",
        "shift_jis": "CP932", "euc-jp": "EUC-JP", "euc-kr": "CP949",
    ]

    /// The page as UTF-8 without a byte order mark; a NUL becomes a space.
    ///
    /// - Throws: `StanceError.Kind.badData` when the bytes are of no charset that is read, or not of
    ///   the one that they declare.
    static func utf8(_ bytes: [UInt8], file: String) throws -> [UInt8] {
        var text: [UInt8]
        if bytes.starts(with: [0xff, 0xfe]) {
            text = try convert(bytes.dropFirst(2), from: "UTF-16LE", called: "UTF-16", file: file)
        } else if bytes.starts(with: [0xfe, 0xff]) {
            text = try convert(bytes.dropFirst(2), from: "UTF-16BE", called: "UTF-16", file: file)
        } else {
            do {
                try bytes.withUnsafeBytes {
                    try TextEncoding.check($0, file: file, line: 1, offset: 0)
                }
                let mark = TextEncoding.byteOrderMark
                text = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
            } catch let error as StanceError {
                guard let label = declared(bytes), label != "utf-8", label != "utf8" else {
                    throw StanceError(
                        error.kind, error.message + " or a declared charset", at: error.location)
                }
                guard let name = names[label] else {
                    throw StanceError(
                        .badData,
                        "declares the charset \"\(label)\", which is not read; expected UTF-8",
                        at: SourceLocation(file: file))
                }
                text = try convert(bytes[...], from: name, called: label, file: file)
            }
        }
        for index in text.indices where text[index] == 0 { text[index] = 0x20 }
        return text
    }

    /// The label after the first `charset=`, in lower case.
    static func declared(_ bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(searched), as: UTF8.self).lowercased()
        var rest = head[...]
        while let word = rest.firstRange(of: "charset") {
            rest = rest[word.upperBound...]
            let value = rest.drop { $0.isWhitespace }
            guard value.first == "=" else { continue }
            let label = value.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
                .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_:.".contains($0)) }
            if !label.isEmpty { return String(label) }
        }
        return nil
    }

    private static func convert(
        _ bytes: ArraySlice<UInt8>, from charset: String, called label: String, file: String
    ) throws -> [UInt8] {
        guard let handle = iconv_open("UTF-8", charset),
            Int(bitPattern: handle) != -1
        else {
            throw StanceError(
                .badData, "declares the charset \"\(label)\", which this system cannot convert",
                at: SourceLocation(file: file))
        }
        defer { iconv_close(handle) }
        var input = Array(bytes)
        // No charset above takes more than three bytes of UTF-8 for one of its own.
        var output = [UInt8](repeating: 0, count: 3 * input.count + 4)
        let (read, written, isWhole) = input.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { target in
                var from = source.bindMemory(to: CChar.self).baseAddress
                var to = target.bindMemory(to: CChar.self).baseAddress
                var left = source.count
                var room = target.count
                let status = iconv(handle, &from, &left, &to, &room)
                return (source.count - left, target.count - room, status != -1)
            }
        }
        guard isWhole else {
            throw StanceError(
                .badData, "no text in \(label), which it declares, or UTF-8",
                at: SourceLocation(file: file, byte: bytes.startIndex + read))
        }
        output.removeLast(output.count - written)
        return output
    }
}
