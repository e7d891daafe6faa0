/// Word classes that masking needs; all lower case.
enum CommonWords {
    /// Words that stay words at the start of a sentence, whatever the training text showed.
    static let sentenceStarters = WordSet(
        words: """
            the a an in on at of for and but or as by to from with this that these those there here \
            it its he she they we i you his her their our my when while if after before since \
            although though because however what who how why where not no yes so then also even \
            still now one some many most all both such according despite during under over until once
            """)
    /// Pronouns: a mention made of one is no name.
    static let pronouns = WordSet(
        words: """
            he him his she her hers they them their it its i we you me us himself herself
            """)
    /// What ends a clause: punctuation and a few conjunctions.
    static let clauseBreaks = WordSet(
        words: """
            ; : \u{2014} \u{2013} ( ) \u{201C} \u{201D} " . ! ? , but although though while whereas
            """)
    /// Forms of be and get, before a participle the sign of a passive.
    static let passiveAuxiliaries = WordSet(
        words: "is are was were be been being am gets get got getting 's 're")
    /// Words that may stand between the auxiliary and the participle.
    static let passiveAdverbs = WordSet(
        words: """
            not n't also widely repeatedly often already then later publicly officially formally \
            strongly sharply once again never always reportedly allegedly being been
            """)
    /// Articles and the like, looked through on the way to a preposition.
    static let determiners = WordSet(
        words: "the a an its his her their our my your this that these those")
    /// Prepositions that put the actor at the receiving end of an action: "the attack on".
    static let patientPrepositions = WordSet(
        words: "of on against to for at toward towards with over in")
    /// Words whose full stop ends no sentence.
    static let abbreviations = WordSet(
        words: """
            mr mrs ms dr sen rep gov gen col lt sgt capt adm prof rev st vs etc no jan feb aug sept \
            oct nov dec inc ltd co corp
            """)
    /// Titles: part of a mention, but no name by themselves.
    static let titles = WordSet(
        words: """
            mr mrs ms dr president sen rep gov senator secretary the justice judge attorney general \
            house donald john former
            """)
}
