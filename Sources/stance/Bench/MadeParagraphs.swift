import StanceKit

/// News-like paragraphs of made-up words, the same for the same seed on every machine.
///
/// Word r is drawn about as often as 1 / (r + 3), about as in real text; known actors stand at two
/// places, and of the words one in fifty has a letter outside ASCII. No real text is copied.
struct MadeParagraphs {
    private var random: SplitMix64
    private let words: [String]
    /// Of each word the sum of the weights up to it.
    private let cumulative: [Double]
    private let actors: [String]

    init(seed: UInt64, actors: [String]) {
        // The vocabulary is the same for every seed.
        var random = SplitMix64(seed: 0)
        words = (0..<30_000).map { MadeParagraphs.word($0, &random) }
        var sum = 0.0
        cumulative = words.indices.map {
            sum += 1 / Double($0 + 3)
            return sum
        }
        self.random = SplitMix64(seed: seed)
        self.actors = actors.isEmpty ? ["Aldova"] : actors
    }

    /// The next paragraph: 30 to 120 words in sentences of a dozen.
    mutating func next() -> String {
        let count = 30 + random.nextIndex(below: 91)
        let places = [random.nextIndex(below: count), random.nextIndex(below: count)]
        var text = ""
        for place in 0..<count {
            let starts = place % 12 == 0
            if place > 0 { text += starts ? ". " : place % 7 == 0 ? ", " : " " }
            if places.contains(place) {
                text += actors[random.nextIndex(below: actors.count)]
            } else {
                let word = drawn()
                text += starts ? word.prefix(1).uppercased() + word.dropFirst() : word
            }
        }
        return text + "."
    }

    private mutating func drawn() -> String {
        let total = cumulative[cumulative.count - 1]
        let wanted = Double(random.next() >> 11) * 0x1p-53 * total
        var (low, high) = (0, cumulative.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] > wanted { high = middle } else { low = middle + 1 }
        }
        return words[low]
    }

    private static func word(_ rank: Int, _ random: inout SplitMix64) -> String {
        let letters = Array("eeeettaaooiinnsshhrrddllucmwfgypbvk")
        // Frequent words are short.
        let length =
            min(2 + rank.bitWidth - rank.leadingZeroBitCount, 4) / 2
            + 1 + random.nextIndex(below: 7)
        var word = String((0..<length).map { _ in letters[random.nextIndex(below: letters.count)] })
        if rank % 50 == 49 { word += "é" }
        return word
    }
}
