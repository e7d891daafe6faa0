import CKernels
import StanceNumerics

/// A map from the 64-bit keys of fixed terms to their numbers, for many look-ups at a time.
///
/// Eight fingerprints of 32 bits share a cache line with the numbers of their terms, and a processor
/// compares the eight at once; the other half of the key is compared where a fingerprint fits, so
/// a found term has all 64 bits of the key. Half of the places stay empty.
///
/// `@unchecked Sendable`: the memory is written before the initialiser ends and never again. Safe:
/// the buckets hold the invariants of `ck_table`, and whoever looks up gets numbers below `count`.
package final class TermTable: @unchecked Sendable {
    /// The number of terms.
    package let count: Int
    private let buckets: UnsafeMutablePointer<ck_bucket>
    private let bucketCount: Int
    private let checks: UnsafeMutablePointer<UInt32>

    /// Numbers the terms with these keys in their order.
    ///
    /// - Precondition: no two keys are equal; there are at most Int32.max.
    package init(keys: [UInt64]) {
        count = keys.count
        precondition(count <= Int(Int32.max))
        bucketCount = count / 4 + 1
        // A bucket is a cache line.
        let bytes = bucketCount * MemoryLayout<ck_bucket>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        buckets = memory.bindMemory(to: ck_bucket.self, capacity: bucketCount)
        buckets.initialize(repeating: ck_bucket(), count: bucketCount)
        checks = .allocate(capacity: max(1, count))
        checks.initialize(repeating: 0, count: max(1, count))
        keys.withUnsafeBufferPointer {
            ck_insert_all(buckets, UInt64(bucketCount), $0.baseAddress, $0.count, checks)
        }
    }

    deinit {
        buckets.deallocate()
        checks.deallocate()
    }

    /// Writes the numbers of those keys that are known, in their order; returns how many.
    ///
    /// - Precondition: `terms` has room for as many as there are keys.
    package func find(
        _ keys: UnsafeBufferPointer<UInt64>, into terms: UnsafeMutablePointer<UInt32>,
        variant: KernelVariant = .inUse
    ) -> Int {
        var table = ck_table(
            buckets: buckets, bucket_count: UInt64(bucketCount), checks: checks)
        return ck_find_all(&table, keys.baseAddress, keys.count, terms, variant.code)
    }

    /// Writes a number for every key: `missing` for those that are not known.
    ///
    /// - Precondition: `terms` has room for as many as there are keys.
    func find(
        _ keys: UnsafeBufferPointer<UInt64>, missing: Int,
        into terms: UnsafeMutablePointer<UInt32>, variant: KernelVariant = .inUse
    ) {
        var table = ck_table(
            buckets: buckets, bucket_count: UInt64(bucketCount), checks: checks)
        ck_find_each(
            &table, keys.baseAddress, keys.count, UInt32(missing), terms, variant.code)
    }

    /// The number of one key, or nil.
    package func find(_ key: UInt64) -> Int? {
        var table = ck_table(
            buckets: buckets, bucket_count: UInt64(bucketCount), checks: checks)
        let term = ck_find(&table, key)
        return term < 0 ? nil : Int(term)
    }
}
