import StanceCore

/// A window over a source that slides from record to record and grows to the longest one.
///
/// `storage[start..<end]` holds the bytes read and not yet consumed; `offset` is the place in the
/// (inflated) file of `storage[start]`. Memory is the longest record plus two chunks.
struct ByteWindow {
    /// The most bytes that one record may have.
    static let recordLimit = 100_000_000

    let source: ByteSource
    private(set) var offset = 0
    private var storage: [UInt8]
    private var start = 0
    private var end = 0
    private var ended = false
    /// Whether the record at the window's start was found to be over the limit.
    private(set) var isOverLimit = false

    /// Skips a byte order mark at the start of the source.
    init(_ source: ByteSource) throws {
        self.source = source
        storage = [UInt8](repeating: 0, count: 2 * source.chunkSize)
        let mark = TextEncoding.byteOrderMark
        // A mark of UTF-8 has three bytes and one of UTF-16 two, of which the source may give one at once.
        while end < mark.count,
            mark.starts(with: storage[..<end]) || (end == 1 && storage[0] >= 0xfe), try refill()
        {}
        if storage[..<end].starts(with: mark) {
            consume(mark.count)
        } else {
            try withBytes { try TextEncoding.checkNoUTF16($0, file: source.name) }
        }
    }

    /// How many bytes wait in the window.
    var count: Int { end - start }

    /// Calls `body` with the bytes that wait in the window.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try storage.withUnsafeBytes { bytes in
            try body(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        }
    }

    /// Moves the window's start forward.
    mutating func consume(_ count: Int) {
        precondition(count <= self.count, "a record ends within its window")
        start += count
        offset += count
    }

    /// Reads one more chunk behind the bytes in the window; false at the end of the source.
    ///
    /// - Throws: as `ByteSource.read`, and `badData` when the record at `line` is over the limit.
    mutating func refill(line: Int = 1) throws -> Bool {
        guard !ended else { return false }
        if end == storage.count { try makeRoom(line: line) }
        let count = try storage.withUnsafeMutableBytes { bytes in
            try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[end...]))
        }
        end += count
        ended = count == 0
        return !ended
    }

    private mutating func makeRoom(line: Int) throws {
        if start > 0 {
            storage.withUnsafeMutableBytes { bytes in
                let waiting = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                bytes.copyMemory(from: waiting)
            }
            end -= start
            start = 0
        }
        // Growing by doubling keeps the copying linear in the record's length.
        guard end > storage.count / 2 else { return }
        guard end <= Self.recordLimit else {
            isOverLimit = true
            throw StanceError(
                .badData, "a record of more than 100 MB; is a line end or a closing quote missing?",
                at: SourceLocation(file: source.name, line: line))
        }
        storage += [UInt8](repeating: 0, count: storage.count)
    }

    /// Drops the line at the window's start, however long it is, and the memory that it took.
    ///
    /// - Throws: as `ByteSource.read`.
    mutating func skipLine() throws {
        while true {
            if let end = lineFeed() {
                consume(end + 1)
                break
            }
            consume(count)
            start = 0
            end = 0
            guard try refill() else { break }
        }
        isOverLimit = false
        let size = 2 * source.chunkSize
        if storage.count > size, count <= size {
            storage = Array(storage[start..<end]) + [UInt8](repeating: 0, count: size - count)
            (start, end) = (0, end - start)
        }
    }

    /// Where the first line feed stands, counted from the window's start.
    private func lineFeed() -> Int? {
        storage[start..<end].firstIndex(of: 0x0a).map { $0 - start }
    }
}
