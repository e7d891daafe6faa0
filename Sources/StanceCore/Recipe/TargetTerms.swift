#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The terms of a paragraph seen from one actor: the first three blocks of the stance recipe.
///
///     block   terms                                               frequency in the row
///     masked  1-, 2- and 3-grams of the masked stream             count
///     sided   each word that is not TGT, and the pair it begins,  sum of exp(-(|x| - 1) / tau),
///             apart for left and right of the nearest mention     pairs: exp(-min |x| / tau)
///     names   each mention, and each word of a mention            present or not
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

    static func addMasked(_ view: ActorView, to sink: inout some TermSink) {
        let ranges = view.ranges
        for first in ranges.indices {
            for last in first..<min(first + longest, ranges.count) {
                sink.add(
                    view.stream[ranges[first].lowerBound..<ranges[last].upperBound], tag: 0,
                    amount: 1)
            }
        }
    }

    static func addSided(_ view: ActorView, to sink: inout some TermSink) {
        let ranges = view.ranges
        for index in ranges.indices where !view.isTarget[index] {
            let distance = abs(view.distances[index])
            let tag: UInt8 = view.distances[index] < 0 ? 0 : 1
            // A word right at its mention has distance 1 and full weight.
            sink.add(view.stream[ranges[index]], tag: tag, amount: decay(max(distance - 1, 0)))
            guard index + 1 < ranges.count else { continue }
            let pair = ranges[index].lowerBound..<ranges[index + 1].upperBound
            let nearest = min(distance, abs(view.distances[index + 1]))
            sink.add(view.stream[pair], tag: tag, amount: decay(nearest))
        }
    }

    static func addNames(_ view: ActorView, _ passage: Passage, to sink: inout some TermSink) {
        var mention: [UInt8] = []
        for tokens in view.mentions {
            mention.removeAll(keepingCapacity: true)
            for token in passage.tokens[tokens] {
                if !mention.isEmpty { mention.append(0x20) }
                mention.append(contentsOf: passage.lower[token.lower])
                sink.add(passage.lower[token.lower], tag: 1, amount: 1)
            }
            sink.add(mention[...], tag: 0, amount: 1)
        }
    }
}
