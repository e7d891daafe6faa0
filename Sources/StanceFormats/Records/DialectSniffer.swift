import StanceCore

/// Finds out how a table is written where its name is plainly wrong about it.
///
/// The name's dialect stays unless its header names none of the wanted columns and that of another
/// delimiter does, with as many fields in every one of the first records. In a file of tabs, quotes
/// become ordinary characters when the first records are whole only so, and no field stands in
/// quotes. What is decided hangs on the first 64 KiB alone, and never on how they arrive.
enum DialectSniffer {
    /// How much of a file is looked at.
    static let sampleSize = 64 << 10
    private static let sampleRecords = 20
    private static let candidates = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

    /// The dialect of the table at the start of `window`, of which nothing is consumed.
    ///
    /// - Throws: as `ByteWindow.refill`.
    static func dialect(
        of window: inout ByteWindow, assumed: Dialect, columns: [String]
    ) throws -> Dialect {
        var isWhole = false
        // A header that is as expected is all that is waited for: input may come from a slow pipe.
        while true {
            let sample = window.withBytes {
                Sample($0, dialect: assumed, atEnd: isWhole, limit: 1)
            }
            if sample.names(columns) {
                guard mayHaveStrayQuotes(assumed, window) else { return assumed }
                return try withoutStrayQuotes(of: &window, assumed)
            }
            let isRead = sample.isFaulty || !sample.counts.isEmpty
            guard !isRead, !isWhole, window.count < sampleSize else { break }
            isWhole = try !refill(&window)
        }
        isWhole = try fill(&window)
        let others: [(dialect: Dialect, fields: Int)] = candidates.compactMap { delimiter in
            let dialect = Dialect(delimiter: delimiter, quoting: assumed.quoting)
            let sample = window.withBytes {
                Sample(head($0), dialect: dialect, atEnd: isWhole, limit: sampleRecords)
            }
            guard delimiter != assumed.delimiter, sample.isRegular, sample.names(columns),
                let fields = sample.counts.first, fields > 1
            else { return nil }
            return (dialect, fields)
        }
        return others.reduce(nil) { best, next in
            best.map { next.fields > $0.fields ? next : $0 } ?? next
        }?.dialect ?? assumed
    }

    private static func mayHaveStrayQuotes(_ dialect: Dialect, _ window: ByteWindow) -> Bool {
        dialect.quoting && dialect.delimiter == UInt8(ascii: "\t")
            && window.source.name != ByteSource.standardInput
    }

    private static func withoutStrayQuotes(
        of window: inout ByteWindow, _ assumed: Dialect
    ) throws -> Dialect {
        let isWhole = try fill(&window)
        let plain = Dialect(delimiter: assumed.delimiter, quoting: false)
        return window.withBytes { bytes in
            let quoted = Sample(
                head(bytes), dialect: assumed, atEnd: isWhole, limit: sampleRecords)
            let unquoted = Sample(
                head(bytes), dialect: plain, atEnd: isWhole, limit: sampleRecords)
            // A quote that nothing closes leaves fewer records in the sample than there are lines.
            let isRead = isWhole || quoted.counts.count == unquoted.counts.count
            let isAsItShould = quoted.isRegular && isRead
            return isAsItShould || !unquoted.isRegular || unquoted.hasQuotedField
                ? assumed : plain
        }
    }

    /// Reads the sample; true when it is the whole file.
    private static func fill(_ window: inout ByteWindow) throws -> Bool {
        while window.count < sampleSize {
            if try !refill(&window) { return true }
        }
        return false
    }

    /// Damage ends the sample; whoever reads on meets it behind the rows that are whole.
    private static func refill(_ window: inout ByteWindow) throws -> Bool {
        do {
            return try window.refill()
        } catch let error as StanceError where error.kind == .badData {
            return false
        }
    }

    private static func head(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes.prefix(sampleSize))
    }

    /// The first records of a table as one dialect reads them.
    private struct Sample {
        private(set) var header: [String] = []
        /// The number of fields of the header and of each record.
        private(set) var counts: [Int] = []
        /// Whether a quote stood where none may.
        private(set) var isFaulty = false
        /// Whether a field begins and ends with a quote.
        private(set) var hasQuotedField = false

        init(_ bytes: UnsafeRawBufferPointer, dialect: Dialect, atEnd: Bool, limit: Int) {
            var scanner = DelimitedScanner(delimiter: dialect.delimiter, quoting: dialect.quoting)
            var start = 0
            while counts.count < limit {
                scanner.reset()
                let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
                switch scanner.scan(rest, atEnd: atEnd) {
                case .record(let length):
                    take(scanner.fields, of: rest)
                    start += length
                case .needsMore, .end: return
                case .textAfterQuote, .unclosedQuote:
                    isFaulty = true
                    return
                }
            }
        }

        private mutating func take(
            _ fields: [DelimitedScanner.Field], of bytes: UnsafeRawBufferPointer
        ) {
            let isBlank = fields.count == 1 && fields[0].range.isEmpty && !fields[0].isQuoted
            guard !isBlank else { return }
            let quote = UInt8(ascii: "\"")
            for range in fields.map(\.range) where range.count > 1 {
                if bytes[range.lowerBound] == quote, bytes[range.upperBound - 1] == quote {
                    hasQuotedField = true
                }
            }
            if counts.isEmpty {
                header = fields.map { field in
                    String(decoding: bytes[field.range], as: UTF8.self)
                        .replacing("\"\"", with: field.hasDoubledQuotes ? "\"" : "\"\"")
                }
            }
            counts.append(fields.count)
        }

        /// Whether every record has as many fields as the header.
        var isRegular: Bool { !isFaulty && counts.allSatisfy { $0 == counts.first } }

        /// Whether the header names one of the columns.
        func names(_ columns: [String]) -> Bool { header.contains { columns.contains($0) } }
    }
}
