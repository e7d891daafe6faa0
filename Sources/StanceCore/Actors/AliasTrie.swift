/// A byte trie over alias forms that finds the longest form starting at a place.
///
/// Nodes live in flat arrays; siblings are a linked list, which is short below the first byte.
struct AliasTrie: Sendable {
    private var bytes: [UInt8] = [0]
    private var firstChild: [Int32] = [-1]
    private var nextSibling: [Int32] = [-1]
    /// For each node -1, or the actor whose form ends here, or -2 - n for the list `shared[n]`.
    private var actor: [Int32] = [-1]
    /// The actors of forms that count on some days only.
    private var shared: [[Owner]] = []

    private struct Owner {
        var actor: Int
        var span: DateSpan
    }

    /// True when no form was added.
    var isEmpty: Bool { bytes.count == 1 }

    /// Adds a form, or returns the actor that already owns it on one of the days.
    mutating func insert(_ form: [UInt8], actor index: Int, on span: DateSpan = .always) -> Int? {
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
        return setOwner(of: node, Owner(actor: index, span: span))
    }

    private mutating func setOwner(of node: Int, _ owner: Owner) -> Int? {
        if actor[node] >= 0 { return Int(actor[node]) }
        if actor[node] < -1 {
            let list = Int(-2 - actor[node])
            if let other = shared[list].first(where: {
                $0.actor != owner.actor && $0.span.overlaps(owner.span)
            }) {
                return other.actor
            }
            shared[list].append(owner)
        } else if owner.span == .always {
            actor[node] = Int32(owner.actor)
        } else {
            shared.append([owner])
            actor[node] = Int32(-1 - shared.count)
        }
        return nil
    }

    private func actor(at node: Int, on date: CalendarDate?) -> Int? {
        let value = actor[node]
        if value >= -1 { return value < 0 ? nil : Int(value) }
        let owners = shared[Int(-2 - value)]
        return SharedAlias.owner(in: owners.lazy.map(\.span), on: date).map { owners[$0].actor }
    }

    private func child(of node: Int, _ byte: UInt8) -> Int? {
        var child = Int(firstChild[node])
        while child >= 0 {
            if bytes[child] == byte { return child }
            child = Int(nextSibling[child])
        }
        return nil
    }

    /// The longest form that begins at `start` of `text`, ends at a word's end and counts on `date`.
    ///
    /// `text` is normalised as the forms are (see `AliasText`). Complexity: O(length of the match).
    func longestMatch(
        in text: AliasText, from start: Int, on date: CalendarDate?
    ) -> (end: Int, actor: Int)? {
        var node = 0
        var position = start
        var best: (end: Int, actor: Int)?
        while position < text.bytes.count, let next = child(of: node, text.bytes[position]) {
            node = next
            position += 1
            if actor[node] != -1, text.isWordEnd(position),
                let owner = actor(at: node, on: date)
            {
                best = (position, owner)
            }
        }
        return best
    }
}
