import StanceCore

/// What the labels of a data set mean, for data sets with labels of their own.
///
/// Integers are never guessed: published data sets number the classes in opposite ways.
public struct StanceMap: Sendable, Hashable {
    /// The stance of each label; labels match exactly.
    public let stances: [String: Stance]

    /// Takes the stance of each label.
    public init(_ stances: [String: Stance]) {
        self.stances = stances
    }

    /// Reads the value of `--stance-map`, for example `0=critical,1=neutral,2=supportive`.
    ///
    /// - Throws: `StanceError.Kind.usage` when it is not a list of `LABEL=STANCE`, when a stance
    ///   is not understood and when a label comes twice.
    public init(parsing option: String) throws {
        var stances: [String: Stance] = [:]
        for entry in option.split(separator: ",", omittingEmptySubsequences: false) {
            // The last "=": a label may hold one, a stance word never does.
            guard let equals = entry.lastIndex(of: "=") else {
                throw Self.usage("\"\(entry)\" is not LABEL=STANCE")
            }
            let label = Self.trimmed(entry[..<equals])
            let word = Self.trimmed(entry[entry.index(after: equals)...])
            guard !label.isEmpty else { throw Self.usage("\"\(entry)\" has no label") }
            guard let stance = Stance(word: word) else {
                throw Self.usage(
                    "unknown stance \"\(word)\"; expected critical, neutral or supportive")
            }
            guard stances.updateValue(stance, forKey: label) == nil else {
                throw Self.usage("the label \"\(label)\" comes twice")
            }
        }
        self.stances = stances
    }

    private static func usage(_ message: String) -> StanceError {
        StanceError(
            .usage,
            "--stance-map: \(message); for example \"0=critical,1=neutral,2=supportive\"")
    }

    private static func trimmed(_ text: Substring) -> String {
        let head = text.drop { $0 == " " }
        guard let last = head.lastIndex(where: { $0 != " " }) else { return "" }
        return String(head[...last])
    }
}
