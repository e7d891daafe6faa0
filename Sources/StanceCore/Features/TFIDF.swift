#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Weights a term by how often it occurs here and how few documents have it.
///
///     tf(t, p)  = c                        raw: c is the count (or sum of weights) of t in p
///               = 1 + ln c  if c >= 1      sublinear; a fractional c < 1 stays c
///               = 1                        binary
///     idf(t)    = ln((1 + n) / (1 + df(t))) + 1        smooth: as if one more document had all
///               = ln(n / df(t)) + 1                    unsmoothed
///               = 1                                    off
///     x(p)      = tf * idf, then divided by its L1 norm, the root of that, or its L2 norm
///                 (a row of zeros stays zero)
///
/// n: documents seen in fitting; df(t): how many of them contain t. The idf is fitted once and never
/// at scoring, so a row is the same alone and in any batch.
/// - SeeAlso: Manning, Raghavan, Schütze, "Introduction to Information Retrieval" (2008), section
///   6.2. The smoothing, and the 1 that keeps a term of every document, are scikit-learn's.
public struct TFIDF: Sendable, Hashable {
    /// What a count becomes.
    public enum TermFrequency: String, Sendable, Hashable, CaseIterable {
        /// The count itself.
        case raw
        /// 1 + ln c from c = 1 on.
        case sublinear
        /// 1 for every term that occurs.
        case binary
    }

    /// What the rarity of a term counts.
    public enum InverseDocumentFrequency: String, Sendable, Hashable, CaseIterable {
        /// ln((1 + n) / (1 + df)) + 1.
        case smooth
        /// ln(n / df) + 1.
        case unsmoothed
        /// 1.
        case off
    }

    /// What a row is divided by.
    public enum Norm: String, Sendable, Hashable, CaseIterable {
        /// The sum of absolute values.
        case l1
        /// The square root of the sum of squares.
        case l2
        /// The square root of the sum of absolute values: a mean that grows, slowly, with the number
        /// of terms that it is taken over.
        case rootL1 = "root-l1"
        /// 1.
        case none
    }

    /// What a count becomes.
    public var termFrequency: TermFrequency
    /// What the rarity of a term counts.
    public var inverseDocumentFrequency: InverseDocumentFrequency
    /// What a row is divided by.
    public var norm: Norm

    /// Chooses a weighting; the defaults are scikit-learn's.
    public init(
        termFrequency: TermFrequency = .raw,
        inverseDocumentFrequency: InverseDocumentFrequency = .smooth, norm: Norm = .l2
    ) {
        self.termFrequency = termFrequency
        self.inverseDocumentFrequency = inverseDocumentFrequency
        self.norm = norm
    }

    /// tf of a count.
    @inline(__always)
    public func tf(_ count: Double) -> Double {
        switch termFrequency {
        case .raw: count
        case .sublinear: count > 1 ? 1 + log(count) : count
        case .binary: 1
        }
    }

    /// idf of a term that `documentFrequency` of `documentCount` documents have.
    ///
    /// Infinite for the unsmoothed idf of a term that no document has.
    public func idf(documentFrequency: Int, documentCount: Int) -> Double {
        let (df, n) = (Double(documentFrequency), Double(documentCount))
        switch inverseDocumentFrequency {
        case .smooth: return log((1 + n) / (1 + df)) + 1
        case .unsmoothed: return log(n / df) + 1
        case .off: return 1
        }
    }

    /// Divides some entries by their norm, unless it is zero.
    ///
    /// Sums run from the first entry to the last, so the result does not depend on the batch.
    public func normalize(_ values: inout [Double], _ entries: Range<Int>) {
        let size = size(of: values, entries)
        guard size != 0, norm != .none else { return }
        for entry in entries { values[entry] /= size }
    }

    /// The norm of some entries, by which `normalize` divides them; 1 where there is no norm.
    package func size(of values: [Double], _ entries: Range<Int>) -> Double {
        var sum = 0.0
        switch norm {
        case .none: return 1
        case .l1, .rootL1: for entry in entries { sum += abs(values[entry]) }
        case .l2: for entry in entries { sum += values[entry] * values[entry] }
        }
        return norm == .l1 ? sum : sum.squareRoot()
    }
}
