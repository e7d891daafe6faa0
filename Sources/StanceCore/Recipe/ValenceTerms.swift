#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The lexicon block: how much good and bad is said, and where it stands from the actor.
///
/// Each number is apart for + and -, with v a token's valence after negation and x its distance:
///
///     all, L, R            sum of |v|: everywhere, left, right of the actor
///     dec, decL, decR      sum of |v| * exp(-|x| / 5)
///     w2L ... w8R          sum of |v| within 2, 4, 8 tokens, by side
///     clause, quote        sum of |v| in the actor's clause; within quotation marks
///     first, last          1: the sign of the first and of the last token with a valence
///     nearL0 ... nearR3    1: side, sign and distance / 3 (at most 3) of the nearest one
///     none, net-3 ... 3    1: no valence at all; the sum, doubled and rounded
struct ValenceTerms {
    private var values = NamedValues(ValenceTerms.names)
    private var inClause: [Bool] = []

    /// How quickly a word's weight falls with its distance, in masked tokens.
    static let tau = 5.0

    private static let measures =
        ["all", "L", "R", "dec", "decL", "decR", "w2L", "w2R", "w4L", "w4R", "w8L", "w8R"]
        + ["clause", "quote", "first", "last"]
        + (0..<4).flatMap { ["nearL\($0)", "nearR\($0)"] }
    private static let names =
        measures.flatMap { [$0 + "-", $0 + "+"] } + ["none"] + (-3...3).map { "net\($0)" }

    /// The slots of `names`: a measure's - and + lie side by side.
    private enum Slot {
        static let all = 0
        static let side = 2
        static let decay = 6
        static let sideDecay = 8
        static let windows = 12
        static let clause = 24
        static let quote = 26
        static let first = 28
        static let last = 30
        static let near = 32
        static let none = 48
        static let net = 52
    }

    private static let windows = [2, 4, 8]

    /// Hands the row's numbers to a sink.
    mutating func add(
        _ view: ActorView, _ words: LexiconView, to sink: inout some TermSink & ~Copyable
    ) throws {
        markClause(view, words)
        var quotation = Quotation()
        var sum = 0.0
        var first: Double?
        var last = 0.0
        var nearest: (distance: Int, valence: Double, offset: Int)?
        for (token, valence) in words.valences.enumerated() {
            quotation.pass(view.keys[token])
            guard valence != 0 else { continue }
            let offset = view.distances[token]
            add(valence, offset: offset, inClause: inClause[token], quoted: quotation.isOpen)
            sum += valence
            first = first ?? valence
            last = valence
            let candidate = (abs(offset), valence, offset)
            if nearest.map({ candidate < $0 }) ?? true { nearest = candidate }
        }
        if let first, let nearest {
            values.mark(Slot.first + (first > 0 ? 1 : 0))
            values.mark(Slot.last + (last > 0 ? 1 : 0))
            let place = min(3, nearest.distance / 3)
            let side = nearest.offset >= 0 ? 1 : 0
            values.mark(Slot.near + 4 * place + 2 * side + (nearest.valence > 0 ? 1 : 0))
        } else {
            values.mark(Slot.none)
        }
        let net = max(-3, min(3, (2 * sum).rounded(.toNearestOrEven)))
        values.mark(Slot.net + Int(net))
        try values.drain(to: &sink)
    }

    private mutating func add(_ valence: Double, offset: Int, inClause: Bool, quoted: Bool) {
        let sign = valence > 0 ? 1 : 0
        let side = offset < 0 ? 0 : 1
        let distance = abs(offset)
        let size = abs(valence)
        let decayed = size * exp(-Double(distance) / ValenceTerms.tau)
        values.add(Slot.all + sign, size)
        values.add(Slot.side + 2 * side + sign, size)
        values.add(Slot.decay + sign, decayed)
        values.add(Slot.sideDecay + 2 * side + sign, decayed)
        for (index, window) in ValenceTerms.windows.enumerated() where distance <= window {
            values.add(Slot.windows + 4 * index + 2 * side + sign, size)
        }
        if inClause { values.add(Slot.clause + sign, size) }
        if quoted { values.add(Slot.quote + sign, size) }
    }

    /// A clause reaches from a mention to what ends a clause, on either side.
    private mutating func markClause(_ view: ActorView, _ words: LexiconView) {
        let count = view.isPrimary.count
        inClause.removeAll(keepingCapacity: true)
        for _ in 0..<count { inClause.append(false) }
        var open = false
        for token in 0..<count {
            open = view.isPrimary[token] || (open && !words.endsClause[token])
            if open { inClause[token] = true }
        }
        open = false
        for token in (0..<count).reversed() {
            open = view.isPrimary[token] || (open && !words.endsClause[token])
            if open { inClause[token] = true }
        }
    }
}

/// Whether a token stands within quotation marks; an opening mark does, a closing one does not.
struct Quotation {
    private(set) var isOpen = false

    private static let opening = TermKey.hash("\u{201C}")
    private static let closing = TermKey.hash("\u{201D}")
    private static let straight = TermKey.hash("\"")

    mutating func pass(_ key: UInt64) {
        if key == Quotation.opening {
            isOpen = true
        } else if key == Quotation.closing {
            isOpen = false
        } else if key == Quotation.straight {
            isOpen.toggle()
        }
    }
}
