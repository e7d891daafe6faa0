import StanceCore
import StanceNumerics

/// What one fold of a search trains on and is judged by.
///
/// The features of both parts must come from a vocabulary and idf fitted on the training part
/// alone, or the held-out figures flatter.
public struct FoldProblem: Sendable {
    /// Rows with their classes.
    public struct Part: Sendable {
        /// X, n x d.
        public var features: CSRMatrix
        /// The class of every row.
        public var labels: [Int]

        /// Pairs rows with their classes.
        public init(features: CSRMatrix, labels: [Int]) {
            self.features = features
            self.labels = labels
        }
    }

    /// The rows to fit.
    public var training: Part
    /// The weight of every training row; nil: 1 each.
    public var rowWeights: [Double]?
    /// The rows to judge by.
    public var heldOut: Part

    /// Describes one fold.
    public init(training: Part, rowWeights: [Double]? = nil, heldOut: Part) {
        self.training = training
        self.rowWeights = rowWeights
        self.heldOut = heldOut
    }
}
