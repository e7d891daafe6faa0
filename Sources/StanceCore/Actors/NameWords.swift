/// Word classes by which capitalised names are cut out of a text; all lower case.
enum NameWords {
    /// Titles and offices before a person's name: not part of it.
    static let titles = WordSet(
        words: """
            mr mrs ms miss dr prof professor president premier minister chancellor secretary \
            ambassador envoy governor mayor senator congressman congresswoman representative \
            sen rep gov general gen colonel col lieutenant lt major maj captain capt sergeant sgt \
            admiral adm commander marshal brigadier king queen prince princess emir sultan shah \
            sheikh sheik pope bishop archbishop ayatollah imam mullah maulana reverend rev rabbi \
            sir lord lady dame chief chairman chairwoman chair director spokesman spokeswoman \
            spokesperson analyst professor judge justice attorney deputy vice former acting \
            commissioner speaker leader chairperson
            """)
    /// Titles that an abbreviating full stop may follow.
    static let abbreviations = WordSet(
        words: "mr mrs ms dr prof st sen rep gov gen col lt maj capt sgt adm rev jr sr")
    /// Words before which "general" is no title but part of a body's name.
    static let afterGeneral = WordSet(
        words: "assembly staff council command secretariat motors electric people's")
    /// What an office can be of without naming somebody else: "Secretary of State Smith".
    static let offices = WordSet(words: "state defence defense treasury foreign home interior")
    /// Words that name an institution: an acronym may stand for it, and "for" may be part of it.
    static let institutions = WordSet(
        words: """
            agency alliance army assembly association authority bank board brigade brigades bureau \
            center centre coalition command commission committee community company congress \
            corporation corps council court faction federation force forces forum foundation front \
            fund group guard initiative institute league ministry mission movement network office \
            organisation organization pact parliament partnership party program programme service \
            society state syndicate taskforce treaty tribunal union university watch
            """)
    /// Words before a region's name: "South Asia" is not the one Asia.
    static let ofRegions = WordSet(
        words: """
            north south east west northern southern eastern western central upper lower greater new \
            old great inner outer saint san united
            """)
    /// What stands beside a state's name and means the state itself.
    static let ofTheState = WordSet(
        words: """
            government administration regime state states republic kingdom emirate authorities \
            embassy people nation of the
            """)
    /// Small words within names: "Bank of England", "Mohammed bin Salman".
    static let joiners = WordSet(
        words: """
            of de del della di da do dos du des la le el al bin ibn bint ben von van der den ul e
            """)
    /// Prefixes joined by a hyphen, though in lower case: "al-Shabaab".
    static let particles = WordSet(words: "al el as ash an ar ad at ul")
    /// Words whose possessive is inside a name: "People's Party", "Workers' Party".
    static let possessives = WordSet(
        words: """
            people peoples workers worker women men children farmers soldiers students teachers \
            veterans mothers lord king queen lawyers doctors writers
            """)
}
