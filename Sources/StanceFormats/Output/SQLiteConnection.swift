import CSQLite
import StanceCore

/// A database file that is being written: the only file that calls SQLite.
///
/// Unsafe, fenced by this invariant: a connection is closed, and a statement finalised, with the last
/// reference; a statement keeps its connection; texts are copied when they are bound.
final class SQLiteConnection {
    /// The file as the user gave it, for errors.
    let file: String
    fileprivate let handle: OpaquePointer

    /// Opens the file at `path`, which is there and is empty or a database.
    ///
    /// - Throws: `StanceError.Kind.cannotCreate`.
    init(path: String, file: String) throws {
        self.file = file
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
        let status = sqlite3_open_v2(path, &handle, flags, nil)
        guard status == SQLITE_OK, let handle else {
            sqlite3_close_v2(handle)
            throw StanceError.cannotCreate(file, String(cString: sqlite3_errstr(status)))
        }
        self.handle = handle
    }

    deinit { sqlite3_close_v2(handle) }

    /// Runs statements that yield nothing of interest.
    ///
    /// - Throws: `StanceError.Kind.inputOutput` with SQLite's words.
    func run(_ sql: String) throws {
        try check(sqlite3_exec(handle, sql, nil, nil, nil))
    }

    /// Prepares a statement with places for values.
    ///
    /// - Throws: `StanceError.Kind.inputOutput` with SQLite's words.
    func prepare(_ sql: String) throws -> SQLiteStatement {
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v2(handle, sql, -1, &statement, nil))
        guard let statement else {
            throw StanceError(
                .internalFailure, "an empty statement", at: SourceLocation(file: file))
        }
        return SQLiteStatement(self, statement)
    }

    /// Fails as SQLite did: a full disk among others.
    fileprivate func check(_ status: Int32) throws {
        guard status != SQLITE_OK, status != SQLITE_DONE, status != SQLITE_ROW else { return }
        throw StanceError(
            .inputOutput, "writing failed: \(String(cString: sqlite3_errmsg(handle)))",
            at: SourceLocation(file: file))
    }
}

/// A prepared statement whose places are filled one after the other.
final class SQLiteStatement {
    private let connection: SQLiteConnection
    private let handle: OpaquePointer
    private var place: Int32 = 0

    fileprivate init(_ connection: SQLiteConnection, _ handle: OpaquePointer) {
        self.connection = connection
        self.handle = handle
    }

    deinit { sqlite3_finalize(handle) }

    /// Fills the next place with a text, or with NULL.
    func bind(_ text: String?) throws {
        guard var text else { return try bindNull() }
        place += 1
        try connection.check(
            text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { chars in
                    // Of an empty string the address may be nil, which would be NULL.
                    guard let address = chars.baseAddress else {
                        return csqlite_bind_text(handle, place, "", 0)
                    }
                    return csqlite_bind_text(handle, place, address, UInt64(chars.count))
                }
            })
    }

    /// Fills the next place with a number.
    func bind(_ number: Int) throws {
        place += 1
        try connection.check(sqlite3_bind_int64(handle, place, Int64(number)))
    }

    /// Fills the next place with a number.
    func bind(_ number: Double) throws {
        place += 1
        try connection.check(sqlite3_bind_double(handle, place, number))
    }

    /// Fills the next places with NULL.
    func bindNull(_ count: Int = 1) throws {
        for _ in 0..<count {
            place += 1
            try connection.check(sqlite3_bind_null(handle, place))
        }
    }

    /// Runs the statement and empties its places.
    func run() throws {
        place = 0
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        try connection.check(sqlite3_step(handle))
    }
}
