/// Lays the contributions of terms over the words of a text.
struct WordShares {
    private let tokens: [(range: Range<Int>, isWord: Bool)]

    init(_ text: String) { tokens = TermPlaces.tokens(of: text) }

    /// The words that any term is made of, each with its part.
    ///
    /// A contribution is dealt out to the term's places by their amounts (evenly where they sum to
    /// nothing), and within a place evenly to its words; a place of marks alone counts its marks.
    func words(of terms: [Explanation.Term]) -> [Explanation.Word] {
        var shares = [StanceLogits?](repeating: nil, count: tokens.count)
        for term in terms where !term.places.isEmpty {
            let total = term.places.reduce(0) { $0 + $1.amount }
            for place in term.places {
                let part = total > 0 ? place.amount / total : 1 / Double(term.places.count)
                let touched = tokensTouched(by: place.range)
                for token in touched {
                    let share = (part / Double(touched.count)) * term.contribution
                    shares[token] = (shares[token] ?? .zero) + share
                }
            }
        }
        return zip(tokens, shares).compactMap { token, share in
            share.map {
                Explanation.Word(range: token.range, contribution: $0, isWord: token.isWord)
            }
        }
    }

    private func tokensTouched(by range: Range<Int>) -> [Int] {
        var (low, high) = (0, tokens.count)
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].range.upperBound <= range.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        var touched: [Int] = []
        var next = low
        while next < tokens.count, tokens[next].range.lowerBound < range.upperBound {
            touched.append(next)
            next += 1
        }
        let words = touched.filter { tokens[$0].isWord }
        return words.isEmpty ? touched : words
    }
}
