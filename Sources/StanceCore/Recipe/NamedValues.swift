/// Numbers under fixed names, which become the terms of a block that has no vocabulary of words.
///
/// The names are laid out once; a row adds into its slots and then hands the non-zero ones to a sink.
struct NamedValues: Sendable {
    private let names: TermBuffer
    private let keys: [UInt64]
    private var values: [Double]

    init(_ names: [String]) {
        var buffer = TermBuffer()
        for name in names { buffer.appendToken(name.utf8) }
        self.names = buffer
        keys = names.map { TermKey.hash($0) }
        values = [Double](repeating: 0, count: names.count)
    }

    /// Adds to the number of one name.
    @inline(__always)
    mutating func add(_ slot: Int, _ value: Double) { values[slot] += value }

    /// Sets a number to 1.
    mutating func mark(_ slot: Int) { values[slot] = 1 }

    /// Hands every non-zero number to a sink under its name, and forgets all of them.
    mutating func drain(to sink: inout some TermSink & ~Copyable) throws {
        for slot in values.indices where values[slot] != 0 {
            try sink.add(
                keys[slot], names.spans[slot], of: names, tag: 0, amount: values[slot])
            values[slot] = 0
        }
    }
}
