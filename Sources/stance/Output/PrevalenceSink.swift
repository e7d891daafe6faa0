import StanceKit

/// A row of corrected shares per actor and slice, the actor with the most rows first.
final class PrevalenceSink: ScoreSink {
    private struct Key: Hashable {
        var actor: String?
        var slice: String?
    }

    private let format: OutputFormat
    private let file: OutputFile
    private let rates: PrevalenceRates
    private let slicing: Slicing
    private var tallies: [PrevalenceTally] = []
    private var keys: [Key] = []
    private var numberOfKey: [Key: Int] = [:]

    init(_ format: OutputFormat, _ file: OutputFile, _ rates: ErrorRates, _ slicing: Slicing) {
        self.format = format
        self.file = file
        self.rates = PrevalenceRates(rates)
        self.slicing = slicing
    }

    func write(_ row: ScoredRow) throws {
        let key = Key(actor: row.actor, slice: row.slice)
        let number = numberOfKey[key] ?? keys.count
        if number == keys.count {
            numberOfKey[key] = number
            keys.append(key)
            tallies.append(PrevalenceTally())
        }
        let article = row.group ?? row.document
        switch row.outcome {
        case .scored(let probabilities): tallies[number].add(probabilities.stance, of: article)
        case .abstained: tallies[number].add(nil, of: article)
        }
    }

    func finish() throws {
        let rows = try order().map { number in
            let tally = tallies[number]
            let estimate = tally.estimate(rates, options: try PrevalenceSink.bootstrap)
            return PrevalenceRow(
                actor: keys[number].actor, slice: keys[number].slice,
                documents: tally.articleCount, rows: tally.rowCount, abstained: tally.abstained,
                predicted: tally.predicted,
                shares: estimate.map { estimate in
                    zip(estimate.shares, estimate.intervals).map {
                        PrevalenceRow.Share(value: $0, low: $1?.low, high: $1?.high)
                    }
                }, note: estimate == nil ? "no row is scored" : estimate?.note)
        }
        switch format {
        case .table: try file.write(Array(PrevalenceText(rows: rows, slicing: slicing).text.utf8))
        case .database: throw OutputFormat.noDatabase(of: "--by")
        case .rows(let format):
            var encoder = PrevalenceRowEncoder(format: format, sliced: slicing.title != nil)
            var bytes = encoder.header
            for row in rows { try encoder.append(row, to: &bytes) }
            try file.write(bytes)
        }
    }

    private static var bootstrap: BootstrapOptions {
        get throws { try BootstrapOptions(replicates: 1_000) }
    }

    /// Actors by their rows, then by name; an actor's slices by name.
    private func order() -> [Int] {
        var rowsOfActor: [String?: Int] = [:]
        for (key, tally) in zip(keys, tallies) {
            rowsOfActor[key.actor, default: 0] += tally.rowCount
        }
        return keys.indices.sorted { a, b in
            let (first, second) = (keys[a], keys[b])
            if first.actor != second.actor {
                let (one, other) = (rowsOfActor[first.actor] ?? 0, rowsOfActor[second.actor] ?? 0)
                return one != other ? one > other : (first.actor ?? "") < (second.actor ?? "")
            }
            return (first.slice ?? "") < (second.slice ?? "")
        }
    }
}
