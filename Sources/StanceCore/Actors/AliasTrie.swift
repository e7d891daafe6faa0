/// A byte trie over alias forms that finds the longest form starting at a place.
///
/// Nodes live in flat arrays; siblings are a linked list, which is short below the first byte.
struct AliasTrie: Sendable {
    private var bytes: [UInt8] = [0]
    private var firstChild: [Int32] = [-1]
    private var nextSibling: [Int32] = [-1]
    private var actor: [Int32] = [-1]

    /// True when no form was added.
    var isEmpty: Bool { bytes.count == 1 }

    /// Adds a form, or returns the actor that already owns it.
    mutating func insert(_ form: [UInt8], actor index: Int) -> Int? {
        var node = 0
        for byte in form {
            if let child = child(of: node, byte) {
                node = child
            } else {
                bytes.append(byte)
                firstChild.append(-1)
                actor.append(-1)
                nextSibling.append(firstChild[node])
                firstChild[node] = Int32(bytes.count - 1)
                node = bytes.count - 1
            }
        }
        if actor[node] >= 0 { return Int(actor[node]) }
        actor[node] = Int32(index)
        return nil
    }

    private func child(of node: Int, _ byte: UInt8) -> Int? {
        var child = Int(firstChild[node])
        while child >= 0 {
            if bytes[child] == byte { return child }
            child = Int(nextSibling[child])
        }
        return nil
    }

    /// The longest form that begins at `start` of `text` and ends at a word's end.
    ///
    /// `text` is normalised as the forms are (see `AliasText`). Complexity: O(length of the match).
    func longestMatch(in text: AliasText, from start: Int) -> (end: Int, actor: Int)? {
        var node = 0
        var position = start
        var best: (end: Int, actor: Int)?
        while position < text.bytes.count, let next = child(of: node, text.bytes[position]) {
            node = next
            position += 1
            if actor[node] >= 0, text.isWordEnd(position) {
                best = (position, Int(actor[node]))
            }
        }
        return best
    }
}
