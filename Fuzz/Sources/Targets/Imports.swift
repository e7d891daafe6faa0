@testable import StanceCore
@testable import StanceFormats

extension FuzzTarget {
    /// Files of other layouts; the first byte chooses which.
    ///
    /// Every unit is a row, left out or rejected.
    static let imports = FuzzTarget(name: "import") { input in
        guard let first = input.first else { return }
        let formats = ImportFormat.allCases
        let format = formats[Int(first) % formats.count]
        let file = Array(input.dropFirst())
        let whole = imported(file, format, chunkSize: 8192)
        let size = 1 + file.count % 7
        let pieces = imported(file, format, chunkSize: size)
        precondition(whole == pieces, "in chunks of \(size): \(pieces), but whole: \(whole)")
        let counts = whole.counts
        if whole.fault == nil {
            precondition(counts.units == counts.rows + counts.leftOutCount + counts.rejected)
        }
        precondition(whole.rows.count == counts.rows && whole.rejects.count == counts.rejected)
    }

    /// What an import made of a file.
    private struct Imported: Equatable {
        var rows: [ImportedRow] = []
        var rejects: [RejectedRow] = []
        var counts = ImportCounts()
        var fault: StanceError?
    }

    private static func imported(
        _ file: [UInt8], _ format: ImportFormat, chunkSize: Int
    ) -> Imported {
        var result = Imported()
        let options = ImportOptions(actor: "Ankara")
        let end = outcome {
            var importer = try RowImporter(format, options: options)
            defer { result.counts = importer.counts }
            let name = format == .semeval2016 ? "file.txt" : "file"
            try importer.read(
                ByteSource(bytes: file, name: name, chunkSize: chunkSize),
                take: { result.rows.append($0) }, reject: { result.rejects.append($0) })
        }
        if case .failure(let error) = end { result.fault = error }
        return result
    }
}
