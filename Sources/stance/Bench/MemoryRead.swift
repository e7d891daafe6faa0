import StanceKit

/// How fast one thread reads memory that no cache holds.
enum MemoryRead {
    /// Bytes read: more than any cache has.
    private static let byteCount = 256 << 20

    /// Bytes a second, the best of some passes: a ceiling, so not the middle one.
    ///
    /// - Throws: `internalFailure` if the sum is not the one known beforehand.
    static func bytesPerSecond(repeats: Int) throws -> Double {
        let count = byteCount / MemoryLayout<UInt64>.stride
        let numbers = [UInt64](unsafeUninitializedCapacity: count) { buffer, initialised in
            for index in 0..<count { buffer.initializeElement(at: index, to: UInt64(index)) }
            initialised = count
        }
        var best = Double.infinity
        for _ in 0..<max(3, repeats) {
            var sum: UInt64 = 0
            let seconds = Clock.seconds { sum = total(numbers) }
            guard sum == UInt64(count) * UInt64(count - 1) / 2 else {
                throw StanceError(.internalFailure, "the sum of memory is wrong")
            }
            best = min(best, seconds)
        }
        return Double(byteCount) / best
    }

    /// Eight sums at once, so that additions do not wait for each other.
    @inline(never)
    private static func total(_ numbers: [UInt64]) -> UInt64 {
        var sums = SIMD8<UInt64>.zero
        numbers.withUnsafeBytes { bytes in
            // Safe: the count is a multiple of eight numbers.
            for offset in stride(from: 0, to: bytes.count, by: 64) {
                sums &+= bytes.loadUnaligned(fromByteOffset: offset, as: SIMD8<UInt64>.self)
            }
        }
        return sums.wrappedSum()
    }
}
