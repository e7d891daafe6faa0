import StanceNumerics

/// One line on standard error that says how far the work is; shown on a terminal or when asked.
final class ProgressLine: Sendable {
    private let isShown: Bool
    private let overwrites: Bool
    private let lastLength = Guarded(0)

    init(asked: Bool, quiet: Bool) {
        overwrites = Terminal.errorIsTerminal
        isShown = !quiet && (asked || overwrites)
    }

    func show(_ text: String) {
        guard isShown else { return }
        guard overwrites else {
            Terminal.raw(text)
            return
        }
        lastLength.withLock { length in
            let padding = String(repeating: " ", count: max(0, length - text.count))
            Terminal.part("\r\(text)\(padding)")
            length = text.count
        }
    }

    /// Clears the line, so that what follows begins at the left.
    func finish() {
        guard isShown, overwrites else { return }
        lastLength.withLock { length in
            guard length > 0 else { return }
            Terminal.part("\r" + String(repeating: " ", count: length) + "\r")
            length = 0
        }
    }
}
