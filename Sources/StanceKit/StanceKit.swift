// One import for users. The modules stay apart inside, so that each says what it may use.
@_exported public import StanceCore
@_exported public import StanceEvaluation
@_exported public import StanceFormats
@_exported public import StanceNumerics
@_exported public import StanceReport
@_exported public import StanceTraining
