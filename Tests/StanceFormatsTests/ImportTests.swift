import Foundation
import StanceCore
import StanceFormats
import Testing

/// A file of Tests/Fixtures/import, and what scripts/make_import_fixtures.py laid into it.
struct ImportCase: Decodable, Sendable, CustomTestStringConvertible {
    struct Row: Decodable, Sendable {
        var id: String?
        var text: String
        var actor: String
        var stance: String
        var spans: [[Int]]?
        var group: String?
        var annotator: String?
        var date: String?
        var source: String?
    }

    struct Reject: Decodable, Sendable {
        var line: Int
        var byte: Int?
        var reason: String
    }

    struct Options: Decodable, Sendable {
        var stanceMap: String?
        var actor: String?
        var encoding: String?
    }

    var file: String
    var profile: String
    var options: Options
    var rows: [Row]
    var rejected: [Reject]
    var leftOut: [String: Int]
    var records: Int

    var testDescription: String { file }

    static let folder: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/", folder.lastPathComponent != "Tests" {
            folder.deleteLastPathComponent()
        }
        return folder.appendingPathComponent("Fixtures/import")
    }()

    static let all: [ImportCase] = {
        let data = try? Data(contentsOf: folder.appendingPathComponent("import.json"))
        return data.flatMap { try? JSONDecoder().decode([ImportCase].self, from: $0) } ?? []
    }()

    /// What importing the file yields, read in chunks of `chunkSize` bytes.
    func imported(chunkSize: Int) throws -> (
        rows: [ImportedRow], rejected: [RejectedRow], counts: ImportCounts
    ) {
        let format = try #require(ImportFormat(rawValue: profile))
        var options = ImportOptions(actor: self.options.actor)
        if let map = self.options.stanceMap { options.stanceMap = try StanceMap(parsing: map) }
        if let name = self.options.encoding {
            options.encoding = try #require(ImportEncoding(rawValue: name))
        }
        var importer = try RowImporter(format, options: options)
        var (rows, rejected): ([ImportedRow], [RejectedRow]) = ([], [])
        let bytes = try Array(Data(contentsOf: Self.folder.appendingPathComponent(file)))
        try importer.read(
            ByteSource(bytes: bytes, name: file, chunkSize: chunkSize),
            take: { rows.append($0) }, reject: { rejected.append($0) })
        return (rows, rejected, importer.counts)
    }
}

@Suite("import")
struct ImportTests {
    @Test("there are cases of every profile")
    func cases() {
        #expect(Set(ImportCase.all.map(\.profile)) == Set(ImportFormat.allCases.map(\.rawValue)))
    }

    @Test("each layout gives the rows that were laid into it", arguments: ImportCase.all)
    func golden(_ expected: ImportCase) throws {
        for chunkSize in [1, 7, 256 * 1024] {
            let (rows, rejected, counts) = try expected.imported(chunkSize: chunkSize)
            #expect(rows.map(Self.key) == expected.rows.map(Self.key))
            #expect(rejected.map(\.line) == expected.rejected.map(\.line))
            for (row, reject) in zip(rejected, expected.rejected) {
                #expect(row.reason.contains(reject.reason))
                #expect(reject.byte == nil || row.byte == reject.byte)
                #expect(row.source == expected.file)
            }
            let leftOut = Dictionary(
                uniqueKeysWithValues: counts.leftOut.map { ($0.reason, $0.count) })
            #expect(leftOut == expected.leftOut)
            #expect(counts.records == expected.records)
            #expect(counts.units == counts.rows + counts.leftOutCount + counts.rejected)
            #expect(counts.rows == rows.count && counts.rejected == rejected.count)
        }
    }

    @Test("labelled rows are read back as they were written", arguments: RowFormat.allCases)
    func roundTrip(_ format: RowFormat) throws {
        for expected in ImportCase.all {
            let rows = try expected.imported(chunkSize: 1024).rows
            let sink = MemorySink()
            let writer = RowWriter(LabelledRowEncoder(format: format), to: sink)
            for row in rows { try writer.write(row) }
            try writer.flush()
            let reader = try LabelledRowReader(
                ByteSource(bytes: sink.bytes, name: "rows.\(format.rawValue)"),
                options: LabelledRowOptions())
            var found: [String] = []
            while let row = try reader.next() {
                let mentions = row.mentions.map {
                    $0.map { String(decoding: Array(row.text.utf8)[$0], as: UTF8.self) }
                }
                found.append(
                    "\(row.id ?? "")|\(row.text)|\(row.actor ?? "")|\(row.gold?.name ?? "")|"
                        + "\(mentions ?? ["-"])|\(row.group ?? "")|\(row.annotator ?? "")|"
                        + "\(row.date?.description ?? "")")
            }
            let written = rows.map { row in
                let scalars = Array(row.text.unicodeScalars)
                let mentions = row.spans.map {
                    $0.map { span in
                        var text = String.UnicodeScalarView()
                        text.append(contentsOf: scalars[span])
                        return String(text)
                    }
                }
                return "\(row.id ?? "")|\(row.text)|\(row.actor)|\(row.stance.name)|"
                    + "\(mentions ?? ["-"])|\(row.group ?? "")|\(row.annotator ?? "")|"
                    + "\(row.date ?? "")"
            }
            #expect(found.map { Array($0.utf8) } == written.map { Array($0.utf8) })
        }
    }

