#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The JSON header of a model file.
struct ModelHeader: Codable, Equatable {
    /// How one block is formed; its arrays are sections.
    struct Block: Codable, Equatable {
        var name: String
        var termFrequency: String
        var inverseDocumentFrequency: String
        var norm: String
        var scale: Double
        var minimumDocumentFrequency: Int
    }

    var recipe: String
    var bias: [Double]
    /// Nil in files of the first builds, in which the end of a sentence counted nothing.
    var sentenceCost: Int?
    var blocks: [Block]
    var facts: TrainingFacts
    var sections: [ModelFile.Section]

    /// The header's bytes; equal headers give equal bytes.
    func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(self))
        } catch {
            throw StanceError(.internalFailure, "the model's facts cannot be written: \(error)")
        }
    }

    init(
        recipe: String, bias: [Double], sentenceCost: Int, blocks: [Block], facts: TrainingFacts,
        sections: [ModelFile.Section]
    ) {
        self.recipe = recipe
        self.bias = bias
        self.sentenceCost = sentenceCost
        self.blocks = blocks
        self.facts = facts
        self.sections = sections
    }

    /// Reads the header of a file that has passed its checksum.
    init(_ bytes: UnsafeRawBufferPointer, reader: borrowing SectionReader) throws {
        do {
            self = try JSONDecoder().decode(ModelHeader.self, from: Data(bytes))
        } catch {
            throw reader.inconsistent("its header is not what format \(ModelFile.version) says")
        }
    }
}

extension BlockDefinition {
    /// The definition as the header tells it, or nil for a word that is not known.
    init?(_ block: ModelHeader.Block) {
        guard let kind = BlockKind(rawValue: block.name),
            let termFrequency = TFIDF.TermFrequency(rawValue: block.termFrequency),
            let idf = TFIDF.InverseDocumentFrequency(rawValue: block.inverseDocumentFrequency),
            let norm = TFIDF.Norm(rawValue: block.norm),
            block.scale.magnitude <= Double(Float.greatestFiniteMagnitude)
        else { return nil }
        self.init(
            kind: kind,
            weighting: TFIDF(
                termFrequency: termFrequency, inverseDocumentFrequency: idf, norm: norm),
            scale: block.scale, minimumDocumentFrequency: block.minimumDocumentFrequency)
    }
}

extension ModelHeader.Block {
    init(_ definition: BlockDefinition) {
        self.init(
            name: definition.kind.rawValue,
            termFrequency: definition.weighting.termFrequency.rawValue,
            inverseDocumentFrequency: definition.weighting.inverseDocumentFrequency.rawValue,
            norm: definition.weighting.norm.rawValue, scale: definition.scale,
            minimumDocumentFrequency: definition.minimumDocumentFrequency)
    }
}
