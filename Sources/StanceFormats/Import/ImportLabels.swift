import StanceCore

/// What a data set's labels mean.
///
/// Integers have a meaning only where the profile defines them or the user says it: published data
/// sets number the classes in opposite ways.
struct ImportLabels: Sendable {
    /// The user's words, which go before everything else.
    let map: StanceMap?
    /// What the profile defines beside the usual words.
    let defined: [String: Stance]

    init(_ map: StanceMap?, defined: [String: Stance] = [:]) {
        self.map = map
        self.defined = map == nil ? defined : [:]
    }

    /// The stance that `label` means; nil when it means none.
    func known(_ label: String) -> Stance? {
        map?.stances[label] ?? defined[label] ?? Stance(word: label)
    }

    /// The stance that `label` means.
    ///
    /// - Throws: `ImportFault` when it means none.
    func stance(_ label: String) throws -> Stance {
        if let stance = known(label) { return stance }
        if label.isEmpty { throw ImportFault("empty label") }
        guard Double(label) == nil else {
            guard defined.isEmpty, map == nil else {
                throw ImportFault("unknown label \(label); expected \(expected)")
            }
            throw ImportFault(
                "label \(label): numbers are never guessed; say what each means, for example "
                    + "--stance-map 0=critical,1=neutral,2=supportive")
        }
        throw ImportFault("unknown label \"\(label)\"; expected \(expected)")
    }

    private var expected: String {
        if let map { return "what --stance-map names: " + Self.list(map.stances) }
        if !defined.isEmpty { return Self.list(defined) }
        return "a stance word (favor, against, none, ...) or --stance-map"
    }

    private static func list(_ stances: [String: Stance]) -> String {
        stances.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.name)" }
            .joined(separator: ", ")
    }
}
