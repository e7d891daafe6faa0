import StanceCore
import Yams

/// Reads an actors file: a YAML list of actors.
///
///     - name: Russia
///       aliases: [Russian, Russians, Moscow, Kremlin]
///     - name: United States
///       aliases: [US, U.S., Washington]
///       caseSensitive: true
///     - name: Islamic Emirate of Afghanistan
///       aliases: [Taliban, {alias: Kabul, from: 2021-08-15}]
///
/// An alias with `from` or `until` (days in ISO 8601) counts in texts of its days: from the first
/// day, up to but not including the other. Two actors may share a word on different days.
///
/// Every name and alias is taken as its text, also where YAML would make a number, a boolean or
/// null of it (`NO`, `1`). Anchors and aliases of YAML (`&x`, `*x`) are refused: a few lines of
/// them can unfold into a tree of any size.
public enum ActorsFile {
    /// The largest actors file that is read.
    public static let sizeLimit = 8 << 20

    /// The most brackets that may be open at once; an actors file needs two.
    public static let bracketLimit = 64
    /// The most columns by which a line may be indented, list marks counted in.
    public static let indentationLimit = 256

    /// Reads the actors of the file at `path`, or of standard input for "-".
    ///
    /// - Throws: `StanceError`: `noInput`, `inputOutput`, and `badData` with file and line when
    ///   the file is not such a list, has an unknown key, an empty alias or none, or gives two
    ///   actors the same alias on one day.
    public static func actors(at path: String) throws -> [Actor] {
        try actors(in: TextFile.string(at: path, limit: sizeLimit), file: path)
    }

    /// Reads the actors of a text; `file` is for error messages.
    ///
    /// - Throws: as `actors(at:)`.
    public static func actors(in text: String, file: String) throws -> [Actor] {
        let (declarations, faults) = declarations(in: text)
        if let fault = faults.first ?? ActorLint.errors(in: declarations).first {
            throw StanceError(
                .badData, fault.message, at: SourceLocation(file: file, line: fault.line))
        }
        return declarations.map { $0.actor(file: file) }
    }

    /// Everything wrong or suspicious in the file at `path`, or on standard input for "-".
    ///
    /// - Returns: the findings by line, and what could be read of the list. The file is refused by
    ///   `actors(at:)` if and only if one of the findings is an error.
    /// - Throws: `StanceError`: `noInput`, `inputOutput`, and `badData` when the file is larger than
    ///   `sizeLimit` or is not UTF-8.
    public static func lint(
        at path: String
    ) throws -> (findings: [ActorFinding], declarations: [ActorDeclaration]) {
        let bytes = try ByteSource(path: path).readAll(limit: sizeLimit)
        return lint(try TextEncoding.string(bytes, file: path))
    }

    /// Everything wrong or suspicious in a text, and what could be read of it.
    public static func lint(
        _ text: String
    ) -> (findings: [ActorFinding], declarations: [ActorDeclaration]) {
        let (declarations, faults) = declarations(in: text)
        let findings =
            faults + ActorLint.errors(in: declarations) + ActorLint.warnings(in: declarations)
        let ordered = findings.enumerated().sorted {
            ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset)
        }
        return (ordered.map(\.element), declarations)
    }

    private static func declarations(
        in text: String
    ) -> (declarations: [ActorDeclaration], faults: [ActorFinding]) {
        let bytes = Array(text.utf8)
        if let fault = expansion(in: bytes) ?? nesting(in: bytes) { return ([], [fault]) }
        do {
            let parser = try Parser(yaml: text, encoding: .utf8)
            // Nodes know their anchors only as long as the parser lives.
            return try withExtendedLifetime(parser) {
                var reader = ActorsReader()
                reader.read(try parser.singleRoot())
                return (reader.declarations, reader.faults)
            }
        } catch let error as YamlError {
            return ([], [ActorFinding(error)])
        } catch {
            return ([], [ActorFinding(.error, .format, "invalid YAML: not readable", line: nil)])
        }
    }

    /// Refuses a text before it is composed when it may both name a node and repeat it, since the
    /// tree would be compared, node by node, while it is built.
    private static func expansion(in bytes: [UInt8]) -> ActorFinding? {
        guard firstReference(UInt8(ascii: "&"), in: bytes) != nil,
            let star = firstReference(UInt8(ascii: "*"), in: bytes)
        else { return nil }
        let line = 1 + bytes[..<star].count { $0 == 0x0a }
        return ActorFinding(.error, .format, ActorsReader.noReferences, line: line)
    }

    /// Refuses a text before it is composed when it could be nested deeply: the tree is built by
    /// calls within calls.
    ///
    /// Brackets in quotes and comments count too; so many open ones are no actors file either way.
    private static func nesting(in bytes: [UInt8]) -> ActorFinding? {
        var depth = 0
        var indentation = 0
        var line = 1
        // Whether nothing but white space and list marks came on this line.
        var isIndented = true
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(depth - 1, 0)
            case 0x0a, 0x0d:
                if byte == 0x0a { line += 1 }
                indentation = 0
                isIndented = true
                continue
            default: break
            }
            if isIndented {
                isIndented = " \t-?:".utf8.contains(byte)
                indentation += 1
            }
            let message: String
            if depth > bracketLimit {
                message = "more than \(bracketLimit) brackets open, the most that is read"
            } else if indentation > indentationLimit {
                message = "indented by more than \(indentationLimit) columns, the most that is read"
            } else {
                continue
            }
            return ActorFinding(.error, .format, message, line: line)
        }
        return nil
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
}
