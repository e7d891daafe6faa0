/// One line on standard error that says how far the work is; shown on a terminal or when asked.
final class ProgressLine {
    private let isShown: Bool
    private let overwrites: Bool
    private var lastLength = 0

    init(asked: Bool, quiet: Bool) {
        overwrites = Terminal.errorIsTerminal
        isShown = !quiet && (asked || overwrites)
    }

    func show(_ text: String) {
        guard isShown else { return }
        if overwrites {
            let padding = String(repeating: " ", count: max(0, lastLength - text.count))
            Terminal.part("\r\(text)\(padding)")
            lastLength = text.count
        } else {
            Terminal.raw(text)
        }
    }

    /// Clears the line, so that what follows begins at the left.
    func finish() {
        guard isShown, overwrites, lastLength > 0 else { return }
        Terminal.part("\r" + String(repeating: " ", count: lastLength) + "\r")
        lastLength = 0
    }
}
