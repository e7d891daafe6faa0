/// Removes Markdown's inline marks from one paragraph; see `MarkdownParagraphs` for which.
enum MarkdownInlines {
    private static let marks = Array("*_`[!\\".utf8)
    private static let escapable = Set("\\`*_{}[]<>()#+-.!|~\"'".utf8)
    private static let space = UInt8(ascii: " ")

    /// The paragraph as a reader sees it.
    ///
    /// - Complexity: O(bytes).
    static func plainText(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { marks.contains($0) }) else { return text }
        let partners = bracketPartners(bytes)
        // Where a link's label closes, and where the whole link ends.
        var endOfLink: [Int: Int] = [:]
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : space
            if let end = endOfLink[index] {
                index = end
                continue
            }
            switch byte {
            case UInt8(ascii: "\\") where escapable.contains(next):
                output.append(next)
                index += 2
                continue
            case UInt8(ascii: "!") where next == UInt8(ascii: "["):
                if let image = link(at: index + 1, bytes, partners) {
                    index = image.end
                    continue
                }
            case UInt8(ascii: "["):
                if let link = link(at: index, bytes, partners) {
                    endOfLink[link.close] = link.end
                    index += 1
                    continue
                }
            case UInt8(ascii: "*"), UInt8(ascii: "_"):
                let run = bytes[index...].prefix { $0 == byte }
                if !isEmphasis(run, in: bytes) { output += run }
                index = run.endIndex
                continue
            case UInt8(ascii: "`"):
                index += 1
                continue
            default: break
            }
            output.append(byte)
            index += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Marks between spaces are themselves; so are underscores within a word (snake_case).
    private static func isEmphasis(_ run: ArraySlice<UInt8>, in bytes: [UInt8]) -> Bool {
        let before = run.startIndex > 0 ? bytes[run.startIndex - 1] : space
        let after = run.endIndex < bytes.count ? bytes[run.endIndex] : space
        if before == space, after == space { return false }
        return run.first == UInt8(ascii: "*") || !(isWordByte(before) && isWordByte(after))
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...:
            true
        default: false
        }
    }

    /// "[label](target)": where the label closes, and the first byte behind it all.
    private static func link(
        at open: Int, _ bytes: [UInt8], _ partners: [Int: Int]
    ) -> (close: Int, end: Int)? {
        guard let close = partners[open], close + 1 < bytes.count,
            bytes[close + 1] == UInt8(ascii: "("), let end = partners[close + 1]
        else { return nil }
        return (close, end + 1)
    }

    /// For every bracket and parenthesis that is closed, where.
    private static func bracketPartners(_ bytes: [UInt8]) -> [Int: Int] {
        var partners: [Int: Int] = [:]
        var brackets: [Int] = []
        var parentheses: [Int] = []
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "["): brackets.append(index)
            case UInt8(ascii: "("): parentheses.append(index)
            case UInt8(ascii: "]"):
                if let open = brackets.popLast() { partners[open] = index }
            case UInt8(ascii: ")"):
                if let open = parentheses.popLast() { partners[open] = index }
            default: break
            }
            index += 1
        }
        return partners
    }
}
