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
        guard headerLength <= ModelFile.headerLimit else {
            throw refuse(
                "is not a valid model: its header has \(headerLength) bytes, "
                    + "more than the \(ModelFile.headerLimit) that are read")
        }
        header = UnsafeRawBufferPointer(
            rebasing: bytes[ModelFile.prefixLength..<ModelFile.prefixLength + headerLength])
        firstSection = ModelFile.aligned(ModelFile.prefixLength + headerLength)
    }

    /// Checks that sections lie one after another as they are written, up to the checksum, with zeros
    /// between, and that no name is there twice.
    ///
    /// So no byte is read as part of two sections, and what all of them hold is bounded by the file.
    mutating func setSections(_ table: [ModelFile.Section]) throws {
        var free = 0
        for section in table {
            guard let size = ModelFile.elementSize(section.type) else {
                throw inconsistent("section \(section.name) has unknown type \(section.type)")
            }
            let start = ModelFile.aligned(free)
            let available = end - firstSection - start
            guard section.offset == start, available >= 0,
                (0...available / size).contains(section.count)
            else {
                throw inconsistent("section \(section.name) does not lie where it should")
            }
            try checkZeros(firstSection + free..<firstSection + start)
            free = start + section.count * size
            guard sections.updateValue(section, forKey: section.name) == nil else {
                throw inconsistent("section \(section.name) is there twice")
            }
        }
        guard firstSection + free == end else {
            throw inconsistent("its sections do not fill the file")
        }
        try checkZeros(ModelFile.prefixLength + header.count..<firstSection)
    }

    private func checkZeros(_ range: Range<Int>) throws {
        guard bytes[range].allSatisfy({ $0 == 0 }) else {
            throw inconsistent("something stands between its sections")
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
        guard values.allSatisfy(\.isFinite) else { throw notFinite(name) }
        return values
    }

    /// The same numbers with 64 bits, without a copy of them in between, and with room for `more`.
    func doubles(_ name: String, roomFor more: Int = 0) throws -> [Double] {
        let section = try section(name, type: "f32")
        var values: [Double] = []
        values.reserveCapacity(section.count + more)
        for index in 0..<section.count {
            let value = Float(bitPattern: bits(section, index))
            guard value.isFinite else { throw notFinite(name) }
            values.append(Double(value))
        }
        return values
    }

    /// Where the parts of a list begin: 0, and the elements of a section of where each one ends.
    func offsets(_ name: String) throws -> [Int] {
        let section = try section(name, type: "u32")
        var offsets: [Int] = []
        offsets.reserveCapacity(section.count + 1)
        offsets.append(0)
        for index in 0..<section.count { offsets.append(Int(bits(section, index))) }
        return offsets
    }

    /// The elements of a section of 64-bit integers, each as its low and its high half; nil if one
    /// half is missing.
    func longIntegers(_ name: String) throws -> [UInt64]? {
        let section = try section(name, type: "u32")
        guard section.count.isMultiple(of: 2) else { return nil }
        var values: [UInt64] = []
        values.reserveCapacity(section.count / 2)
        for index in stride(from: 0, to: section.count, by: 2) {
            values.append(
                UInt64(bits(section, index)) | UInt64(bits(section, index + 1)) << 32)
        }
        return values
    }

    /// One element of a section of 32-bit numbers; `setSections` has checked that it is there.
    private func bits(_ section: ModelFile.Section, _ index: Int) -> UInt32 {
        bytes.littleEndian(UInt32.self, at: firstSection + section.offset + 4 * index)
    }

    private func notFinite(_ name: String) -> StanceError {
        inconsistent("section \(name) holds a number that is not finite")
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
