/// Splits a text into its maximal runs of word characters: the pattern `\b\w\w+\b` and its family.
///
/// A token is a maximal run of `\w` scalars that holds at least `minimumLength` of them.
struct WordScanner: Sendable {
    /// The least number of scalars of a token.
    var minimumLength: Int
    /// Tokens that are left out.
    var stopWords: TermSet?

    private let classes = UnicodeClasses.shared

    init(minimumLength: Int, stopWords: TermSet?) {
        self.minimumLength = minimumLength
        self.stopWords = stopWords
    }

    /// Lays the tokens of the text in `terms.bytes` one after another, in place.
    ///
    /// `write` never passes `read`, because a token is moved only to the left and what parts two
    /// tokens takes a byte at least; the space appended to the text is that byte for the last one.
    ///
    /// - Complexity: O(bytes).
    func scan(_ terms: inout TermBuffer) {
        terms.spans.removeAll(keepingCapacity: true)
        terms.bytes.append(0x20)
        let count = terms.bytes.count
        var read = 0
        var write = 0
        classes.flags.withUnsafeBufferPointer { flags in
            terms.bytes.withUnsafeMutableBufferPointer { text in
                // Safe: the appended space stops the inner loop before `read` passes the end;
                // write <= read < count holds at every store.
                while read < count {
                    let start = write
                    var length = 0
                    while true {
                        let byte = text[read]
                        if byte < 0x80 {
                            guard flags[Int(byte)] & UnicodeClasses.word != 0 else {
                                read += 1
                                break
                            }
                            text[write] = byte
                            write += 1
                            read += 1
                        } else {
                            let scalar = UTF8Scalar(text.span, at: read)
                            guard flags[Int(scalar.code)] & UnicodeClasses.word != 0 else {
                                read += scalar.length
                                break
                            }
                            for _ in 0..<scalar.length {
                                text[write] = text[read]
                                write += 1
                                read += 1
                            }
                        }
                        length += 1
                    }
                    if length < minimumLength
                        || stopWords?.contains(text.span.extracting(start..<write)) == true
                    {
                        write = start
                    } else {
                        terms.spans.append(TermSpan(start: start, end: write))
                        text[write] = 0x20
                        write += 1
                    }
                }
            }
        }
    }
}
