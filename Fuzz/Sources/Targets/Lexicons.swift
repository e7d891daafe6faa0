@testable import StanceCore
@testable import StanceFormats

extension FuzzTarget {
    /// A lexicon: what is accepted comes back from its compiled form.
    static let lexicon = FuzzTarget(name: "lexicon") { input in
        guard let text = String(validating: input, as: UTF8.self),
            case .success(let lexicon) = outcome({
                try LexiconFile.lexicon(in: text, file: "lexicon.tsv")
            })
        else { return }
        let again = Lexicon(
            LexiconEntryList(lexicon.entries), facts: lexicon.facts, compiled: lexicon.compiled)
        precondition(again?.compiled == lexicon.compiled, "the compiled form is not read again")
    }
}
