/// Tells a quoted field of several lines from rows that a pair of stray quotes has swallowed.
///
/// By RFC 4180 both are one record. Rows were swallowed if every line but the first, cut at each
/// delimiter, has as many fields as the header and a first field that is not empty, and one of these
/// holds:
///
/// - the fields are parted by tabs, which texts hardly have;
/// - every line begins with digits alone in its first field, as the record does;
/// - there are so many delimiters, six or more in lines of three or more fields, that prose would not
///   have them by chance.
enum SwallowedRows {
    /// Looks at a record of several lines.
    ///
    /// - Complexity: O(bytes).
    static func areLikely(
        in record: UnsafeRawBufferPointer, delimiter: UInt8, fieldCount: Int
    ) -> Bool {
        guard fieldCount >= 2 else { return false }
        var lines = record.split(separator: 0x0a, omittingEmptySubsequences: false)
        if lines.last?.isEmpty ?? false { lines.removeLast() }
        guard lines.count >= 2 else { return false }
        let followers = lines.dropFirst()
        for line in followers {
            guard line.first != delimiter,
                line.count(where: { $0 == delimiter }) == fieldCount - 1
            else { return false }
        }
        if delimiter == UInt8(ascii: "\t") { return true }
        if lines.allSatisfy({ beginsWithNumber($0, delimiter) }) { return true }
        return fieldCount >= 3 && followers.count * (fieldCount - 1) >= 6
    }

    private static func beginsWithNumber(
        _ line: Slice<UnsafeRawBufferPointer>, _ delimiter: UInt8
    ) -> Bool {
        guard let end = line.firstIndex(of: delimiter), end > line.startIndex else { return false }
        return line[line.startIndex..<end].allSatisfy { (0x30...0x39).contains($0) }
    }
}
