import Foundation
import StanceCore

/// A fixture of this package, found from this file.
func fixture<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
        folder.deleteLastPathComponent()
        let manifest = folder.appendingPathComponent("Package.swift").path
        if FileManager.default.fileExists(atPath: manifest) { break }
    }
    let file = folder.appendingPathComponent("Tests/Fixtures/\(name)")
    return try JSONDecoder().decode(type, from: Data(contentsOf: file))
}

/// What `scripts/make_text_fixtures.py` writes.
struct TextFixture: Decodable {
    struct Corpus: Decodable {
        var fit: [String]
        var other: [String]
    }

    struct Rows: Decodable {
        var shape: [Int]
        var offsets: [Int]
        var columns: [Int32]
        var values: [Double]
    }

    struct Frequency: Decodable {
        var count: Int?
        var share: Double?

        var limit: DocumentFrequencyLimit { count.map { .count($0) } ?? .share(share ?? -1) }
    }

    struct Parameters: Decodable {
        var analyzer: String
        var ngramRange: [Int]
        var lowercase: Bool
        var stripAccents: String?
        var tokenPattern: String?
        var stopWords: [String]?
        var norm: String?
        var binary: Bool
        var useIdf: Bool?
        var smoothIdf: Bool?
        var sublinearTf: Bool?
        var minDf: Frequency?
        var maxDf: Frequency?
        var maxFeatures: Int?
        var vocabulary: [String]?
        var nFeatures: Int?
        var alternateSign: Bool?

        enum CodingKeys: String, CodingKey {
            case analyzer, lowercase, norm, binary, vocabulary
            case ngramRange = "ngram_range"
            case stripAccents = "strip_accents"
            case tokenPattern = "token_pattern"
            case stopWords = "stop_words"
            case useIdf = "use_idf"
            case smoothIdf = "smooth_idf"
            case sublinearTf = "sublinear_tf"
            case minDf = "min_df"
            case maxDf = "max_df"
            case maxFeatures = "max_features"
            case nFeatures = "n_features"
            case alternateSign = "alternate_sign"
        }

        var analyzerOptions: TextAnalyzer.Options {
            var options = TextAnalyzer.Options()
            options.unit = TextAnalyzer.Unit(rawValue: analyzer) ?? .word
            (options.shortestNGram, options.longestNGram) = (ngramRange[0], ngramRange[1])
            options.lowercase = lowercase
            options.stripAccents = stripAccents.flatMap(AccentStripping.init(rawValue:))
            if let tokenPattern { options.tokenPattern = tokenPattern }
            if let stopWords { options.stopWords = .list(stopWords) }
            return options
        }

        var normKind: TFIDF.Norm { norm.flatMap(TFIDF.Norm.init(rawValue:)) ?? .none }

        var tfidfOptions: TfidfVectorizer.Options {
            var options = TfidfVectorizer.Options()
            options.analyzer = analyzerOptions
            options.vocabulary = vocabulary
            if let minDf { options.selection.minimum = minDf.limit }
            if let maxDf { options.selection.maximum = maxDf.limit }
            options.selection.limit = maxFeatures
            options.weighting = TFIDF(
                termFrequency: binary ? .binary : sublinearTf == true ? .sublinear : .raw,
                inverseDocumentFrequency: useIdf == false
                    ? .off : smoothIdf == false ? .unsmoothed : .smooth,
                norm: normKind)
            return options
        }

        var hashingOptions: HashingVectorizer.Options {
            var options = HashingVectorizer.Options()
            options.analyzer = analyzerOptions
            options.columnCount = nFeatures ?? 0
            options.alternatesSign = alternateSign ?? true
            options.binary = binary
            options.norm = normKind
            return options
        }
    }

    struct Case: Decodable {
        var corpus: Int
        var options: Parameters
        var names: [String]?
        var idf: [Double]?
        var rows: Rows?
        var error: String?
    }

    var corpora: [Corpus]
    var sets: [Case]
}
