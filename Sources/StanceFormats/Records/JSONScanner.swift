import CSimdjson
import StanceCore

/// Parses JSON objects with simdjson and holds the wanted columns of the last one.
///
/// Unsafe, fenced by this invariant: the pointers that simdjson hands out live until the next
/// parse, and `value(at:)` copies what it returns; nothing else of it leaves this file.
final class JSONScanner {
    private let reader: OpaquePointer
    private let names: [String]

    /// Looks for the keys `names`; "a.b" also means b within the object a, unless "a.b" is a key.
    ///
    /// - Throws: `StanceError.Kind.inputOutput` without memory.
    init(names: [String]) throws {
        let noMemory = StanceError(.inputOutput, "no memory for a JSON parser")
        guard let reader = csj_reader_create() else { throw noMemory }
        self.reader = reader
        self.names = names
        for var name in names {
            let added = name.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { chars in
                    csj_reader_want(reader, chars.baseAddress, chars.count)
                }
            }
            guard added else { throw noMemory }
        }
    }

    deinit { csj_reader_destroy(reader) }

    /// Parses `bytes`, one object that stands at `line` and at `offset` of `file`.
    ///
    /// - Throws: `StanceError.Kind.badData`.
    func parseObject(
        _ bytes: UnsafeRawBufferPointer, file: String, line: Int, offset: Int
    ) throws {
        let chars = bytes.bindMemory(to: CChar.self)
        let status = csj_reader_read(reader, chars.baseAddress, chars.count)
        guard status != CSJ_OK else { return }
        let location = SourceLocation(file: file, line: line)
        switch status {
        case CSJ_BAD_UTF8:
            try TextEncoding.check(bytes, file: file, line: line, offset: offset)
        case CSJ_NOT_AN_OBJECT:
            throw StanceError(
                .badData, "not an object; expected one JSON object a line", at: location)
        case CSJ_DUPLICATE_KEY:
            let name = names[csj_reader_duplicate(reader)]
            throw StanceError(.badData, "the key \"\(name)\" occurs twice", at: location)
        case CSJ_TOO_DEEP:
            throw StanceError(
                .badData,
                "arrays and objects nested more than \(CSJ_DEPTH_LIMIT) deep, the most that is read",
                at: location)
        case CSJ_NO_MEMORY:
            throw StanceError(.inputOutput, "no memory to parse this line", at: location)
        default: break
        }
        throw StanceError(
            .badData, "invalid JSON: \(message); expected one JSON object a line", at: location)
    }

    /// Parses one JSON value of any kind; nil when it is not JSON.
    func parseValue(_ text: String) -> FieldValue? {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { chars in
                var value = csj_value()
                let status = csj_reader_read_value(reader, chars.baseAddress, chars.count, &value)
                return status == CSJ_OK ? Self.copy(value) : nil
            }
        }
    }

    /// The value of a wanted key of the object just parsed.
    func value(at column: Int) -> FieldValue {
        precondition(names.indices.contains(column), "only wanted columns have values")
        return Self.copy(csj_reader_values(reader)[column])
    }

    /// The keys of the object just parsed, in its order.
    func keys() -> [String] {
        var keys: [String] = []
        var text: UnsafePointer<CChar>?
        var length = 0
        while csj_reader_key(reader, keys.count, &text, &length) {
            keys.append(Self.string(text, length))
        }
        return keys
    }

    /// simdjson's words up to its first full stop or colon; the rest is advice on its own use.
    private var message: String {
        let text = String(cString: csj_reader_message(reader)).prefix { $0 != "." && $0 != ":" }
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    private static func copy(_ value: csj_value) -> FieldValue {
        switch value.kind {
        case CSJ_NULL: return .null
        case CSJ_BOOL: return .bool(value.integer != 0)
        case CSJ_INTEGER: return .integer(value.integer)
        case CSJ_UNSIGNED: return .largeInteger(value.large)
        case CSJ_DOUBLE: return .number(value.number)
        case CSJ_STRING: return .text(string(value.text, value.length))
        case CSJ_PAIRS:
            let ends = UnsafeBufferPointer(start: value.pairs, count: 2 * value.length)
            return .pairs((0..<value.length).map { .init(ends[2 * $0], ends[2 * $0 + 1]) })
        case CSJ_ARRAY: return .array
        case CSJ_OBJECT: return .object
        default: return .missing
        }
    }

    private static func string(_ text: UnsafePointer<CChar>?, _ length: Int) -> String {
        let bytes = UnsafeRawBufferPointer(start: text, count: length)
        return String(decoding: bytes, as: UTF8.self)
    }
}
