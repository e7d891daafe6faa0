/// Reads the arrays of a model file whose bytes are not to be trusted.
struct SectionReader {
    private let bytes: UnsafeRawBufferPointer
    private let file: String
    private let firstSection: Int
    private let end: Int
    private(set) var header: UnsafeRawBufferPointer
    private var sections: [String: ModelFile.Section] = [:]

    /// Checks magic, version, length and checksum; only then is the rest looked at.
    ///
    /// `bytes` must stay valid while the reader is used. Complexity: O(bytes).
    init(_ bytes: UnsafeRawBufferPointer, file: String) throws {
        self.bytes = bytes
        self.file = file
        func refuse(_ message: String) -> StanceError {
            StanceError(.badData, message, at: SourceLocation(file: file))
        }
        guard ModelFile.isModel(bytes) else {
            throw refuse("is not a StanceKit model; expected a file written by 'stance train'")
        }
        let damaged = "is a damaged model; restore it from a copy or train it again"
        guard bytes.count >= ModelFile.prefixLength + ModelFile.checksumLength else {
            throw refuse("\(damaged) (only \(bytes.count) bytes long)")
        }
        let version = bytes.littleEndian(UInt32.self, at: 8)
        guard version <= ModelFile.version, version >= 1 else {
            throw refuse(
                "has model format \(version), but this stance reads formats 1 to "
                    + "\(ModelFile.version); update StanceKit")
        }
        let length = bytes.littleEndian(UInt64.self, at: 16)
        guard length == UInt64(bytes.count) else {
            throw refuse("\(damaged) (\(bytes.count) bytes, but \(length) were written)")
        }
        end = bytes.count - ModelFile.checksumLength
        let expected = bytes[end...]
        guard
            ModelFile.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
                .elementsEqual(expected)
        else { throw refuse("\(damaged) (its checksum does not match its bytes)") }
        let headerLength = Int(bytes.littleEndian(UInt32.self, at: 12))
        guard headerLength <= end - ModelFile.prefixLength else {
            throw refuse("\(damaged) (the header is longer than the file)")
        }
        header = UnsafeRawBufferPointer(
            rebasing: bytes[ModelFile.prefixLength..<ModelFile.prefixLength + headerLength])
        firstSection = ModelFile.aligned(ModelFile.prefixLength + headerLength)
    }

    /// Checks that every section lies within the file and that no name is there twice.
    mutating func setSections(_ table: [ModelFile.Section]) throws {
        for section in table {
            guard let size = ModelFile.elementSize(section.type) else {
                throw inconsistent("section \(section.name) has unknown type \(section.type)")
            }
            let available = end - firstSection
            guard section.offset >= 0, section.count >= 0, section.offset <= available,
                section.offset % ModelFile.alignment == 0,
                section.count <= (available - section.offset) / size
            else { throw inconsistent("section \(section.name) lies outside the file") }
            guard sections.updateValue(section, forKey: section.name) == nil else {
                throw inconsistent("section \(section.name) is there twice")
            }
        }
    }

    /// The elements of a section of bytes.
    func bytes(_ name: String) throws -> [UInt8] {
        let section = try section(name, type: "u8")
        let start = firstSection + section.offset
        return Array(bytes[start..<start + section.count])
    }

    /// The elements of a section of 32-bit integers.
    func integers(_ name: String) throws -> [UInt32] {
        let section = try section(name, type: "u32")
        return numbers(section)
    }

    /// The elements of a section of finite 32-bit floating-point numbers.
    func numbers(_ name: String) throws -> [Float] {
        let section = try section(name, type: "f32")
        let values = numbers(section).map { Float(bitPattern: $0) }
        guard values.allSatisfy(\.isFinite) else {
            throw inconsistent("section \(name) holds a number that is not finite")
        }
        return values
    }

    /// The elements of a section of 32-bit numbers, as their bits.
    private func numbers(_ section: ModelFile.Section) -> [UInt32] {
        let start = firstSection + section.offset
        let stored = UnsafeRawBufferPointer(rebasing: bytes[start..<start + 4 * section.count])
        return [UInt32](unsafeUninitializedCapacity: section.count) { numbers, count in
            // Safe: `setSections` has checked that the section lies within the file.
            UnsafeMutableRawBufferPointer(numbers).copyMemory(from: stored)
            count = section.count
            for index in 0..<count { numbers[index] = UInt32(littleEndian: numbers[index]) }
        }
    }

    /// Whether the file has a section of this name.
    func has(_ name: String) -> Bool { sections[name] != nil }

    private func section(_ name: String, type: String) throws -> ModelFile.Section {
        guard let section = sections[name] else {
            throw inconsistent("section \(name) is missing")
        }
        guard section.type == type else {
            throw inconsistent("section \(name) has type \(section.type), not \(type)")
        }
        return section
    }

    /// A file whose checksum holds, but whose parts do not fit each other.
    func inconsistent(_ detail: String) -> StanceError {
        StanceError(
            .badData, "is not a valid model: \(detail); train it again",
            at: SourceLocation(file: file))
    }
}

extension UnsafeRawBufferPointer {
    /// A little-endian number at a byte offset that the caller has checked to lie inside.
    fileprivate func littleEndian<T: FixedWidthInteger>(_ type: T.Type, at offset: Int) -> T {
        T(littleEndian: loadUnaligned(fromByteOffset: offset, as: type))
    }
}
