/// Which terms of a target-aware model are words that it knows, whatever stands around them.
///
/// Names, numbers, marks and the masked actor say nothing by themselves: a paragraph that has none
/// but those is one that the model knows nothing of.
enum KnownWords {
    /// Tokens that say nothing alone.
    private static let mute = WordSet(
        words: "TGT OTH NUM 's . , ; : ! ? ' \" ` \u{2018} \u{2019} \u{201A} \u{201C} \u{201D} "
            + "\u{201E} \u{AB} \u{BB} ( ) [ ] { } < > - \u{2010} \u{2011} \u{2012} \u{2013} \u{2014} "
            + "\u{2015} \u{2026} \u{2022} \u{B7} / \\ | _ * # @ & % + = ~ ^ $")

    /// Whether a token may be a word.
    @inline(__always)
    static func mayTell(_ token: UInt64) -> Bool { !mute.contains(token) }
}

extension BlockKind {
    /// The tags of the single words of a block of target-aware text; none in other blocks.
    var wordTags: [UInt8] {
        switch self {
        case .masked, .near, .vectors, .vectorsLeft, .vectorsRight: [0]
        case .sided: [0, 1]
        case .words, .names, .lexicon, .roles, .words3, .characters, .actorWords3,
            .actorCharacters, .actor:
            []
        }
    }
}

extension StanceModel {
    /// Whether a token has a feature of its own; looks the columns up, which scoring block by block
    /// does not need.
    func knows(_ token: UInt64) -> Bool {
        blocks.contains { block in
            block.kind.wordTags.contains {
                block.features.vocabulary.table.find(TermKey.tagged(token, $0)) >= 0
            }
        }
    }
}
