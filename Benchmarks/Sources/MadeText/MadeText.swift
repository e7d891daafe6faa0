/// Documents of made-up words, whose tokens are known because they are what it was made of.
///
/// The same on every machine: rank r is drawn about as often as 1 / (r + 1).
public struct MadeText: Sendable {
    /// Different lower-case words, each of two or more letters.
    public let words: [String]
    /// The numbers of the words of each document, in order.
    public let documents: [[Int]]
    /// The documents as text: words joined by a space, some capitalised, a full stop at the end.
    public let texts: [String]

    /// Makes documents of `length` words.
    public init(wordCount: Int, documentCount: Int, length: Int, seed: UInt64) {
        var state = seed
        func next(below bound: Int) -> Int {
            // Knuth's linear congruential generator; its upper bits are random enough for text.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let words = (0..<wordCount).map(MadeText.word)
        var documents: [[Int]] = []
        var texts: [String] = []
        for _ in 0..<documentCount {
            // A product of two even draws falls off about as ranks of words do.
            let numbers = (0..<length).map { _ in
                next(below: wordCount) * next(below: wordCount) / wordCount
            }
            documents.append(numbers)
            texts.append(
                numbers.enumerated().map { place, number in
                    place % 12 == 0 ? MadeText.capitalised(words[number]) : words[number]
                }.joined(separator: " ") + ".")
        }
        self.words = words
        self.documents = documents
        self.texts = texts
    }

    /// The number written with syllables: different numbers give different words.
    private static func word(_ number: Int) -> String {
        let syllables = ["ka", "lo", "mi", "tu", "ren", "sa", "vo", "pil", "dé", "gor"]
        var rest = number
        var word = ""
        repeat {
            word += syllables[rest % 10]
            rest /= 10
        } while rest > 0
        return word + "n"
    }

    private static func capitalised(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }
}
