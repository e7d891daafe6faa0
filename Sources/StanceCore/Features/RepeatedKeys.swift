import CKernels
import StanceNumerics

/// Tells keys that may have been met more than once from those that were met once at most.
///
/// Most n-grams of a corpus occur once. Where a term must be in two documents, they need no place in a
/// table: a first look at all keys leaves two bits for each, and the second counts those alone whose
/// second bit is set. A key that shares its bits with another is counted for nothing, and no other
/// harm is done.
///
/// `@unchecked Sendable`: one thread fills it; when it is done, any may read. Safe: the number of marks
/// is fixed at birth, and `keep` makes its buffers as long as the keys.
final class RepeatedKeys: @unchecked Sendable {
    private let marks: UnsafeMutablePointer<UInt64>
    private let mask: UInt64
    private let wordCount: Int
    /// Whether any key was met at all.
    private(set) var isEmpty = true

    /// Takes how much text is to come, in bytes: memory is a quarter of that, from 16 KiB to 64 MiB.
    init(bytes: Int) {
        var bits = 1 << 16
        while bits < min(bytes, 1 << 28) { bits *= 2 }
        mask = UInt64(bits - 1)
        wordCount = bits / 32
        marks = .allocate(capacity: wordCount)
        marks.initialize(repeating: 0, count: wordCount)
    }

    deinit { marks.deallocate() }

    /// Marks the keys of a document.
    func add(_ keys: UnsafeBufferPointer<UInt64>) {
        isEmpty = isEmpty && keys.isEmpty
        ck_mark(marks, mask, keys.baseAddress, keys.count)
    }

    /// Adds the marks of other documents.
    ///
    /// - Precondition: both were made for the same number of bytes.
    func join(_ other: RepeatedKeys) {
        precondition(other.wordCount == wordCount)
        isEmpty = isEmpty && other.isEmpty
        ck_mark_join(marks, other.marks, wordCount)
    }

    /// What `keep` writes.
    struct Kept: ~Copyable {
        fileprivate var keyBuffer = GrowingBuffer<UInt64>(0)
        fileprivate var indexBuffer = GrowingBuffer<UInt32>(0)
        fileprivate var count = 0

        /// The keys that may have been met again; valid until the next `keep`.
        var keys: UnsafeBufferPointer<UInt64> {
            UnsafeBufferPointer(start: keyBuffer.pointer, count: count)
        }
        /// The place of each among all keys.
        var indices: UnsafePointer<UInt32> { UnsafePointer(indexBuffer.pointer) }
    }

    /// Leaves out the keys that were met once.
    func keep(_ keys: UnsafeBufferPointer<UInt64>, in kept: inout Kept) {
        kept.keyBuffer.reserve(keys.count)
        kept.indexBuffer.reserve(keys.count)
        kept.count = ck_keep_marked(
            marks, mask, keys.baseAddress, keys.count, kept.keyBuffer.pointer,
            kept.indexBuffer.pointer)
    }

    /// The places of two equal keys, or nil.
    ///
    /// Sixteen pairs of marks for a key leave six in a hundred to be looked at twice.
    /// - Complexity: O(n), also where all keys are equal.
    static func firstRepeat(in keys: [UInt64]) -> (first: Int, second: Int)? {
        let repeated = RepeatedKeys(bytes: 32 * keys.count)
        var kept = Kept()
        keys.withUnsafeBufferPointer {
            repeated.add($0)
            repeated.keep($0, in: &kept)
        }
        var table = KeyTable(capacity: kept.count)
        for place in 0..<kept.count {
            let second = Int(kept.indices[place])
            let first = table.find(keys[second])
            if first >= 0 { return (Int(first), second) }
            table.insert(keys[second], Int32(second))
        }
        return nil
    }
}
