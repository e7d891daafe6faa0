/// Lays arrays out one after the other for a model file; the same arrays give the same bytes.
struct SectionWriter {
    private(set) var sections: [ModelFile.Section] = []
    private var payloads: [[UInt8]] = []

    mutating func add(_ name: String, _ bytes: [UInt8]) {
        append(name, "u8", count: bytes.count, bytes)
    }

    mutating func add(_ name: String, _ values: [UInt32]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count * 4)
        for value in values { bytes.appendLittleEndian(value) }
        append(name, "u32", count: values.count, bytes)
    }

    mutating func add(_ name: String, _ values: [Float]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count * 4)
        for value in values { bytes.appendLittleEndian(value.bitPattern) }
        append(name, "f32", count: values.count, bytes)
    }

    private mutating func append(_ name: String, _ type: String, count: Int, _ bytes: [UInt8]) {
        // Offsets count from the first section: where that lies depends on the header's length.
        let offset = sections.last.map { last in
            ModelFile.aligned(last.offset + (payloads.last?.count ?? 0))
        }
        sections.append(
            ModelFile.Section(name: name, type: type, offset: offset ?? 0, count: count))
        payloads.append(bytes)
    }

    /// The whole file: prefix, header, sections, checksum.
    func file(header: [UInt8]) -> [UInt8] {
        let start = ModelFile.aligned(ModelFile.prefixLength + header.count)
        let last = sections.last.map { $0.offset + (payloads.last?.count ?? 0) } ?? 0
        let length = start + last + ModelFile.checksumLength
        var file: [UInt8] = []
        file.reserveCapacity(length)
        file.append(contentsOf: ModelFile.magic)
        file.appendLittleEndian(ModelFile.version)
        file.appendLittleEndian(UInt32(header.count))
        file.appendLittleEndian(UInt64(length))
        file.append(contentsOf: header)
        for (section, payload) in zip(sections, payloads) {
            file.append(contentsOf: repeatElement(0, count: start + section.offset - file.count))
            file.append(contentsOf: payload)
        }
        file.append(contentsOf: repeatElement(0, count: start + last - file.count))
        let checksum = file.withUnsafeBytes { ModelFile.checksum($0) }
        file.append(contentsOf: checksum)
        return file
    }
}

extension [UInt8] {
    fileprivate mutating func appendLittleEndian(_ value: some FixedWidthInteger) {
        for shift in stride(from: 0, to: value.bitWidth, by: 8) {
            append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}
