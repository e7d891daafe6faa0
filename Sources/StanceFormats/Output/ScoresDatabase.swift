import StanceCore

/// Scored rows as a SQLite database in an output file, which appears whole or not at all.
///
///     scores(document, paragraph, actor, stance, critical, neutral, supportive, score, mentions,
///            abstained, reason [, "set"])          an index on (actor, stance)
///     run(model, version, options, rows)           one row
///
/// The columns are those of every scored row; probabilities have all their digits, `abstained` is 0
/// or 1, what a row lacks is NULL, a set is its stances joined by `|`; `options` is a JSON array of words. The
/// database is built in the output's temporary file, without a rollback journal, as it is thrown away
/// if anything fails: after `finish()` the output is committed.
public final class ScoresDatabase {
    /// How the rows came about.
    public struct Run: Sendable, Hashable {
        /// The model's path as given.
        public var model: String
        /// The version of the package.
        public var version: String
        /// The words of the command line.
        public var options: [String]

        /// Describes a run.
        public init(model: String, version: String, options: [String]) {
            self.model = model
            self.version = version
            self.options = options
        }
    }

    /// Rows of a transaction where nobody ends it earlier.
    private static let chunk = 10_000

    private let run: Run
    private let sets: Bool
    private var connection: SQLiteConnection?
    private var insert: SQLiteStatement?
    private var rows = 0
    private var pending = 0

    /// Whether a file's name asks for a database.
    public static func isNamed(_ path: String) -> Bool {
        ["sqlite", "sqlite3", "db"].contains(fileExtension(path))
    }

    /// Begins a database in `file`, with the column `set` where `sets` are asked for.
    ///
    /// - Throws: `StanceError`: `usage` where the output is standard output or a special file,
    ///   `cannotCreate`, `inputOutput`.
    public convenience init(in file: OutputFile, run: Run, sets: Bool = false) throws {
        try self.init(in: file, run: run, sets: sets, pageLimit: nil)
    }

    /// `pageLimit` bounds the file, as a disk does, in pages of 4 KiB.
    package init(in file: OutputFile, run: Run, sets: Bool, pageLimit: Int?) throws {
        self.run = run
        self.sets = sets
        guard let temporary = file.temporaryPath else {
            throw StanceError(
                .usage, "a database is written to a file of its own; expected a file's name",
                at: SourceLocation(file: file.path))
        }
        let connection = try SQLiteConnection(path: temporary, file: file.path)
        self.connection = connection
        try connection.run("PRAGMA page_size = 4096")
        if let pageLimit { try connection.run("PRAGMA max_page_count = \(pageLimit)") }
        for pragma in ["journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"] {
            try connection.run("PRAGMA \(pragma)")
        }
        let columns = Self.columns + (sets ? [("\"set\"", "TEXT")] : [])
        let definitions = columns.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
        try connection.run("BEGIN; CREATE TABLE scores (\(definitions))")
        try connection.run(
            "CREATE TABLE run (model TEXT NOT NULL, version TEXT NOT NULL, "
                + "options TEXT NOT NULL, rows INTEGER NOT NULL); COMMIT")
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        insert = try connection.prepare("INSERT INTO scores VALUES (\(places))")
    }

    private static let columns: [(name: String, type: String)] = [
        ("document", "TEXT NOT NULL"), ("paragraph", "INTEGER NOT NULL"), ("actor", "TEXT"),
        ("stance", "TEXT"), ("critical", "REAL"), ("neutral", "REAL"), ("supportive", "REAL"),
        ("score", "REAL"), ("mentions", "INTEGER NOT NULL"), ("abstained", "INTEGER NOT NULL"),
        ("reason", "TEXT"),
    ]

    /// Writes one row.
    ///
    /// - Throws: `StanceError.Kind.inputOutput`, for example when the disk is full.
    public func write(_ row: ScoredRow) throws {
        guard let connection, let insert else {
            preconditionFailure("nothing is written after the end")
        }
        if pending == 0 { try connection.run("BEGIN") }
        pending += 1
        try insert.bind(row.document)
        try insert.bind(row.paragraph)
        try insert.bind(row.actor)
        switch row.outcome {
        case .scored(let probabilities):
            try insert.bind(probabilities.stance.name)
            for value in [
                probabilities.critical, probabilities.neutral, probabilities.supportive,
                probabilities.score,
            ] {
                try insert.bind(value)
            }
            try insert.bind(row.mentions)
            try insert.bind(0)
            try insert.bindNull()
        case .abstained(let reason):
            try insert.bindNull(5)
            try insert.bind(row.mentions)
            try insert.bind(1)
            try insert.bind(reason)
        }
        if sets { try insert.bind(row.set?.map(\.name).joined(separator: "|")) }
        try insert.run()
        rows += 1
        if pending >= Self.chunk { try endChunk() }
    }

    /// Ends a transaction.
    ///
    /// - Throws: as `write(_:)`.
    public func endChunk() throws {
        guard pending > 0 else { return }
        try connection?.run("COMMIT")
        pending = 0
    }

    /// Ends the database; the output is then to be committed.
    ///
    /// - Throws: as `write(_:)`.
    public func finish() throws {
        guard let connection else { return }
        try endChunk()
        try connection.run("BEGIN; CREATE INDEX scores_by_actor ON scores (actor, stance)")
        do {
            let statement = try connection.prepare("INSERT INTO run VALUES (?, ?, ?, ?)")
            for text in [run.model, run.version, options] { try statement.bind(text) }
            try statement.bind(rows)
            try statement.run()
        }
        try connection.run("COMMIT")
        // Everything is with the system once the connection is closed.
        insert = nil
        self.connection = nil
    }

    private var options: String {
        var bytes: [UInt8] = []
        for word in run.options {
            bytes.append(UInt8(ascii: bytes.isEmpty ? "[" : ","))
            FieldEscaping.appendJSON(word, to: &bytes)
        }
        return (bytes.isEmpty ? "[" : "") + String(decoding: bytes, as: UTF8.self) + "]"
    }
}
