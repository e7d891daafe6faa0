import StanceKit

/// Says on standard error which rows were rejected: all of them in a file, else the first few.
final class RejectedRowText {
    private static let shown = 5

    private let isSilent: Bool
    private var count = 0

    /// `isSilent` where a file takes them.
    init(isSilent: Bool) { self.isSilent = isSilent }

    func add(_ row: RejectedRow) {
        count += 1
        guard !isSilent, count <= RejectedRowText.shown else { return }
        Terminal.warning("rejected: \(row.description)")
    }

    /// To be called at the end.
    func finish() {
        let rest = count - RejectedRowText.shown
        guard !isSilent, rest > 0 else { return }
        Terminal.warning(
            "\(Counted.text(rest, "more row")) rejected; --rejects FILE keeps them all")
    }
}
