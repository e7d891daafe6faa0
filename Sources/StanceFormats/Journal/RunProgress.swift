/// How far a run is: what it has read, and what came of it.
public struct RunProgress: Sendable, Hashable, Codable {
    /// The documents and rejected rows that were read.
    public var units = 0
    /// What stands for them (see `ChainedHash`).
    public var digest: UInt64 = 0
    /// Files and rows that were read.
    public var documents = 0
    /// Paragraphs that were scored or abstained on.
    public var paragraphs = 0
    /// Rows written with a score.
    public var scored = 0
    /// Rows written without one.
    public var abstained = 0
    /// Rows that could not be read.
    public var rejected = 0
    /// Rows of actors that were not asked for.
    public var leftOut = 0

    /// The beginning of a run.
    public init() {}
}
