import StanceCore
import Yams

/// Reads an actors file: a YAML list of actors.
///
///     - name: Russia
///       aliases: [Russian, Russians, Moscow, Kremlin]
///     - name: United States
///       aliases: [US, U.S., Washington]
///       caseSensitive: true
///
/// Every name and alias is taken as its text, also where YAML would make a number, a boolean or
/// null of it (`NO`, `1`). Anchors and aliases of YAML (`&x`, `*x`) are refused: a few lines of
/// them can unfold into a tree of any size.
public enum ActorsFile {
    /// The largest actors file that is read.
    public static let sizeLimit = 16 << 20

    private static let understoodKeys = ["name", "aliases", "caseSensitive"]

    /// Reads the actors of the file at `path`, or of standard input for "-".
    ///
    /// - Throws: `StanceError`: `noInput`, `inputOutput`, and `badData` with file and line when
    ///   the file is not such a list, has an unknown key, an empty alias or none, or gives two
    ///   actors the same alias.
    public static func actors(at path: String) throws -> [Actor] {
        try actors(in: TextFile.string(at: path, limit: sizeLimit), file: path)
    }

    /// Reads the actors of a text; `file` is for error messages.
    ///
    /// - Throws: as `actors(at:)`.
    public static func actors(in text: String, file: String) throws -> [Actor] {
        try refuseExpansion(text, file: file)
        do {
            let parser = try Parser(yaml: text, encoding: .utf8)
            // Nodes know their anchors only as long as the parser lives.
            return try withExtendedLifetime(parser) {
                try actors(of: parser.singleRoot(), file: file)
            }
        } catch let error as YamlError {
            throw StanceError(error, file: file)
        }
    }

    private static func actors(of root: Node?, file: String) throws -> [Actor] {
        var reader = ActorsReader(file: file)
        guard let root, let list = root.sequence else {
            throw reader.fault("expected a list of actors, each with a name", root)
        }
        guard !list.isEmpty else { throw reader.fault("no actors; expected at least one", root) }
        return try list.map { try reader.actor($0) }
    }

    /// Refuses a text before it is composed when it may both name a node and repeat it, since the
    /// tree would be compared, node by node, while it is built.
    private static func refuseExpansion(_ text: String, file: String) throws {
        let bytes = Array(text.utf8)
        guard firstReference(UInt8(ascii: "&"), in: bytes) != nil,
            let star = firstReference(UInt8(ascii: "*"), in: bytes)
        else { return }
        let line = 1 + bytes[..<star].count { $0 == 0x0a }
        throw StanceError(
            .badData, ActorsReader.noReferences, at: SourceLocation(file: file, line: line))
    }

    /// Where `mark` could begin an anchor or an alias: before a name and not within a word.
    ///
    /// In quotes it would be neither, but both marks in one file are not worth telling apart.
    private static func firstReference(_ mark: UInt8, in bytes: [UInt8]) -> Int? {
        bytes.indices.first { index in
            guard bytes[index] == mark, index + 1 < bytes.count else { return false }
            return isNameByte(bytes[index + 1]) && (index == 0 || !isNameByte(bytes[index - 1]))
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// The keys of an actor, for error messages.
    static var keyList: String { understoodKeys.joined(separator: ", ") }
}