    @Test("offsets of each unit become scalars")
    func offsets() throws {
        let text = "a😀é\u{301}b"
        let scalars = try ImportCase.single(.doccano, #"[2,4,"pro"]"#, text)
        #expect(scalars?.actor.unicodeScalars.map(\.value) == [0xe9, 0x301])
        #expect(scalars?.spans == [2..<4])
    }

    @Test("JSON has its own encoding")
    func encodingOfJSON() {
        let error = #expect(throws: StanceError.self) {
            _ = try RowImporter(.doccano, options: ImportOptions(encoding: .windows1252))
        }
        #expect(error?.kind == .usage)
    }

    @Test(
        "a table without its columns, or without a header, is no such data set",
        arguments: [
            ("", "no header; expected the columns \"post\", \"new_topic\", \"label\""),
            ("post,label\n", "x.csv:1: no column \"new_topic\"; found \"post\", \"label\""),
            ("post,post,new_topic,label\n", "x.csv:1: the header names \"post\" twice"),
            ("post,\"new_topic,label\n", "x.csv:1: a quote that is never closed"),
        ])
    func header(_ text: String, _ message: String) throws {
        var importer = try RowImporter(.vast)
        let error = #expect(throws: StanceError.self) {
            try importer.read(
                ByteSource(bytes: Array(text.utf8), name: "x.csv"), take: { _ in },
                reject: { _ in })
        }
        #expect(error?.kind == .badData)
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }

    @Test("damage anywhere loses no row and never traps", arguments: ImportCase.all)
    func damage(_ expected: ImportCase) throws {
        let format = try #require(ImportFormat(rawValue: expected.profile))
        let whole = try Array(
            Data(contentsOf: ImportCase.folder.appendingPathComponent(expected.file)))
        for place in stride(from: 0, to: whole.count, by: 7) {
            for damaged in [Array(whole[..<place]), Self.changed(whole, at: place)] {
                var importer = try RowImporter(format)
                var (rows, rejected) = (0, 0)
                do {
                    try importer.read(
                        ByteSource(bytes: damaged, name: expected.file, chunkSize: 64),
                        take: { _ in rows += 1 }, reject: { _ in rejected += 1 })
                } catch let error as StanceError {
                    #expect(error.kind == .badData)
                }
                let counts = importer.counts
                #expect(counts.rows == rows && counts.rejected == rejected)
                #expect(counts.units == rows + rejected + counts.leftOutCount)
            }
        }
    }

    private static func changed(_ bytes: [UInt8], at place: Int) -> [UInt8] {
        var bytes = bytes
        let replacements: [UInt8] = [0x22, 0x5c, 0x0a, 0xff, 0x00, 0x5d, 0x7b]
        bytes[place] = replacements[place % replacements.count]
        return bytes
    }

    /// A sentence's own group is a fingerprint: here it is just one.
    private static func key(_ row: ImportedRow) -> [UInt8] {
        let group = row.group?.hasPrefix("sentence-") == true ? "SENTENCE" : row.group
        return key(
            row.id, row.text, row.actor, row.stance.name,
            row.spans?.map { [$0.lowerBound, $0.upperBound] }, group, row.annotator, row.date,
            row.source)
    }

    private static func key(_ row: ImportCase.Row) -> [UInt8] {
        key(
            row.id, row.text, row.actor, row.stance, row.spans, row.group, row.annotator, row.date,
            row.source)
    }

    /// Bytes, because equal strings may still differ in their scalars.
    private static func key(
        _ id: String?, _ text: String, _ actor: String, _ stance: String, _ spans: [[Int]]?,
        _ rest: String?...
    ) -> [UInt8] {
        let rest = rest.map { $0 ?? "-" }.joined(separator: "|")
        return Array("\(id ?? "-")|\(text)|\(actor)|\(stance)|\(spans ?? [[-1]])|\(rest)".utf8)
    }
}

extension ImportCase {
    /// The row of one JSON record with `text` and this label.
    static func single(_ format: ImportFormat, _ label: String, _ text: String) throws
        -> ImportedRow?
    {
        var importer = try RowImporter(format)
        var rows: [ImportedRow] = []
        try importer.read(
            ByteSource(bytes: Array(#"{"text":"\#(text)","label":[\#(label)]}"#.utf8), name: "x"),
            take: { rows.append($0) }, reject: { _ in })
        return rows.first
    }
}
