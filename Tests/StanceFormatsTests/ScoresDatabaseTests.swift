import CSQLite
import StanceCore
import StanceFormats
import Testing

@Suite("scores as a database")
struct ScoresDatabaseTests {
    private static let run = ScoresDatabase.Run(
        model: "m.stance", version: "0.1.0", options: ["score", "a \"b\""])

    private static let rows: [ScoredRow] = {
        var scored = ScoredRow(
            document: "a'b\"c; DROP TABLE scores; é😀\u{0}z", paragraph: 1, actor: "Ruritania",
            outcome: .scored(
                StanceProbabilities(critical: 0.1, neutral: 0.2, supportive: 0.7)), mentions: 2)
        scored.set = [.neutral, .supportive]
        return [
            scored,
            ScoredRow(
                document: "", paragraph: 2, actor: nil,
                outcome: .abstained(reason: "no actor mentioned"), mentions: 0),
        ]
    }()

    /// The rows of a query, each value with its type; the test's own reader.
    private func query(_ path: String, _ sql: String) throws -> [[String]] {
        var handle: OpaquePointer?
        try #require(sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, nil) == SQLITE_OK)
        defer { sqlite3_close_v2(handle) }
        var statement: OpaquePointer?
        try #require(sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK)
        defer { sqlite3_finalize(statement) }
        var rows: [[String]] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            rows.append(
                (0..<sqlite3_column_count(statement)).map { column in
                    switch sqlite3_column_type(statement, column) {
                    case SQLITE_INTEGER: return "\(sqlite3_column_int64(statement, column))"
                    case SQLITE_FLOAT: return "\(sqlite3_column_double(statement, column))"
                    case SQLITE_NULL: return "NULL"
                    default:
                        let text = UnsafeRawBufferPointer(
                            start: sqlite3_column_text(statement, column),
                            count: Int(sqlite3_column_bytes(statement, column)))
                        return "'" + String(decoding: text, as: UTF8.self) + "'"
                    }
                })
        }
        return rows
    }

    @Test("every value comes back with its type, and what is lacking is NULL")
    func values() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/scores.db"
        let file = try OutputFile(path: path)
        let database = try ScoresDatabase(in: file, run: Self.run, sets: true)
        for row in Self.rows { try database.write(row) }
        try database.finish()
        #expect(try folder.names().count == 1 && !folder.names().contains("scores.db"))
        try file.commit()
        #expect(try folder.names() == ["scores.db"])
        #expect(
            try query(path, "SELECT * FROM scores") == [
                [
                    "'a'b\"c; DROP TABLE scores; é😀\u{0}z'", "1", "'Ruritania'", "'supportive'",
                    "0.1", "0.2", "0.7", "\(0.7 - 0.1)", "2", "0", "NULL", "'neutral|supportive'",
                ],
                [
                    "''", "2", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "0", "1",
                    "'no actor mentioned'", "NULL",
                ],
            ])
        #expect(
            try query(path, "SELECT * FROM run")
                == [["'m.stance'", "'0.1.0'", "'[\"score\",\"a \\\"b\\\"\"]'", "2"]])
        let plan = try query(
            path, "EXPLAIN QUERY PLAN SELECT * FROM scores WHERE actor = 'A' AND stance = 'b'")
        #expect(plan.first?.last?.contains("scores_by_actor") == true)
        #expect(try query(path, "PRAGMA integrity_check") == [["'ok'"]])
    }

    @Test("many rows, in transactions of any size, give the same file")
    func chunks() throws {
        let folder = try TemporaryFolder()
        let columns = ScoredRowEncoder.columns.joined(separator: ", ")
        var files: [[UInt8]] = []
        for chunk in [1_000, 25_000] {
            let path = folder.path + "/\(chunk).sqlite"
            let file = try OutputFile(path: path)
            let database = try ScoresDatabase(in: file, run: Self.run)
            for number in 0..<25_000 {
                var row = Self.rows[number % 2]
                row.paragraph = number
                try database.write(row)
                if number % chunk == 0 { try database.endChunk() }
            }
            try database.finish()
            try file.commit()
            let count = try query(path, "SELECT count(*), sum(paragraph) FROM scores")
            #expect(count == [["25000", "\(24_999 * 12_500)"]])
            #expect(try query(path, "SELECT \(columns) FROM scores LIMIT 1").first?.count == 11)
            files.append(try contents(of: path))
        }
        // But for the counter of changes in the header, bytes 24 to 27 and its copy at 92 to 95.
        for index in files.indices {
            for place in Array(24..<28) + Array(92..<96) { files[index][place] = 0 }
        }
        #expect(files[0] == files[1])
    }

    @Test("a full disk is an error that names the file, and the old file stays")
    func full() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("scores.db", "old")
        let error = #expect(throws: StanceError.self) {
            let file = try OutputFile(path: path)
            let database = try ScoresDatabase(
                in: file, run: Self.run, sets: false, pageLimit: 20)
            for _ in 0..<10_000 { try database.write(Self.rows[0]) }
            try database.finish()
        }
        #expect(error?.kind == .inputOutput)
        #expect(error?.description == "\(path): writing failed: database or disk is full")
        #expect(try contents(of: path) == Array("old".utf8))
        #expect(try folder.names() == ["scores.db"])
    }

    @Test("a database needs a file of its own")
    func noFile() throws {
        for path in ["-", "/dev/null"] {
            let error = #expect(throws: StanceError.self) {
                _ = try ScoresDatabase(in: OutputFile(path: path), run: Self.run)
            }
            #expect(error?.kind == .usage)
        }
    }

    @Test(
        "names ask for a database",
        arguments: [
            ("a.db", true), ("a.SQLITE", true), ("x/a.sqlite3", true), ("a.jsonl", false),
            ("db", false), ("-", false),
        ])
    func names(_ path: String, _ expected: Bool) {
        #expect(ScoresDatabase.isNamed(path) == expected)
    }
}
