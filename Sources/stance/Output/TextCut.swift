/// Lines of users' text cut to the terminal's width.
enum TextCut {
    /// The line with its end; an ellipsis stands for what does not fit.
    static func line(_ text: String, width: Int = Terminal.width) -> String {
        (text.count > width ? String(text.prefix(width - 1)) + "…" : text) + "\n"
    }
}

extension String {
    /// The text followed by spaces, at least `width` characters.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
