import StanceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Finds the fields of one CSV or TSV record, and can be stopped and resumed at any byte.
///
///     record = field *(delimiter field) (LF | CRLF | end of file)
///     field  = '"' *(any byte but '"' | '""') '"'  |  *(any byte but delimiter and LF)
///
/// A quote inside an unquoted field is an ordinary character; without quoting every quote is.
/// Positions count from the record's first byte.
/// - SeeAlso: RFC 4180, section 2. LF alone ends a record too; a CR that no LF follows does not.
struct DelimitedScanner {
    /// Where a field's content lies, without its quotes.
    struct Field {
        var range: Range<Int>
        /// Whether it holds `""`, to be read as one quote.
        var hasDoubledQuotes = false
        var isQuoted = false
    }

    /// What stopped a scan.
    enum Outcome: Equatable {
        /// The record is complete; it takes `length` bytes with its line end.
        case record(length: Int)
        /// The bytes end within the record.
        case needsMore
        /// No byte is left.
        case end
        /// Bytes follow a closing quote; the fault lies `lineFeeds` lines below the record's.
        case textAfterQuote(lineFeeds: Int)
        /// The input ends within quotes that open `lineFeeds` lines below the record's first.
        case unclosedQuote(lineFeeds: Int)
    }

    private enum State { case fieldStart, unquoted, quoted, closingQuote }

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed: UInt8 = 0x0a
    private static let carriageReturn: UInt8 = 0x0d

    let delimiter: UInt8
    let quoting: Bool
    private(set) var fields: [Field] = []
    /// Line feeds within the quoted fields seen so far.
    private(set) var quotedLineFeeds = 0
    private var state = State.fieldStart
    private var position = 0
    private var fieldStart = 0
    private var hasDoubledQuotes = false
    private var lineFeedsBeforeQuote = 0

    init(delimiter: UInt8, quoting: Bool) {
        self.delimiter = delimiter
        self.quoting = quoting
    }

    /// Forgets the record in hand.
    mutating func reset() {
        fields.removeAll(keepingCapacity: true)
        quotedLineFeeds = 0
        state = .fieldStart
        position = 0
    }

    /// Goes on at the byte where the last scan stopped; `bytes` begin with the record's first.
    mutating func scan(_ bytes: UnsafeRawBufferPointer, atEnd: Bool) -> Outcome {
        while true {
            let outcome =
                switch state {
                case .fieldStart: startField(bytes, atEnd)
                case .unquoted: scanUnquoted(bytes, atEnd)
                case .quoted: scanQuoted(bytes, atEnd)
                case .closingQuote: closeQuote(bytes, atEnd)
                }
            if let outcome { return outcome }
        }
    }

    private mutating func startField(_ bytes: UnsafeRawBufferPointer, _ atEnd: Bool) -> Outcome? {
        guard position < bytes.count else {
            guard atEnd else { return .needsMore }
            guard position > 0 else { return .end }
            fields.append(Field(range: position..<position))
            return .record(length: position)
        }
        if quoting, bytes[position] == Self.quote {
            position += 1
            state = .quoted
            hasDoubledQuotes = false
            lineFeedsBeforeQuote = quotedLineFeeds
        } else {
            state = .unquoted
        }
        fieldStart = position
        return nil
    }

    private mutating func scanUnquoted(_ bytes: UnsafeRawBufferPointer, _ atEnd: Bool) -> Outcome? {
        position = bytes.firstIndex(of: delimiter, or: Self.lineFeed, from: position)
        guard position < bytes.count else {
            guard atEnd else { return .needsMore }
            appendUnquoted(bytes)
            return .record(length: position)
        }
        let isDelimiter = bytes[position] == delimiter
        if isDelimiter {
            fields.append(Field(range: fieldStart..<position))
        } else {
            appendUnquoted(bytes)
        }
        position += 1
        state = .fieldStart
        return isDelimiter ? nil : .record(length: position)
    }

    /// The last field of a record: a CR before the line end is part of the line end.
    private mutating func appendUnquoted(_ bytes: UnsafeRawBufferPointer) {
        var end = position
        if end > fieldStart, bytes[end - 1] == Self.carriageReturn { end -= 1 }
        fields.append(Field(range: fieldStart..<end))
    }

    private mutating func scanQuoted(_ bytes: UnsafeRawBufferPointer, _ atEnd: Bool) -> Outcome? {
        let found = bytes.firstIndex(of: Self.quote, from: position)
        quotedLineFeeds += TextEncoding.lineFeedCount(bytes[position..<found])
        position = found
        guard position < bytes.count else {
            return atEnd ? .unclosedQuote(lineFeeds: lineFeedsBeforeQuote) : .needsMore
        }
        position += 1
        state = .closingQuote
        return nil
    }

    /// Decides at the byte after a quote within quotes.
    private mutating func closeQuote(_ bytes: UnsafeRawBufferPointer, _ atEnd: Bool) -> Outcome? {
        guard position < bytes.count else {
            guard atEnd else { return .needsMore }
            appendQuoted()
            return .record(length: position)
        }
        switch bytes[position] {
        case Self.quote:
            hasDoubledQuotes = true
            position += 1
            state = .quoted
            return nil
        case delimiter:
            appendQuoted()
            position += 1
            state = .fieldStart
            return nil
        case Self.lineFeed:
            appendQuoted()
            return .record(length: position + 1)
        case Self.carriageReturn:
            if position + 1 == bytes.count, !atEnd { return .needsMore }
            if position + 1 < bytes.count, bytes[position + 1] != Self.lineFeed { break }
            appendQuoted()
            return .record(length: min(position + 2, bytes.count))
        default: break
        }
        return .textAfterQuote(lineFeeds: quotedLineFeeds)
    }

    private mutating func appendQuoted() {
        let field = Field(
            range: fieldStart..<position - 1, hasDoubledQuotes: hasDoubledQuotes, isQuoted: true)
        fields.append(field)
    }
}

/// Byte searches that end at the buffer's end when nothing is found.
///
/// Unsafe: every load lies within `self`, by the bounds in the loops' conditions.
extension UnsafeRawBufferPointer {
    /// The first index at or after `start` that holds `byte`; `count` if none does.
    func firstIndex(of byte: UInt8, from start: Int) -> Int {
        guard start < count, let base = baseAddress else { return count }
        return memchr(base + start, Int32(byte), count - start)
            .map { UnsafeRawPointer($0) - base } ?? count
    }

    /// The first index at or after `start` that holds `first` or `second`; `count` if none does.
    ///
    /// Eight bytes at a time: `x ^ pattern` has a zero byte where `x` holds the sought one, and
    /// `(v - 0x01...) & ~v & 0x80...` is non-zero exactly when `v` has a zero byte.
    func firstIndex(of first: UInt8, or second: UInt8, from start: Int) -> Int {
        guard start < count, let base = baseAddress else { return count }
        let ones: UInt64 = 0x0101_0101_0101_0101
        let firsts = ones &* UInt64(first)
        let seconds = ones &* UInt64(second)
        var index = start
        while index + 8 <= count {
            let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let a = word ^ firsts
            let b = word ^ seconds
            let hit = ((a &- ones) & ~a) | ((b &- ones) & ~b)
            if hit & (ones << 7) != 0 { break }
            index += 8
        }
        while index < count {
            let byte = base.load(fromByteOffset: index, as: UInt8.self)
            if byte == first || byte == second { return index }
            index += 1
        }
        return count
    }
}
