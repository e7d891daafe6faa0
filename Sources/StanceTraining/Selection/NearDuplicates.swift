import StanceCore

/// Texts sorted into clusters of near-duplicates.
///
/// Two texts are near-duplicates when the sets of their runs of three words, letters in lower case, have
/// a Jaccard similarity of at least `threshold`; clusters are the connected components. The search is
/// exact: a pair of such sets shares a run among the first |x| - ceil(t |x|) + 1 of each in any common
/// order, and rare runs are put first, so that few pairs are looked at.
/// - SeeAlso: Bayardo, Ma and Srikant, "Scaling up all pairs similarity search" (2007);
///   Xiao et al., "Efficient similarity joins for near duplicate detection" (2008).
public struct NearDuplicates: Sendable {
    /// The least Jaccard similarity.
    public static let threshold = 0.5
    /// Words in a run; a text with fewer is one run.
    static let runLength = 3

    /// The cluster of each text, numbered by first appearance.
    public let clusterOfText: [Int]

    /// Finds the clusters.
    ///
    /// - Complexity: O(words log words + pairs that share a rare run).
    public init(_ texts: [String]) {
        let (ids, _) = GroupAssignment.number(texts)
        var distinct: [String] = []
        for (id, text) in zip(ids, texts) where id == distinct.count { distinct.append(text) }
        var clusters = DisjointSets(count: distinct.count)
        NearDuplicates.join(distinct.map(NearDuplicates.runs), into: &clusters)
        clusterOfText = GroupAssignment.number(ids.map { clusters.root(of: $0) }).ids
    }

    /// Joins the sets that are alike.
    private static func join(_ runs: [[UInt64]], into clusters: inout DisjointSets) {
        var frequency: [UInt64: Int] = [:]
        for set in runs { for run in set { frequency[run, default: 0] += 1 } }
        let sets = runs.map { set in
            set.sorted { (frequency[$0] ?? 0, $0) < (frequency[$1] ?? 0, $1) }
        }
        func precedes(_ a: UInt64, _ b: UInt64) -> Bool {
            (frequency[a] ?? 0, a) < (frequency[b] ?? 0, b)
        }
        var holders: [UInt64: [Int]] = [:]
        for text in sets.indices.sorted(by: { (sets[$0].count, $0) < (sets[$1].count, $1) }) {
            let set = sets[text]
            let least = (Double(set.count) * threshold).rounded(.up)
            var seen: Set<Int> = []
            for run in set.prefix(set.count - Int(least) + 1) {
                // Only runs that another text has can find one, or be found.
                guard frequency[run] ?? 0 > 1 else { continue }
                for other in holders[run] ?? [] where seen.insert(other).inserted {
                    guard Double(sets[other].count) >= least,
                        clusters.root(of: other) != clusters.root(of: text)
                    else { continue }
                    let shared = common(sets[other], set, precedes)
                    let union = sets[other].count + set.count - shared
                    if Double(shared) >= threshold * Double(union) { clusters.join(other, text) }
                }
                holders[run, default: []].append(text)
            }
        }
    }

    /// How many runs two sets in one order share.
    private static func common(
        _ a: [UInt64], _ b: [UInt64], _ precedes: (UInt64, UInt64) -> Bool
    ) -> Int {
        var (i, j, shared) = (0, 0, 0)
        while i < a.count, j < b.count {
            if a[i] == b[j] {
                (i, j, shared) = (i + 1, j + 1, shared + 1)
            } else if precedes(a[i], b[j]) {
                i += 1
            } else {
                j += 1
            }
        }
        return shared
    }

    /// The distinct runs of a text as FNV-1a hashes; two runs meet by accident once in 2^64.
    package static func runs(of text: String) -> [UInt64] {
        var words: [UInt64] = []
        var word: UInt64?
        for byte in text.lowercased().utf8 {
            let isLetter =
                byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
            if isLetter {
                word = ((word ?? 0xCBF2_9CE4_8422_2325) ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            } else if let end = word {
                words.append(end)
                word = nil
            }
        }
        if let end = word { words.append(end) }
        let starts = 0..<max(1, words.count - runLength + 1)
        return Set(
            starts.map { start in
                words[start..<min(start + runLength, words.count)].reduce(0x9E37_79B9_7F4A_7C15) {
                    ($0 ^ $1) &* 0xBF58_476D_1CE4_E5B9 ^ ($0 >> 29)
                }
            }
        ).sorted()
    }
}

/// Sets that can be joined; the root of a set is its smallest member.
struct DisjointSets {
    private var parent: [Int]

    init(count: Int) { parent = Array(0..<count) }

    mutating func root(of member: Int) -> Int {
        var member = member
        while parent[member] != member {
            parent[member] = parent[parent[member]]
            member = parent[member]
        }
        return member
    }

    mutating func join(_ a: Int, _ b: Int) {
        let (first, second) = (root(of: a), root(of: b))
        parent[max(first, second)] = min(first, second)
    }
}
