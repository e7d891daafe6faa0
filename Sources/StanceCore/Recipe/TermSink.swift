/// What takes the terms of a row one by one: a counter in fitting, a row builder in scoring.
protocol TermSink {
    /// Adds `amount` to the frequency of a term of this row.
    ///
    /// - Parameters:
    ///   - bytes: the term's UTF-8 bytes.
    ///   - tag: tells apart terms of equal bytes, for example those left and right of the actor.
    mutating func add(_ bytes: ArraySlice<UInt8>, tag: UInt8, amount: Double)
}
