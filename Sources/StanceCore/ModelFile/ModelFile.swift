import CXXHash

/// The bytes of a `NAME.stance` file: data only, checked before anything is believed.
///
///     offset  bytes  what
///     0       8      magic "STANCE\r\n"
///     8       4      format version, little-endian as every number here
///     12      4      length h of the header
///     16      8      length of the whole file
///     24      h      header: UTF-8 JSON with sorted keys (`ModelHeader`)
///     ...            sections, each beginning at a multiple of 64, zeros between them
///     end-16  16     XXH3-128 of every byte before it, low half first
///
/// Reading order: magic, version, length, checksum, header, section table, sections. Every size is
/// compared with the file's length before memory is taken for it.
/// - SeeAlso: docs/model-format.md
package enum ModelFile {
    package static let magic: [UInt8] = Array("STANCE\r\n".utf8)
    /// The version that this build writes, and the newest that it reads.
    package static let version: UInt32 = 1
    package static let prefixLength = 24
    package static let checksumLength = 16
    /// The longest header: it is parsed before anything bounds what it says.
    static let headerLimit = 1 << 20
    static let alignment = 64

    /// Where one array lies in the file.
    struct Section: Codable, Equatable {
        var name: String
        /// "u8", "u32" or "f32".
        var type: String
        var offset: Int
        var count: Int
    }

    /// The number of bytes of one element of a type, or nil for a type that is not known.
    package static func elementSize(_ type: String) -> Int? {
        switch type {
        case "u8": 1
        case "u32", "f32": 4
        default: nil
        }
    }

    package static func aligned(_ offset: Int) -> Int {
        (offset + alignment - 1) / alignment * alignment
    }

    package static func checksum(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        let hash = XXH3_128bits(bytes.baseAddress, bytes.count)
        var result: [UInt8] = []
        for half in [hash.low64, hash.high64] {
            for shift in 0..<8 { result.append(UInt8(truncatingIfNeeded: half >> (8 * shift))) }
        }
        return result
    }

    static func isModel(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count >= magic.count && bytes.prefix(magic.count).elementsEqual(magic)
    }
}
