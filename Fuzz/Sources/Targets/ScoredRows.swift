import StanceCore
import StanceFormats

extension FuzzTarget {
    /// Scored rows of any tool: what is accepted are probabilities.
    static let scoredRows = FuzzTarget(name: "scored-rows") { input in
        let reading = Reading.inAnyChunks(input, file: "rows." + rowFormat(input)) { source in
            let reader = try ScoredRowReader(source)
            return { try reader.next() }
        }
        for row in reading.records {
            guard let p = row.probabilities else { continue }
            for stance in Stance.allCases { precondition((0...1).contains(p[stance])) }
            precondition(abs(p.critical + p.neutral + p.supportive - 1) < 0.002)
        }
    }
}
