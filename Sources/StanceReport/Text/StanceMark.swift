import StanceCore

/// A stance as a word with its sign and colour, and probabilities as a bar with numbers.
enum StanceMark {
    /// The word.
    static func html(_ stance: Stance) -> HTML {
        """
        <span class="stance \(stance.name)"><span class="sign" aria-hidden="true">\(stance.sign)\
        </span>\(stance.name)</span>
        """
    }

    /// The sign alone; the word is there for those who cannot see it.
    static func sign(_ stance: Stance) -> HTML {
        """
        <span class="stance \(stance.name)"><span aria-hidden="true">\(stance.sign)</span>\
        <span class="hidden">\(stance.name)</span></span>
        """
    }

    /// Three shares of the width as a bar; the numbers are to stand beside it.
    static func bar(_ shares: [Double]) -> HTML {
        var x = 0.0
        var parts: HTML = ""
        for stance in Stance.allCases {
            let width = 100 * shares[stance.rawValue]
            parts += """
                <rect class="\(stance.name)" x="\(x, places: 2)" width="\(max(0, width - 0.6), places: 2)" \
                height="8"/>
                """
            x += width
        }
        return """
            <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">\
            \(parts)</svg>
            """
    }

    /// The bar and the three probabilities in numbers.
    static func probabilities(_ p: StanceProbabilities) -> HTML {
        let numbers = HTML.joined(
            Stance.allCases.map {
                "<li>\(sign($0)) \(p[$0], places: 2)</li>"
            })
        return bar(Stance.allCases.map { p[$0] }) + "<ul class=\"numbers\">\(numbers)</ul>\n"
    }

    /// What the signs and colours mean.
    static func legend(_ meaning: (Stance) -> HTML) -> HTML {
        let items = HTML.joined(Stance.allCases.map { "<li>\(meaning($0))</li>" })
        return "<ul class=\"legend\">\(items)</ul>\n"
    }
}
