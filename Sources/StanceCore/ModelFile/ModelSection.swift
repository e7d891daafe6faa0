/// One array of a model file, as `stance inspect` lists it.
public struct ModelSection: Sendable, Hashable, Codable {
    /// Its name; docs/model-format.md says what each holds.
    public var name: String
    /// "u8", "u32" or "f32".
    public var type: String
    /// The number of elements.
    public var count: Int
    /// The number of bytes, without the zeros up to the next section.
    public var bytes: Int

    /// Lists the sections of a model file in their order, checked as for reading a model.
    ///
    /// - Parameters:
    ///   - bytes: the whole file; not used after the call.
    ///   - file: its name, for messages.
    /// - Returns: the sections, in the order of the file.
    /// - Throws: `StanceError.badData` when the file is not a model, is cut or altered, or is of a
    ///   newer format.
    public static func list(
        fileBytes bytes: UnsafeRawBufferPointer, file: String
    ) throws -> [ModelSection] {
        var reader = try SectionReader(bytes, file: file)
        let header = try ModelHeader(reader.header, reader: reader)
        try reader.setSections(header.sections)
        return header.sections.map { section in
            ModelSection(
                name: section.name, type: section.type, count: section.count,
                bytes: section.count * (ModelFile.elementSize(section.type) ?? 0))
        }
    }
}
