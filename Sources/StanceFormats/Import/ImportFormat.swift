/// The layouts of labelled data that can be imported.
public enum ImportFormat: String, Sendable, Hashable, CaseIterable {
    /// SemEval-2016 Task 6: ID, Target, Tweet, Stance.
    case semeval2016
    /// VAST: varied stance topics.
    case vast
    /// P-Stance: Tweet, Target, Stance.
    case pstance
    /// NewsMTSC: people in news sentences.
    case newsmtsc
    /// PerSenT: an author's sentiment toward a person, by paragraph.
    case persent
    /// Exports of Label Studio: JSON and JSON-MIN.
    case labelStudio = "label-studio"
    /// JSON Lines of doccano.
    case doccano
    /// JSON Lines of Prodigy.
    case prodigy
    /// fastText: `__label__x text`.
    case fasttext

    /// Whether the layout fixes columns, actors and encoding, as JSON of labelling tools does not.
    public var isJSON: Bool {
        switch self {
        case .newsmtsc, .labelStudio, .doccano, .prodigy: true
        case .semeval2016, .vast, .pstance, .persent, .fasttext: false
        }
    }

    func profile(_ options: ImportOptions) -> any ImportProfile {
        switch self {
        case .semeval2016: SemEval2016Profile(options)
        case .vast: VASTProfile(options)
        case .pstance: PStanceProfile(options)
        case .newsmtsc: NewsMTSCProfile(options)
        case .persent: PerSenTProfile(options)
        case .labelStudio: LabelStudioProfile(options: options)
        case .doccano: DoccanoProfile(options: options)
        case .prodigy: ProdigyProfile(options: options)
        case .fasttext: FastTextProfile(options)
        }
    }
}

/// What a user says about data to import.
public struct ImportOptions: Sendable, Hashable {
    /// How bytes become text; JSON is always UTF-8.
    public var encoding: ImportEncoding
    /// The meaning of labels; goes before what the profile defines.
    public var stanceMap: StanceMap?
    /// Whom rows are about that name nobody.
    public var actor: String?
    /// The field of the text in a labelling tool's JSON; usually `text` (doccano: also `data`).
    public var textField: String?
    /// The field of the actor in a labelling tool's JSON; usually `actor` or `target`.
    public var actorField: String?
    /// The field of the label in JSON-MIN; usually `stance` or `label`.
    public var stanceField: String?

    /// Says nothing beyond what the layouts say themselves.
    public init(
        encoding: ImportEncoding = .utf8, stanceMap: StanceMap? = nil, actor: String? = nil,
        textField: String? = nil, actorField: String? = nil, stanceField: String? = nil
    ) {
        self.encoding = encoding
        self.stanceMap = stanceMap
        self.actor = actor
        self.textField = textField
        self.actorField = actorField
        self.stanceField = stanceField
    }
}

extension ImportOptions {
    /// What labels mean where a profile defines none.
    var labels: ImportLabels { ImportLabels(stanceMap) }
}
