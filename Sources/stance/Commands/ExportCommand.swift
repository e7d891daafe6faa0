import ArgumentParser
import StanceKit

/// `stance export`: labelled rows -> files of other learners.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write labelled rows for fastText, LIBSVM or Vowpal Wabbit.",
        discussion: """
            Example:
              stance export fasttext rows.jsonl -o rows.txt
              stance export libsvm rows.jsonl -m mine.stance -o rows.svm

            fasttext: "__label__STANCE __actor__NAME text", line ends made spaces; stance import \
            fasttext reads it back. libsvm: the features of a model, "CLASS INDEX:VALUE ...", indices \
            from 1. vw: the same by name, "CLASS 'ID |BLOCK TERM:VALUE ...". Classes are 1 critical, 2 \
            neutral, 3 supportive (docs/import.md).
            """)

    @Argument(help: "fasttext, libsvm or vw.")
    var layout: String

    @Argument(help: "Labelled rows: JSONL, CSV or TSV; - for standard input.")
    var inputs: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The model whose features are written (libsvm, vw).", valueName: "file"))
    var model: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write; - for standard output.", valueName: "file"))
    var output = ByteSource.standardInput

    @Flag(name: .shortAndLong, help: "Print nothing but data and errors.")
    var quiet = false

    @OptionGroup var rowInput: RowInput

    func run() throws {
        let layouts = ["fasttext", "libsvm", "vw"]
        guard layouts.contains(layout) else {
            throw StanceError(
                .usage, "unknown format \"\(layout)\"; expected \(layouts.joined(separator: ", "))")
        }
        guard !output.hasSuffix(".gz"), !output.hasSuffix(".zst") else {
            throw StanceError(
                .usage, "--output \(output): lines are written uncompressed; leave out .gz or .zst")
        }
        try OutputFile.check(output, isNoneOf: inputs + [model].compactMap { $0 })
        let file: OutputFile
        let count: Int
        if layout == "fasttext" {
            guard model == nil else {
                throw StanceError(.usage, "--model: fasttext lines are text; leave the model out")
            }
            file = try OutputFile(path: output)
            count = try writeFastText(to: file)
        } else {
            guard let model else {
                throw StanceError(
                    .usage, "\(layout) lines are the features of a model; expected --model FILE")
            }
            let scorer = Scorer(model: try StanceModel(path: model))
            let rows = try rowInput.labelledRows(
                inputs, recipe: scorer.model.recipe, quiet: quiet)
            file = try OutputFile(path: output)
            try write(rows, scorer, to: file)
            count = rows.count
        }
        try file.commit()
        if !quiet { Terminal.raw("\(Counted.text(count, "row")) -> \(output)") }
    }

    /// One row at a time: memory does not grow but for the ids.
    private func writeFastText(to file: OutputFile) throws -> Int {
        let options = LabelledRowOptions(
            columns: rowInput.columns, inputFormat: try rowInput.format(),
            quoting: !rowInput.table.noQuotes,
            stanceMap: try rowInput.stanceMap.map { try StanceMap(parsing: $0) },
            requiresActor: false, readsDates: false)
        var (bytes, count): ([UInt8], Int) = ([], 0)
        for path in inputs {
            let reader = try LabelledRowReader(path: path, options: options)
            while let row = try reader.next() {
                guard let stance = row.gold else { continue }
                switch FastTextLine.encode(text: row.text, actor: row.actor, stance: stance) {
                case .success(let line): bytes.append(contentsOf: line.utf8)
                case .failure(let fault):
                    throw StanceError(
                        .badData, "\(fault.reason), which fastText would misread", at: row.location)
                }
                count += 1
                if bytes.count >= Self.buffer {
                    try file.write(bytes)
                    bytes.removeAll(keepingCapacity: true)
                }
            }
        }
        try file.write(bytes)
        return count
    }

    private func write(_ rows: [Example], _ scorer: Scorer, to file: OutputFile) throws {
        let names = layout == "vw" ? Self.names(of: scorer.model) : []
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: rows.count, by: Self.batch) {
            let batch = Array(rows[start..<min(start + Self.batch, rows.count)])
            let features = try scorer.features(of: batch)
            for (place, row) in batch.enumerated() {
                let entries = features.offsets[place]..<features.offsets[place + 1]
                guard let stance = row.gold else { continue }
                if layout == "libsvm" {
                    FeatureLine.appendLIBSVM(
                        stance, columns: features.columns[entries],
                        values: features.values[entries], to: &bytes)
                } else {
                    FeatureLine.appendVW(
                        stance, id: row.id,
                        features: entries.lazy.map { entry in
                            let (block, name) = names[Int(features.columns[entry])]
                            return (block, name, features.values[entry])
                        }, to: &bytes)
                }
            }
            try file.write(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
    }

    private static let buffer = 64 * 1024
    private static let batch = 1_000

    /// The block and the term of each column of a model.
    private static func names(of model: StanceModel) -> [(block: String, name: String)] {
        model.blocks.flatMap { block in
            (0..<block.features.columnCount).map {
                (block.kind.rawValue, block.label($0, actors: model.actors))
            }
        }
    }
}
