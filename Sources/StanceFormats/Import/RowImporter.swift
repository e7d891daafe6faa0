import StanceCore

/// What went in and came out of an import: records in = rows + left out + rejected, where a record
/// of several labelled units counts as often as it has units.
public struct ImportCounts: Sendable, Hashable {
    /// Records of the files: lines, tasks, documents.
    public internal(set) var records = 0
    /// Labelled units of all records.
    public internal(set) var units = 0
    /// Units that became rows.
    public internal(set) var rows = 0
    /// Units that could not be read.
    public internal(set) var rejected = 0
    /// Units left out as the layout means it, by reason, in the order of their first unit.
    public internal(set) var leftOut: [(reason: String, count: Int)] = []

    /// All units left out.
    public var leftOutCount: Int { leftOut.reduce(0) { $0 + $1.count } }

    /// Counts nothing yet.
    public init() {}

    /// Whether two counts are the same.
    public static func == (left: ImportCounts, right: ImportCounts) -> Bool {
        left.key == right.key && left.leftOut.map(\.reason) == right.leftOut.map(\.reason)
    }

    /// Feeds the counts into a hash.
    public func hash(into hasher: inout Hasher) { hasher.combine(key) }

    private var key: [Int] { [records, units, rows, rejected] + leftOut.map(\.count) }

    mutating func leaveOut(_ reason: String) {
        if let place = leftOut.firstIndex(where: { $0.reason == reason }) {
            leftOut[place].count += 1
        } else {
            leftOut.append((reason, 1))
        }
    }
}

/// Reads files of one layout into labelled rows.
///
/// Memory is the longest record, and the ids.
public struct RowImporter {
    private let format: ImportFormat
    private let options: ImportOptions
    private let profile: any ImportProfile
    /// How often each id was met, by annotator.
    private var ids: [String: Int] = [:]
    /// What was read so far.
    public private(set) var counts = ImportCounts()

    /// Reads files of `format`.
    ///
    /// - Throws: `StanceError.Kind.usage` when an encoding is given for JSON, which has its own.
    public init(_ format: ImportFormat, options: ImportOptions = ImportOptions()) throws {
        guard !format.isJSON || options.encoding == .utf8 else {
            throw StanceError(
                .usage, "--encoding: JSON is UTF-8; \(format.rawValue) files are JSON")
        }
        self.format = format
        self.options = options
        profile = format.profile(options)
    }

    /// Reads one file, or standard input for "-".
    ///
    /// `take` gets each row, `reject` each unit that could not be read.
    /// - Throws: `StanceError` when the file itself cannot be read, and what the closures throw.
    public mutating func read(
        path: String, take: (ImportedRow) throws -> Void, reject: (RejectedRow) throws -> Void
    ) throws {
        try read(ByteSource(path: path), take: take, reject: reject)
    }

    /// Reads an open source, as `read(path:take:reject:)`.
    ///
    /// - Throws: as `read(path:take:reject:)`.
    public mutating func read(
        _ source: ByteSource, take: (ImportedRow) throws -> Void,
        reject: (RejectedRow) throws -> Void
    ) throws {
        var records = try profile.layout(of: source.name)
            .records(of: source, encoding: options.encoding)
        while let cut = try records.next() {
            counts.records += 1
            for unit in try units(of: cut) {
                counts.units += 1
                switch unit {
                case .row(var row):
                    row.id = row.id.map { unique($0, by: row.annotator) }
                    try take(row)
                    counts.rows += 1
                case .leftOut(let reason): counts.leaveOut(reason)
                case .rejected(let reason):
                    counts.rejected += 1
                    try reject(
                        RejectedRow(
                            source: source.name, line: cut.line, byte: cut.byte, reason: reason))
                }
            }
        }
    }

    private func units(of cut: CutRecord) throws -> [ImportUnit] {
        do {
            let units = try profile.units(of: cut.record.get())
            precondition(!units.isEmpty, "no record vanishes")
            return try units.map { unit in
                guard case .row(let row) = unit else { return unit }
                return try .of {
                    try row.check()
                    return unit
                }
            }
        } catch let fault as ImportFault {
            return [.rejected(reason: fault.reason)]
        }
    }

    /// An id that no row of the annotator has yet: a repeated one gets a number.
    private mutating func unique(_ id: String, by annotator: String?) -> String {
        func key(_ id: String) -> String { id + "\u{0}" + (annotator ?? "") }
        var count = (ids[key(id)] ?? 0) + 1
        guard count > 1 else {
            ids[key(id)] = 1
            return id
        }
        while ids[key("\(id)#\(count)")] != nil { count += 1 }
        ids[key(id)] = count
        ids[key("\(id)#\(count)")] = 1
        return "\(id)#\(count)"
    }
}
