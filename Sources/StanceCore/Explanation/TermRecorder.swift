/// Takes the terms of a row as `BlockRow` does, and keeps where each of them came from.
struct TermRecorder: TermSink {
    /// One occurrence of a known term.
    struct Use {
        var column: Int
        var amount: Double
        /// Where it lies in the buffer that it was cut from.
        var span: TermSpan
        /// How many occurrences, known or not, came before it.
        var order: Int
    }

    private(set) var uses: [Use] = []
    private(set) var count = 0
    private let columns: KeyTable

    init(_ vocabulary: Vocabulary) { columns = vocabulary.table }

    mutating func add(
        _ key: UInt64, _ span: TermSpan, of text: borrowing TermBuffer, tag: UInt8, amount: Double
    ) {
        let column = Int(columns.find(TermKey.tagged(key, tag)))
        if column >= 0 {
            uses.append(Use(column: column, amount: amount, span: span, order: count))
        }
        count += 1
    }

    mutating func add(termsOf text: borrowing TermBuffer, tag: UInt8) {
        for index in text.spans.indices {
            let span = text.spans[index]
            add(text.key(span), span, of: text, tag: tag, amount: 1)
        }
    }
}
