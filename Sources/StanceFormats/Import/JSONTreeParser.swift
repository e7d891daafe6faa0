import CSimdjson
import StanceCore

/// Parses whole JSON values with simdjson.
///
/// Unsafe, fenced by this invariant: the nodes live until the next parse, and all that is returned is
/// copied out of them before.
final class JSONTreeParser {
    private let tree: OpaquePointer

    /// - Throws: `StanceError.Kind.inputOutput` without memory.
    init() throws {
        guard let tree = csj_tree_create() else {
            throw StanceError(.inputOutput, "no memory for a JSON parser")
        }
        self.tree = tree
    }

    deinit { csj_tree_destroy(tree) }

    /// The one JSON value that `bytes` are.
    ///
    /// - Throws: `ImportFault` when they are none; `StanceError` without memory.
    func parse(_ bytes: UnsafeRawBufferPointer) throws -> JSONTree {
        let chars = bytes.bindMemory(to: CChar.self)
        switch csj_tree_read(tree, chars.baseAddress, chars.count) {
        case CSJ_OK: break
        case CSJ_BAD_UTF8: throw ImportFault(ImportEncoding.invalidUTF8(bytes))
        case CSJ_NO_MEMORY: throw StanceError(.inputOutput, "no memory to parse JSON")
        default: throw ImportFault("invalid JSON: \(message)")
        }
        var count = 0
        let nodes = UnsafeBufferPointer(start: csj_tree_nodes(tree, &count), count: count)
        var next = 0
        return Self.value(nodes, &next)
    }

    private static func value(
        _ nodes: UnsafeBufferPointer<csj_node>, _ next: inout Int
    ) -> JSONTree {
        let node = nodes[next]
        next += 1
        switch node.kind {
        case CSJ_BOOL: return .bool(node.integer != 0)
        case CSJ_INTEGER: return .integer(node.integer)
        case CSJ_UNSIGNED: return .number(Double(node.large))
        case CSJ_DOUBLE: return .number(node.number)
        case CSJ_STRING: return .text(string(node))
        case CSJ_ARRAY: return .array((0..<node.length).map { _ in value(nodes, &next) })
        case CSJ_OBJECT:
            return .object(
                (0..<node.length).map { _ in
                    let key = string(nodes[next])
                    next += 1
                    return (key, value(nodes, &next))
                })
        default: return .null
        }
    }

    private static func string(_ node: csj_node) -> String {
        String(
            decoding: UnsafeRawBufferPointer(start: node.text, count: node.length), as: UTF8.self)
    }

    /// simdjson's words up to its first full stop or colon; the rest is advice on its own use.
    private var message: String {
        let text = String(cString: csj_tree_message(tree)).prefix { $0 != "." && $0 != ":" }
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
