import CXXHash
import StanceCore

/// The XXH3-64 of bytes that come in parts.
///
/// Unsafe, fenced by this invariant: the state is made in `init`, freed in `deinit` and handed to the
/// library's functions alone.
final class RunningHash {
    private let state: OpaquePointer
    /// How many bytes came.
    private(set) var count = 0

    /// A hash of nothing; nil without memory.
    init?() {
        guard let state = XXH3_createState() else { return nil }
        self.state = state
        guard XXH3_64bits_reset(state) == XXH_OK else { return nil }
    }

    deinit { XXH3_freeState(state) }

    /// Adds bytes.
    func add(_ bytes: UnsafeRawBufferPointer) {
        XXH3_64bits_update(state, bytes.baseAddress, bytes.count)
        count += bytes.count
    }

    /// The hash of a file's bytes.
    ///
    /// - Throws: `StanceError`, as `MappedFile.init`.
    static func of(file path: String) throws -> RunningHash {
        guard let hash = RunningHash() else { throw StanceError(.inputOutput, "no memory") }
        let file = try MappedFile(path: path)
        // Without this the file could be unmapped after its last mention, before it is read.
        withExtendedLifetime(file) { hash.add(file.bytes) }
        return hash
    }

    /// The hash of all bytes so far.
    var value: UInt64 { XXH3_64bits_digest(state) }
}

/// A number that stands for what was read so far: the same things in the same order have the same one.
public struct ChainedHash: Sendable, Hashable {
    /// The hash.
    public private(set) var value: UInt64

    /// The hash of nothing, or one that was kept.
    public init(_ value: UInt64 = 0) { self.value = value }

    /// Adds a text: XXH3-64 of its bytes with the hash so far as seed.
    public mutating func add(_ text: String) {
        var text = text
        let seed = value
        value = text.withUTF8 { XXH3_64bits_withSeed($0.baseAddress, $0.count, seed) }
    }

    /// Adds a number.
    public mutating func add(_ number: Int) {
        let seed = value
        value = withUnsafeBytes(of: Int64(number).littleEndian) {
            XXH3_64bits_withSeed($0.baseAddress, $0.count, seed)
        }
    }
}
