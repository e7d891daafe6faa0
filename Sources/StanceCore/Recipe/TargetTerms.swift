#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The terms of a paragraph seen from one actor: the blocks of the stance recipe that are words.
///
///     block   terms                                               frequency in the row
///     masked  1-, 2- and 3-grams of the masked stream             count
///     near    the same, of the sentences that mention the actor   count
///     sided   each word that is not TGT, and the pair it begins,  sum of exp(-(|x| - 1) / tau),
///             apart for left and right of the nearest mention     pairs: exp(-min |x| / tau)
///     names   each mention, and each word of a mention            present or not
///     vectors, vectors-left, vectors-right
///             the words of near and of either side of sided, alone
///
/// x is the signed distance of `ActorView.distances`, tau = 6 masked tokens.
enum TargetTerms {
    /// How quickly a word's weight falls with its distance, in masked tokens.
    static let tau = 6.0
    /// The longest n-gram of the masked stream.
    static let longest = 3

    /// The readable prefixes of tagged terms, by tag.
    static let sidePrefixes = ["L_", "R_"]
    static let namePrefixes = ["ACT=", "ACTW="]

    private static let decay: [Double] = (0...64).map { exp(-Double($0) / tau) }

    private static func decay(_ distance: Int) -> Double {
        distance < decay.count ? decay[distance] : exp(-Double(distance) / tau)
    }

    static func addMasked(_ view: ActorView, to sink: inout some TermSink & ~Copyable) throws {
        for first in 0..<view.count {
            var key: UInt64 = 0
            for last in first..<min(first + longest, view.count) {
                key = last == first ? view.keys[last] : TermKey.join(key, view.keys[last])
                try sink.add(
                    key, view.span(first, through: last), of: view.stream, tag: 0, amount: 1)
            }
        }
    }

    /// The n-grams of each run of sentences that mention the actor.
    static func addNear(_ view: ActorView, to sink: inout some TermSink & ~Copyable) throws {
        for first in 0..<view.count where view.isInMentioningSentence[first] {
            var key: UInt64 = 0
            for last in first..<min(first + longest, view.count) {
                guard view.isInMentioningSentence[last] else { break }
                key = last == first ? view.keys[last] : TermKey.join(key, view.keys[last])
                try sink.add(
                    key, view.span(first, through: last), of: view.stream, tag: 0, amount: 1)
            }
        }
    }

    static func addSided(_ view: ActorView, to sink: inout some TermSink & ~Copyable) throws {
        for index in 0..<view.count where !view.isTarget[index] {
            let distance = abs(view.distances[index])
            let tag: UInt8 = view.distances[index] < 0 ? 0 : 1
            // A word right at its mention has distance 1 and full weight.
            try sink.add(
                view.keys[index], view.span(index, through: index), of: view.stream, tag: tag,
                amount: decay(max(distance - 1, 0)))
            guard index + 1 < view.count else { continue }
            let nearest = min(distance, abs(view.distances[index + 1]))
            try sink.add(
                TermKey.join(view.keys[index], view.keys[index + 1]),
                view.span(index, through: index + 1), of: view.stream, tag: tag,
                amount: decay(nearest))
        }
    }

    /// The words of the sentences that mention the actor.
    static func addNearWords(_ view: ActorView, to sink: inout some TermSink & ~Copyable) throws {
        for index in 0..<view.count where view.isInMentioningSentence[index] {
            try sink.add(
                view.keys[index], view.span(index, through: index), of: view.stream, tag: 0,
                amount: 1)
        }
    }

    /// The words left, or right, of the nearest mention.
    static func addWords(_ view: ActorView, left: Bool, to sink: inout some TermSink & ~Copyable)
        throws
    {
        for index in 0..<view.count where !view.isTarget[index] {
            let distance = view.distances[index]
            guard (distance < 0) == left else { continue }
            try sink.add(
                view.keys[index], view.span(index, through: index), of: view.stream, tag: 0,
                amount: decay(max(abs(distance) - 1, 0)))
        }
    }

    /// `scratch` is a buffer to write the mentions into.
    static func addNames(
        _ view: ActorView, _ passage: Passage, scratch: inout TermBuffer,
        to sink: inout some TermSink & ~Copyable
    ) throws {
        for mention in view.mentions {
            scratch.removeAll()
            for token in passage.tokens[mention] {
                scratch.appendToken(passage.lower[token.lower])
            }
            for word in scratch.spans {
                try sink.add(scratch.key(word), word, of: scratch, tag: 1, amount: 1)
            }
            guard let first = scratch.spans.first, let last = scratch.spans.last else { continue }
            let name = TermSpan(start: Int(first.start), end: Int(last.end))
            try sink.add(scratch.key(name), name, of: scratch, tag: 0, amount: 1)
        }
    }
}
