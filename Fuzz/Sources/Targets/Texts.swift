@testable import StanceCore
@testable import StanceFormats

extension FuzzTarget {
    /// Plain text: well-formed UTF-8 as the standard library sees it, and no line lost.
    static let text = FuzzTarget(name: "text") { input in
        guard let text = checkedText(input) else { return }
        let paragraphs = PlainTextParagraphs.split(text)
        checkNumbers(paragraphs)
        let lines = text.unicodeScalars.split(separator: "\n").map { line in
            String(line.last == "\r" ? line.dropLast() : line)
        }
        let expected = lines.filter { !$0.unicodeScalars.allSatisfy(\.properties.isWhitespace) }
        // Compared as scalars: equal strings may differ in their bytes.
        precondition(
            paragraphs.map { Array($0.text.utf8) } == expected.map { Array($0.utf8) },
            "\(paragraphs) != \(expected)")
    }

    /// Markdown: paragraphs with text in them, numbered from 1, none longer than the file.
    static let markdown = FuzzTarget(name: "markdown") { input in
        guard let text = checkedText(input) else { return }
        let paragraphs = MarkdownParagraphs.split(text)
        checkNumbers(paragraphs)
        precondition(paragraphs.reduce(0) { $0 + $1.text.utf8.count } <= 2 * input.count)
    }

    private static func checkedText(_ input: [UInt8]) -> String? {
        let text = outcome { try TextEncoding.string(input, file: "text") }
        let expected = String(validating: input, as: UTF8.self)
        switch text {
        case .success(let text):
            precondition(expected != nil, "accepted, but no UTF-8")
            return text
        case .failure(let error):
            precondition(expected == nil, "refused, but UTF-8")
            guard let byte = error.location?.byte, let line = error.location?.line else {
                preconditionFailure("no place in \(error)")
            }
            let before = Array(input[..<byte])
            precondition(String(validating: before, as: UTF8.self) != nil, "bytes before the fault")
            precondition(line == 1 + before.count { $0 == 0x0a }, "the fault's line")
            return nil
        }
    }

    static func checkNumbers(_ paragraphs: [Paragraph]) {
        precondition(paragraphs.map(\.number) == Array(1..<paragraphs.count + 1))
        for paragraph in paragraphs {
            precondition(!paragraph.text.unicodeScalars.allSatisfy(\.properties.isWhitespace))
        }
    }
}
