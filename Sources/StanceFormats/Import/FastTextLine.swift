import StanceCore

/// A labelled row as a line of fastText: `__label__STANCE __actor__NAME text`.
///
/// fastText takes every word that begins with `__label__` for a label and knows nothing of actors:
/// `__actor__NAME` is a word of the text to it. In NAME a space is `_`; `_`, `%` and other white space
/// are `%` and two hexadecimal digits for each byte of their UTF-8.
/// - SeeAlso: fastText, docs/supervised-tutorial.md; Dictionary::readWord for what separates words.
package enum FastTextLine {
    static let labelPrefix = "__label__"
    static let actorPrefix = "__actor__"

    /// Why a row has no line, or its line with a line feed.
    package static func encode(
        text: String, actor: String?, stance: Stance
    ) -> Result<String, FastTextFault> {
        let text = oneLine(text)
        if words(text).contains(where: { $0.hasPrefix(labelPrefix) }) {
            return .failure(FastTextFault(reason: "the text has a word that begins with __label__"))
        }
        if actor == nil, text.hasPrefix(actorPrefix) {
            return .failure(FastTextFault(reason: "the text begins with __actor__"))
        }
        let mark = actor.map { " " + actorPrefix + encode(actor: $0) } ?? ""
        return .success("\(labelPrefix)\(stance.name)\(mark) \(text)\n")
    }

    /// The labels, the actor and the text of a line without its line end.
    ///
    /// - Throws: `ImportFault` when an actor's name is badly encoded or the text has labels in it.
    static func decode(_ line: String) throws -> (
        labels: [String], actor: String?, text: String
    ) {
        var rest = line[...]
        func word() -> Substring { rest.prefix { !isSeparator($0) } }
        func take(_ count: Int) {
            rest = rest.dropFirst(count)
            if let next = rest.first, isSeparator(next) { rest = rest.dropFirst() }
        }
        var labels: [String] = []
        while case let found = word(), found.hasPrefix(labelPrefix) {
            labels.append(String(found.dropFirst(labelPrefix.count)))
            take(found.count)
        }
        var actor: String?
        if case let found = word(), found.hasPrefix(actorPrefix) {
            actor = try decode(actor: found.dropFirst(actorPrefix.count))
            take(found.count)
        }
        let text = String(rest)
        guard !words(text).contains(where: { $0.hasPrefix(labelPrefix) }) else {
            throw ImportFault("a label within the text; expected labels at the line's start")
        }
        return (labels, actor, text)
    }

    /// Line ends made spaces, CRLF one.
    private static func oneLine(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\r" {
                if !(scalar == "\n" && afterReturn) { result.append(" ") }
            } else {
                result.append(scalar)
            }
            afterReturn = scalar == "\r"
        }
        return String(result)
    }

    private static func words(_ text: String) -> [Substring] {
        text.split(whereSeparator: isSeparator)
    }

    private static func isSeparator(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { separators.contains($0.value) } ?? false
    }

    /// What separates words to fastText: space, tab, line ends, vertical tab, form feed and NUL.
    private static let separators: Set<UInt32> = [0, 9, 10, 11, 12, 13, 32]

    private static func encode(actor: String) -> String {
        var bytes: [UInt8] = []
        for scalar in actor.unicodeScalars {
            if scalar == " " {
                bytes.append(UInt8(ascii: "_"))
            } else if scalar == "_" || scalar == "%" || scalar.value < 0x20
                || scalar.properties.isWhitespace
            {
                for byte in UTF8.encode(scalar).map(Array.init) ?? [] {
                    let digits = String(byte, radix: 16, uppercase: true)
                    bytes += Array(("%" + (digits.utf8.count < 2 ? "0" : "") + digits).utf8)
                }
            } else {
                bytes += UTF8.encode(scalar).map(Array.init) ?? []
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func decode(actor: Substring) throws -> String {
        var bytes: [UInt8] = []
        var rest = Array(actor.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "_") {
                bytes.append(0x20)
            } else if byte == UInt8(ascii: "%") {
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                guard rest.count >= 2, let value = UInt8(digits, radix: 16) else {
                    throw ImportFault("% without two hexadecimal digits in an actor's name")
                }
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return try bytes.withUnsafeBytes { try ImportEncoding.utf8.text($0) }
    }
}

/// Why a row cannot be a line of fastText.
package struct FastTextFault: Error, Hashable {
    /// What is in its way.
    package let reason: String
}
