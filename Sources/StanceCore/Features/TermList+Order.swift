#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension TermList {
    /// A term with its first eight bytes as a number; zeros stand behind the end of a shorter one.
    private struct Head {
        var bytes: UInt64
        var term: Int32
    }

    /// The numbers of the terms by tag, then by bytes: for tag 0 the order of code points.
    ///
    /// Four passes of counting order the first eight bytes, and one the tags; only terms that are equal
    /// so far are compared.
    /// - Complexity: O(V) for V terms, and O(m log m) for each m that begin with the same eight bytes.
    package func sortedOrder(_ terms: [Int32]) -> [Int32] {
        bytes.withUnsafeBufferPointer { blob in
            var heads = terms.map { Head(bytes: head(Int($0), of: blob), term: $0) }
            for shift in [0, 16, 32, 48] as [UInt64] {
                heads = TermList.counted(heads, places: 1 << 16) { Int($0.bytes >> shift & 0xFFFF) }
            }
            if tags.contains(where: { $0 != tags.first }) {
                heads = TermList.counted(heads, places: 256) { Int(tags[Int($0.term)]) }
            }
            heads.withUnsafeMutableBufferPointer { heads in
                var start = 0
                while start < heads.count {
                    var end = start + 1
                    while end < heads.count, heads[end].bytes == heads[start].bytes,
                        tags[Int(heads[end].term)] == tags[Int(heads[start].term)]
                    {
                        end += 1
                    }
                    if end - start > 1 {
                        var equal = UnsafeMutableBufferPointer(rebasing: heads[start..<end])
                        equal.sort { precedes(Int($0.term), Int($1.term), in: blob) }
                    }
                    start = end
                }
            }
            return heads.map(\.term)
        }
    }

    /// Terms in the order of a digit; equal ones stay as they are.
    private static func counted(
        _ heads: [Head], places: Int, _ digit: (Head) -> Int
    ) -> [Head] {
        var starts = [Int](repeating: 0, count: places + 1)
        for head in heads { starts[digit(head) + 1] += 1 }
        for place in 1..<places { starts[place] += starts[place - 1] }
        return [Head](unsafeUninitializedCapacity: heads.count) { ordered, count in
            // Safe: the counts of the digits add up to the number of terms, so each place is written
            // once.
            for head in heads {
                let place = digit(head)
                ordered.initializeElement(at: starts[place], to: head)
                starts[place] += 1
            }
            count = heads.count
        }
    }

    /// Safe: a list's offsets ascend and end with the number of its bytes.
    private func head(_ term: Int, of blob: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let start = offsets[term]
        let count = min(8, offsets[term + 1] - start)
        var head: UInt64 = 0
        for index in 0..<count { head = head << 8 | UInt64(blob[start + index]) }
        return head << UInt64(8 * (8 - count))
    }

    /// Whether one term's bytes come before another's, of which they may be the beginning.
    private func precedes(
        _ first: Int, _ second: Int, in blob: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let (left, right) = (offsets[first], offsets[second])
        let (leftCount, rightCount) = (offsets[first + 1] - left, offsets[second + 1] - right)
        // Safe: both run within the blob, as above.
        guard let base = blob.baseAddress else { return leftCount < rightCount }
        let order = memcmp(base + left, base + right, min(leftCount, rightCount))
        return order != 0 ? order < 0 : leftCount < rightCount
    }
}
