/// Lower-cases a text and takes its accents off, in that order, as scikit-learn does.
package struct TextNormalizer: Sendable {
    /// Python's `str.lower()`: full mappings and the final sigma.
    package var lowercase: Bool
    /// Applied after lower-casing.
    package var accents: AccentStripping?

    private let classes = UnicodeClasses.shared

    package init(lowercase: Bool, accents: AccentStripping?) {
        self.lowercase = lowercase
        self.accents = accents
    }

    /// Replaces `text` by the normal form of `document`.
    ///
    /// - Complexity: O(bytes); allocates nothing once `text` has its capacity.
    package func normalize(_ document: borrowing Span<UInt8>, into text: inout [UInt8]) {
        text.removeAll(keepingCapacity: true)
        var index = 0
        while index < document.count {
            let asciiEnd = document.endOfASCII(from: index)
            if asciiEnd > index {
                appendASCII(document.extracting(index..<asciiEnd), to: &text)
                index = asciiEnd
                continue
            }
            let scalar = UTF8Scalar(document, at: index)
            append(scalar, at: index, of: document, to: &text)
            index += scalar.length
        }
    }

    private func appendASCII(_ run: borrowing Span<UInt8>, to text: inout [UInt8]) {
        let start = text.count
        run.withUnsafeBufferPointer { text.append(contentsOf: $0) }
        guard lowercase else { return }
        var added = text.mutableSpan
        for index in start..<added.count {
            let byte = added[index]
            added[index] = byte &- 0x41 < 26 ? byte | 0x20 : byte
        }
    }

    private func append(
        _ scalar: UTF8Scalar, at index: Int, of document: borrowing Span<UInt8>,
        to text: inout [UInt8]
    ) {
        let code = scalar.code
        guard lowercase, classes.holds(code, UnicodeClasses.upper) else {
            append(code, to: &text)
            return
        }
        switch code {
        case 0x130:
            append(0x69, to: &text)
            append(0x307, to: &text)
        case 0x3A3:
            append(isFinalSigma(at: index, in: document) ? 0x3C2 : 0x3C3, to: &text)
        default:
            append(classes.lower(code), to: &text)
        }
    }

    private func append(_ code: UInt32, to text: inout [UInt8]) {
        if let accents {
            AccentTable.shared.append(code, stripping: accents, to: &text)
        } else {
            text.append(scalar: code)
        }
    }

    /// A capital sigma is final after a cased letter and not before one (Unicode 14, table 3-17).
    private func isFinalSigma(at index: Int, in text: borrowing Span<UInt8>) -> Bool {
        var before = index
        var follows = false
        while before > 0 {
            before = UTF8Scalar.start(before: before, in: text)
            let code = UTF8Scalar(text, at: before).code
            if classes.holds(code, UnicodeClasses.ignorable) { continue }
            follows = classes.holds(code, UnicodeClasses.cased)
            break
        }
        guard follows else { return false }
        var after = index + 2
        while after < text.count {
            let scalar = UTF8Scalar(text, at: after)
            after += scalar.length
            if classes.holds(scalar.code, UnicodeClasses.ignorable) { continue }
            return !classes.holds(scalar.code, UnicodeClasses.cased)
        }
        return true
    }
}

extension Span<UInt8> {
    /// The first index from `start` on whose byte is not ASCII, or `count`.
    fileprivate func endOfASCII(from start: Int) -> Int {
        var index = start
        while index + 8 <= count {
            // Safe: the eight bytes lie within the span, and a load may be unaligned.
            let word = withUnsafeBytes {
                $0.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            }
            if word & 0x8080_8080_8080_8080 != 0 { break }
            index += 8
        }
        while index < count, self[index] < 0x80 { index += 1 }
        return index
    }
}
