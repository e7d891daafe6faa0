/// The formats of labelled and scored rows.
public enum RowFormat: String, Sendable, Hashable, CaseIterable {
    /// One JSON object a line.
    case jsonLines = "jsonl"
    /// Comma-separated values with a header.
    case csv
    /// Tab-separated values with a header.
    case tsv

    /// The format that a file's name tells, also before ".gz" or ".zst"; nil when it tells none.
    public init?(path: String) {
        switch fileExtension(path) {
        case "jsonl", "ndjson", "json": self = .jsonLines
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        default: return nil
        }
    }

    /// Opens a reader of the wanted columns.
    ///
    /// Without a `delimiter` it is that of the name, unless the table plainly has another.
    package func reader(
        _ source: ByteSource, quoting: Bool, columns: [String], delimiter: Delimiter? = nil
    ) throws -> RecordReader {
        switch self {
        case .jsonLines: try JSONLinesReader(source, columns: columns)
        case .csv, .tsv:
            try DelimitedReader(
                source, dialect: Dialect(delimiter: delimiter?.byte ?? usual, quoting: quoting),
                isFixed: delimiter != nil, columns: columns)
        }
    }

    private var usual: UInt8 { self == .csv ? UInt8(ascii: ",") : UInt8(ascii: "\t") }
}

/// A path's last extension in lower case, or the one before it when the last is "gz" or "zst".
func fileExtension(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    var parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    if parts.last == "gz" || parts.last == "zst", parts.count > 1 { parts.removeLast() }
    return parts.count > 1 ? String(parts[parts.count - 1]) : ""
}
