import StanceCore

/// How often paragraphs are critical, neutral and supportive of each actor.
public struct ActorTally: Sendable {
    /// One actor's counts.
    struct Line {
        var actor: String
        /// Scored paragraphs by stance, in class order.
        var counts = [0, 0, 0]
        var abstained = 0
        var scoreSum = 0.0

        var scored: Int { counts.reduce(0, +) }
    }

    private var places: [String: Int] = [:]
    private var lines: [Line] = []

    /// No rows.
    public init() {}

    /// Counts a row; one without an actor is left out.
    public mutating func record(actor: String?, _ outcome: ScoredRow.Outcome) {
        guard let actor else { return }
        let place = places[actor] ?? lines.count
        if place == lines.count {
            places[actor] = place
            lines.append(Line(actor: actor))
        }
        switch outcome {
        case .abstained: lines[place].abstained += 1
        case .scored(let probabilities):
            lines[place].counts[probabilities.stance.rawValue] += 1
            lines[place].scoreSum += probabilities.score
        }
    }

    /// The number of actors.
    var count: Int { lines.count }

    /// Each actor's bar; those with the most scored paragraphs first, equal ones by name.
    func table(caption: String, limit: Int) -> HTML {
        let sorted = lines.sorted { ($1.scored, $0.actor) < ($0.scored, $1.actor) }
        let items = HTML.joined(
            sorted.prefix(limit).map { $0.html(widest: sorted.first?.scored ?? 1) })
        let rest = sorted.count - limit
        let note: HTML =
            rest > 0
            ? "<p class=\"quiet\">\(ReportNumber.counted(rest, "actor")) more, not shown.</p>\n"
            : ""
        return """
            <p class="hidden">\(caption)</p><ul class="scores">
            \(items)</ul>
            \(note)
            """
    }
}

extension ActorTally.Line {
    /// The bar is as long as the actor has scored paragraphs, the widest one's being full.
    fileprivate func html(widest: Int) -> HTML {
        guard scored > 0 else {
            return """
                <li><span class="actor"><bdi>\(actor)</bdi></span> <span class="quiet">no score in \
                \(ReportNumber.counted(abstained, "paragraph"))</span></li>

                """
        }
        let numbers = HTML.joined(
            Stance.allCases.filter { counts[$0.rawValue] > 0 }.map {
                "<li>\(StanceMark.html($0)) \(ReportNumber.count(counts[$0.rawValue]))</li>"
            })
        let mean = ReportNumber.signed(scoreSum / Double(scored), places: 2)
        let bar = StanceMark.bar(counts.map { Double($0) / Double(max(widest, 1)) })
        return """
            <li><span class="actor"><bdi>\(actor)</bdi></span>
            \(bar)<ul class="numbers">\(numbers)<li class="mean">mean \(mean)</li></ul></li>

            """
    }
}
