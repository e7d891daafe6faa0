import Foundation
import StanceKit

/// One JSON object as text, keys sorted.
enum JSONText {
    static func of(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The same for a tree, whose keys stand as they are; many times as fast.
    static func of(_ tree: JSONTree) throws -> String {
        String(decoding: try tree.text(), as: UTF8.self)
    }
}
