import StanceCore

/// One parser under test.
///
/// To add one: a file in `Targets/` with an extension of `FuzzTarget`, its name in `all`, and a few
/// small files of the format in `Fuzz/Corpus/NAME/`.
struct FuzzTarget: Sendable {
    /// Its name, and that of the folder of its corpus.
    let name: String
    /// Reads any bytes; traps when a law does not hold.
    ///
    /// Whatever `StanceError` says is fine.
    let run: @Sendable (_ input: [UInt8]) -> Void

    static let all: [FuzzTarget] = [
        csv, tsv, jsonLines, labelledRows, scoredRows, documents, imports, text, markdown, html,
        compression, model, lexicon, actors, vectors, tokenPattern, journal,
    ]

    static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }

    /// What a parser made of its input: a value, or the one error that it may throw.
    static func outcome<Value>(_ body: () throws -> Value) -> Result<Value, StanceError> {
        do {
            return .success(try body())
        } catch let error as StanceError {
            precondition(error.kind != .internalFailure, "\(error)")
            return .failure(error)
        } catch {
            preconditionFailure("not a StanceError: \(error)")
        }
    }
}
