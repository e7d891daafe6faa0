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
    /// Titles: part of a mention, but no name by themselves.
    static let titles = WordSet(
        words: """
            mr mrs ms dr president sen rep gov senator secretary the justice judge attorney general \
            house donald john former
            """)
}
