import StanceCore
import Testing

@Suite struct TermListOrderTests {
    /// Terms that share beginnings, begin each other, hold zeros or nothing, of several tags.
    private static func list(tags: UInt64) -> TermList {
        var random = SplitMix(seed: 11 + tags)
        var terms = TermList()
        let pieces = ["a", "the ", "state of ", "\0", "war", "ä", "東", "zz", ""]
        for _ in 0..<3000 {
            let text = (0..<(random.next() % 6)).map { _ in
                pieces[Int(random.next() % UInt64(pieces.count))]
            }.joined()
            terms.append(text.utf8, tag: UInt8(random.next() % tags))
        }
        return terms
    }

    @Test(arguments: [1, 2, 200] as [UInt64]) func sortsByTagThenBytes(tags: UInt64) {
        let terms = Self.list(tags: tags)
        let numbers = (0..<Int32(terms.count)).filter { $0 % 7 != 3 }
        let key = { (term: Int32) in [terms.tags[Int(term)]] + terms[Int(term)] }
        let expected = numbers.map(key).sorted { $0.lexicographicallyPrecedes($1) }
        let order = terms.sortedOrder(numbers)
        #expect(order.sorted() == numbers)
        #expect(order.map(key) == expected)
    }

    @Test func emptyAndSingle() {
        var terms = TermList()
        #expect(terms.sortedOrder([]) == [])
        terms.append("".utf8)
        #expect(terms.sortedOrder([0]) == [0])
    }
}
