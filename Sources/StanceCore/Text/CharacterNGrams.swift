/// Cuts a text into n-grams of scalars, within words or across them.
struct CharacterNGrams: Sendable {
    /// The least number of scalars.
    var shortest: Int
    /// The greatest number of scalars.
    var longest: Int

    private let classes = UnicodeClasses.shared

    init(shortest: Int, longest: Int) {
        self.shortest = shortest
        self.longest = longest
    }

    /// Every n-gram of the text, in which a run of two or more white spaces counts as one space.
    ///
    /// A lone white space stays what it is, a tab or a line feed for example.
    func cut(_ document: [UInt8], into terms: inout TermBuffer, edges: inout [Int]) {
        let text = document.span
        terms.removeAll()
        edges.removeAll(keepingCapacity: true)
        var index = 0
        while index < text.count {
            let scalar = UTF8Scalar(text, at: index)
            edges.append(terms.bytes.count)
            var end = index + scalar.length
            if classes.holds(scalar.code, UnicodeClasses.space) {
                var spaces = 1
                while end < text.count {
                    let next = UTF8Scalar(text, at: end)
                    guard classes.holds(next.code, UnicodeClasses.space) else { break }
                    end += next.length
                    spaces += 1
                }
                if spaces > 1 {
                    terms.bytes.append(0x20)
                    index = end
                    continue
                }
            }
            for place in index..<(index + scalar.length) { terms.bytes.append(text[place]) }
            index = end
        }
        edges.append(terms.bytes.count)
        let length = edges.count - 1
        guard shortest <= length else { return }
        for size in shortest...min(longest, length) {
            for first in 0...(length - size) {
                terms.spans.append(TermSpan(start: edges[first], end: edges[first + size]))
            }
        }
    }

    /// Every n-gram of each word, the word padded with one space on either side.
    ///
    /// A padded word no longer than n is one n-gram, and longer n-grams of it are not formed.
    func cutWithinWords(
        _ document: [UInt8], into terms: inout TermBuffer, edges: inout [Int]
    ) {
        let text = document.span
        terms.removeAll()
        var index = 0
        while index < text.count {
            edges.removeAll(keepingCapacity: true)
            edges.append(terms.bytes.count)
            terms.bytes.append(0x20)
            var scalars = 0
            while index < text.count {
                let scalar = UTF8Scalar(text, at: index)
                let end = index + scalar.length
                if classes.holds(scalar.code, UnicodeClasses.space) {
                    index = end
                    break
                }
                edges.append(terms.bytes.count)
                for place in index..<end { terms.bytes.append(text[place]) }
                index = end
                scalars += 1
            }
            guard scalars > 0 else {
                terms.bytes.removeLast()
                continue
            }
            edges.append(terms.bytes.count)
            terms.bytes.append(0x20)
            edges.append(terms.bytes.count)
            let length = edges.count - 1
            for size in shortest...longest {
                guard size < length else {
                    terms.spans.append(TermSpan(start: edges[0], end: edges[length]))
                    break
                }
                for first in 0...(length - size) {
                    terms.spans.append(TermSpan(start: edges[first], end: edges[first + size]))
                }
            }
        }
    }
}
