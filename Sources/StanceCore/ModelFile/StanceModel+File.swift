extension StanceModel {
    /// The bytes of the model file; the same model gives the same bytes.
    ///
    /// - Throws: `StanceError.internalFailure` when the facts hold a number that is not finite.
    /// - SeeAlso: docs/model-format.md
    public func fileBytes() throws -> [UInt8] {
        var writer = SectionWriter()
        writer.add("casing.words", Array(casing.words.joined(separator: "\n").utf8))
        for block in blocks {
            let terms = block.features.vocabulary.terms
            writer.add("block.\(block.kind.rawValue).terms", terms.bytes)
            writer.add(
                "block.\(block.kind.rawValue).ends", terms.offsets.dropFirst().map { UInt32($0) })
            writer.add("block.\(block.kind.rawValue).tags", terms.tags)
            writer.add("block.\(block.kind.rawValue).idf", block.features.idf.map { Float($0) })
        }
        if let lexicon { writer.add(lexicon) }
        if let actors { writer.add(actors) }
        writer.add("weights", weights.map { Float($0) })
        if let domains {
            writer.add(domains, weights: laterParameters.map { $0.dropLast(Stance.count) })
        }
        writer.add(
            "trained.texts",
            trainedTexts.hashes.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32($0 >> 32)] })
        if let calibration { writer.add(calibration) }
        let header = try ModelHeader(
            recipe: recipe.rawValue, bias: bias, sentenceCost: sentenceCost,
            blocks: blocks.map { ModelHeader.Block($0.definition) }, facts: facts,
            sections: writer.sections
        ).encoded()
        guard header.count <= ModelFile.headerLimit else {
            throw StanceError(
                .usage,
                "the model's facts take \(header.count) bytes, more than the "
                    + "\(ModelFile.headerLimit) of a header; name fewer input files")
        }
        return writer.file(header: header)
    }

    /// Reads a model from the bytes of its file, which may be anything.
    ///
    /// - Parameters:
    ///   - bytes: the whole file; not used after the call.
    ///   - file: its name, for messages.
    /// - Throws: `StanceError.badData` naming what is wrong when the file is not a model, is cut or
    ///   altered, or is of a newer format.
    /// - Complexity: O(bytes), in time and in memory.
    public init(fileBytes bytes: UnsafeRawBufferPointer, file: String) throws {
        var reader = try SectionReader(bytes, file: file)
        let header = try ModelHeader(reader.header, reader: reader)
        try reader.setSections(header.sections)
        guard let recipe = Recipe(rawValue: header.recipe) else {
            throw reader.inconsistent("recipe \"\(header.recipe)\" is not known")
        }
        let casing = try reader.bytes("casing.words").split(separator: 0x0A)
            .map { String(decoding: $0, as: UTF8.self) }
        let blocks = try header.blocks.map { try FeatureBlock($0, reader) }
        let kinds = blocks.map(\.definition.kind)
        guard kinds == recipe.blockKinds.filter(kinds.contains), !kinds.isEmpty else {
            throw reader.inconsistent("its blocks do not belong to recipe \(recipe.rawValue)")
        }
        var parameters = try reader.doubles("weights", roomFor: Stance.count)
        let sentenceCost = header.sentenceCost ?? 0
        guard (0...1000).contains(sentenceCost) else {
            throw reader.inconsistent("its sentence cost is \(sentenceCost)")
        }
        // Larger ones could leave the range of Double on the way to a score.
        guard header.bias.count == Stance.count else {
            throw reader.inconsistent("\(header.bias.count) biases; expected \(Stance.count)")
        }
        guard header.bias.allSatisfy({ $0.magnitude <= Double(Float.greatestFiniteMagnitude) })
        else { throw reader.inconsistent("its bias is out of range") }
        parameters += header.bias
        do {
            try self.init(
                recipe: recipe,
                casing: CasingLexicon(words: casing),
                lexicon: try reader.lexicon(), sentenceCost: sentenceCost,
                actors: try reader.actors(), blocks: blocks, parameters: parameters,
                domains: try reader.domains(weightCount: parameters.count - Stance.count),
                trainedTexts: try TextFingerprints(reader), facts: header.facts)
        } catch let error as StanceError {
            throw reader.inconsistent(error.message)
        }
        calibration = try reader.calibration()
    }

    /// Reads a model from bytes in memory.
    ///
    /// - Throws: as `init(fileBytes:file:)` of a buffer.
    public init(fileBytes bytes: [UInt8], file: String) throws {
        self = try bytes.withUnsafeBytes { try StanceModel(fileBytes: $0, file: file) }
    }
}

extension TextFingerprints {
    /// Files of the first builds have no such section.
    fileprivate init(_ reader: borrowing SectionReader) throws {
        guard reader.has("trained.texts") else {
            self.init(of: [])
            return
        }
        guard let hashes = try reader.longIntegers("trained.texts"),
            let texts = TextFingerprints(hashes: hashes)
        else {
            throw reader.inconsistent("trained.texts is no ascending list of hashes")
        }
        self = texts
    }
}

extension FeatureBlock {
    fileprivate init(_ header: ModelHeader.Block, _ reader: borrowing SectionReader) throws {
        guard let definition = BlockDefinition(header) else {
            throw reader.inconsistent("block \"\(header.name)\" is not known")
        }
        let name = "block.\(header.name)"
        let offsets = try reader.offsets("\(name).ends")
        do {
            let terms = try TermList(
                bytes: try reader.bytes("\(name).terms"), offsets: offsets,
                tags: try reader.bytes("\(name).tags"))
            self.init(
                definition: definition,
                features: try WeightedVocabulary(
                    vocabulary: try Vocabulary(stored: terms),
                    idf: try reader.doubles("\(name).idf"),
                    weighting: definition.weighting))
        } catch let error as StanceError {
            throw reader.inconsistent("\(name): \(error.message)")
        }
    }
}
