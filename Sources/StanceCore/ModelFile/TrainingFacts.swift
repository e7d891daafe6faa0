/// What a model says about how it was made; stored in its file and shown by `stance inspect`.
///
/// Holds no date and no path of the machine, so that the same data and options give the same bytes.
public struct TrainingFacts: Codable, Sendable, Equatable {
    /// One penalty of the search.
    public struct Trial: Codable, Sendable, Equatable {
        /// C, the inverse strength of the penalty.
        public var penalty: Double
        /// Mean over the folds, in 0...1.
        public var macroF1: Double
        /// Its standard error over the folds.
        public var macroF1Error: Double
        /// Mean over the folds, in nats.
        public var logLoss: Double

        /// Records one penalty of the search.
        public init(penalty: Double, macroF1: Double, macroF1Error: Double, logLoss: Double) {
            self.penalty = penalty
            self.macroF1 = macroF1
            self.macroF1Error = macroF1Error
            self.logLoss = logLoss
        }
    }

    /// A figure with its bootstrap interval; the bounds are nil where there is one group only.
    public struct Figure: Codable, Sendable, Equatable {
        /// The figure on all rows.
        public var value: Double
        /// The lower bound of the 95 % interval.
        public var low: Double?
        /// The upper bound of the 95 % interval.
        public var high: Double?

        /// Records a figure.
        public init(value: Double, low: Double?, high: Double?) {
            self.value = value
            self.low = low
            self.high = high
        }
    }

    /// Figures on rows that took no part in the fit they are measured on.
    public struct Estimate: Codable, Sendable, Equatable {
        /// "cross-validation" or "held-out articles".
        public var kind: String
        /// The rows measured.
        public var rows: Int
        /// Their groups.
        public var groups: Int
        /// Metric name -> figure.
        public var figures: [String: Figure]

        /// Records an estimate.
        public init(kind: String, rows: Int, groups: Int, figures: [String: Figure]) {
            self.kind = kind
            self.rows = rows
            self.groups = groups
            self.figures = figures
        }
    }

    /// How the final fit ended.
    public struct Fit: Codable, Sendable, Equatable {
        /// "dual", "newton-cg" or "lbfgs".
        public var solver: String
        /// Why it stopped.
        public var stopReason: String
        /// Outer iterations.
        public var iterations: Int
        /// Multiplications by X or its transpose.
        public var passes: Int
        /// C * sum of weighted losses + |W|^2 / 2.
        public var objective: Double
        /// An upper bound of (objective - optimum) / objective.
        public var relativeGap: Double

        /// Records how a fit ended.
        public init(
            solver: String, stopReason: String, iterations: Int, passes: Int, objective: Double,
            relativeGap: Double
        ) {
            self.solver = solver
            self.stopReason = stopReason
            self.iterations = iterations
            self.passes = passes
            self.objective = objective
            self.relativeGap = relativeGap
        }
    }

    /// The version of StanceKit that trained the model.
    public var version: String
    /// Names of the training files, without folders.
    public var files: [String]
    /// XXH3-128 of all rows given, those left out too, with their mentions, in hexadecimal.
    public var dataHash: String
    /// Rows trained on.
    public var rows: Int
    /// Rows left out because they do not name their actor.
    public var rowsWithoutMention: Int
    /// Articles trained on, or texts where no row names its article.
    public var groups: Int
    /// Whether `groups` counts articles; nil in models that do not say.
    public var groupsAreArticles: Bool?
    /// Rows of each stance, by name.
    public var labels: [String: Int]
    /// C of the final fit.
    public var penalty: Double
    /// Why this C, in a sentence.
    public var choice: String
    /// Why this recipe, in a sentence; nil where it was asked for or is the default.
    public var recipeChoice: String?
    /// Folds of the search; 0 when C was given.
    public var folds: Int
    /// The seed of folds and bootstrap.
    public var seed: UInt64
    /// "none" or "balanced".
    public var classWeight: String
    /// The search, C ascending; empty when C was given.
    public var trials: [Trial]
    /// What was measured, on rows not trained on.
    public var estimates: [Estimate]
    /// How the final fit ended.
    public var fit: Fit
    /// What its maker says of the model: data, licences, what it is not for; nil where nothing.
    public var card: String?

    /// Records a training.
    public init(
        version: String, files: [String], dataHash: String, rows: Int, rowsWithoutMention: Int,
        groups: Int, groupsAreArticles: Bool? = nil, labels: [String: Int], penalty: Double,
        choice: String, recipeChoice: String? = nil, folds: Int,
        seed: UInt64, classWeight: String, trials: [Trial], estimates: [Estimate], fit: Fit,
        card: String? = nil
    ) {
        self.version = version
        self.files = files
        self.dataHash = dataHash
        self.rows = rows
        self.rowsWithoutMention = rowsWithoutMention
        self.groups = groups
        self.groupsAreArticles = groupsAreArticles
        self.labels = labels
        self.penalty = penalty
        self.choice = choice
        self.recipeChoice = recipeChoice
        self.folds = folds
        self.seed = seed
        self.classWeight = classWeight
        self.trials = trials
        self.estimates = estimates
        self.fit = fit
        self.card = card
    }
}

/// The version of this build.
public enum StanceKitVersion {
    /// The release, as `stance --version` prints it.
    public static let current = "0.1.0"
}
