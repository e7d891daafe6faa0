import StanceCore

/// Reads a lexicon: tab-separated text with a header line and one term a line.
///
///     term       kind     valence   agent   patient   class       forms
///     accuse     verb     -0.4      -0.1    -0.5      reporting
///     strike     verb     -0.3      -0.3    0.2                   struck struck
///     crisis     noun     -0.5                                    crises
///
/// `kind` is verb, event, noun, adjective, adverb or function; valence, agent and patient are numbers
/// in -1...1, agent and patient may be empty; `class` and `forms` hold words separated by spaces.
/// Empty lines and lines that begin with # are passed over.
/// - SeeAlso: docs/lexicon.md
public enum LexiconFile {
    /// The largest lexicon that is read.
    public static let sizeLimit = 64 << 20

    private static let columns = [
        "term", "kind", "valence", "agent", "patient", "class", "forms",
    ]

    /// Reads the lexicon of the file at `path`, or of standard input for "-".
    ///
    /// - Throws: `StanceError`: `noInput`, `inputOutput`, and `badData` with file and line when a
    ///   line is not as above, or a term is there twice.
    public static func lexicon(at path: String) throws -> Lexicon {
        let bytes = try ByteSource(path: path).readAll(limit: sizeLimit)
        return try lexicon(in: TextEncoding.string(bytes, file: path), file: path)
    }

    /// Reads the lexicon of a text; `file` is for error messages.
    ///
    /// - Throws: as `lexicon(at:)`.
    public static func lexicon(in text: String, file: String) throws -> Lexicon {
        var entries: [LexiconEntry] = []
        var sawHeader = false
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated() where !line.isEmpty && !line.hasPrefix("#")
        {
            let location = SourceLocation(file: file, line: number + 1)
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard sawHeader else {
                guard cells == columns else {
                    throw StanceError(
                        .badData,
                        "expected the header \(columns.joined(separator: " ")), separated by tabs",
                        at: location)
                }
                sawHeader = true
                continue
            }
            entries.append(try LexiconCells(cells, location).entry())
        }
        guard !entries.isEmpty else {
            throw StanceError(
                .badData, "no terms; expected at least one", at: SourceLocation(file: file))
        }
        return try Lexicon(entries)
    }
}

/// The cells of one line.
private struct LexiconCells {
    let cells: [String]
    let location: SourceLocation

    init(_ cells: [String], _ location: SourceLocation) throws {
        self.cells = cells
        self.location = location
        guard cells.count == 7 else {
            throw fault("\(cells.count) columns; expected 7, separated by tabs")
        }
    }

    func entry() throws -> LexiconEntry {
        let term = cells[0]
        guard !term.isEmpty, term == term.lowercased(), term.first != " ", term.last != " " else {
            throw fault("the term \"\(term)\" is empty, has capitals or a space at an end")
        }
        guard let kind = LexiconEntry.Kind.allCases.first(where: { $0.word == cells[1] }) else {
            throw fault(
                "unknown kind \"\(cells[1])\"; expected "
                    + LexiconEntry.Kind.allCases.map(\.word).joined(separator: ", "))
        }
        guard let valence = try number(2) else { throw fault("no valence; expected a number") }
        return LexiconEntry(
            term: term, kind: kind, valence: valence, agent: try number(3), patient: try number(4),
            classes: try classes(), forms: words(6), location: location)
    }

    private func number(_ column: Int) throws -> Double? {
        guard !cells[column].isEmpty else { return nil }
        guard let value = Double(cells[column]), (-1...1).contains(value) else {
            throw fault("\"\(cells[column])\" is no number in -1 to 1")
        }
        return value
    }

    private func classes() throws -> LexiconEntry.Classes {
        var classes: LexiconEntry.Classes = []
        for word in words(5) {
            guard let known = LexiconEntry.Classes.names.first(where: { $0.0 == word }) else {
                throw fault(
                    "unknown class \"\(word)\"; expected "
                        + LexiconEntry.Classes.names.map(\.0).joined(separator: ", "))
            }
            classes.insert(known.1)
        }
        return classes
    }

    private func words(_ column: Int) -> [String] {
        cells[column].split(separator: " ").map(String.init)
    }

    private func fault(_ message: String) -> StanceError {
        StanceError(.badData, message, at: location)
    }
}
