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

    static func addMasked(_ view: ActorView, to sink: inout some TermSink) throws {
        let tokens = view.stream.spans
        for first in tokens.indices {
            for last in first..<min(first + longest, tokens.count) {
                try sink.add(
                    TermSpan(joining: tokens[first], tokens[last]), of: view.stream, tag: 0,
                    amount: 1)
            }
        }
    }

    /// The n-grams of each run of sentences that mention the actor.
    static func addNear(_ view: ActorView, to sink: inout some TermSink) throws {
        let tokens = view.stream.spans
        for first in tokens.indices where view.isInMentioningSentence[first] {
            for last in first..<min(first + longest, tokens.count) {
                guard view.isInMentioningSentence[last] else { break }
                try sink.add(
                    TermSpan(joining: tokens[first], tokens[last]), of: view.stream, tag: 0,
                    amount: 1)
            }
        }
    }

    static func addSided(_ view: ActorView, to sink: inout some TermSink) throws {
        let tokens = view.stream.spans
        for index in tokens.indices where !view.isTarget[index] {
            let distance = abs(view.distances[index])
            let tag: UInt8 = view.distances[index] < 0 ? 0 : 1
            // A word right at its mention has distance 1 and full weight.
            try sink.add(
                tokens[index], of: view.stream, tag: tag, amount: decay(max(distance - 1, 0)))
            guard index + 1 < tokens.count else { continue }
            let nearest = min(distance, abs(view.distances[index + 1]))
            try sink.add(
                TermSpan(joining: tokens[index], tokens[index + 1]), of: view.stream, tag: tag,
                amount: decay(nearest))
        }
    }

    /// The words of the sentences that mention the actor.
    static func addNearWords(_ view: ActorView, to sink: inout some TermSink) throws {
        let tokens = view.stream.spans
        for index in tokens.indices where view.isInMentioningSentence[index] {
            try sink.add(tokens[index], of: view.stream, tag: 0, amount: 1)
        }
    }

    /// The words left, or right, of the nearest mention.
    static func addWords(_ view: ActorView, left: Bool, to sink: inout some TermSink) throws {
        let tokens = view.stream.spans
        for index in tokens.indices where !view.isTarget[index] {
            let distance = view.distances[index]
            guard (distance < 0) == left else { continue }
            try sink.add(
                tokens[index], of: view.stream, tag: 0, amount: decay(max(abs(distance) - 1, 0)))
        }
    }

    /// `scratch` is a buffer to write the mentions into.
    static func addNames(
        _ view: ActorView, _ passage: Passage, scratch: inout TermBuffer,
        to sink: inout some TermSink
    ) throws {
        for mention in view.mentions {
            scratch.removeAll()
            for token in passage.tokens[mention] {
                scratch.appendToken(passage.lower[token.lower])
            }
            for word in scratch.spans { try sink.add(word, of: scratch, tag: 1, amount: 1) }
            guard let first = scratch.spans.first, let last = scratch.spans.last else { continue }
            try sink.add(TermSpan(joining: first, last), of: scratch, tag: 0, amount: 1)
        }
    }
}

extension TermSpan {
    /// From the first byte of one term to the last of another.
    fileprivate init(joining first: TermSpan, _ last: TermSpan) {
        self = first
        end = last.end
    }
}
