/// A chart with its title, what it shows in words, and its numbers as a table.
struct Figure {
    /// Unique in the page.
    var id: String
    var title: String
    /// How to read it.
    var caption: String
    /// What it shows, for those who do not see it.
    var alternative: String
    /// The height of the drawing, whose width is `Figure.width`.
    var height: Double
    var drawing: HTML
    var table: DataTable

    /// So narrow that 12 units are readable on a phone.
    static let width = 340.0

    var html: HTML {
        """
        <figure>
        <h3 id="\(id)-title">\(title)</h3>
        <p class="lead">\(caption)</p>
        <svg viewBox="0 0 \(Figure.width) \(height)" role="img" aria-labelledby="\(id)-title \(id)-text">
        <desc id="\(id)-text">\(alternative)</desc>
        \(drawing)</svg>
        <details><summary>The numbers of this figure</summary>
        \(table.html)</details>
        </figure>

        """
    }
}

/// A rectangle with a scale on either side: values -> places in a drawing.
struct PlotArea {
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
    var xRange: ClosedRange<Double>
    var yRange: ClosedRange<Double>

    func x(_ value: Double) -> Double {
        left + (right - left) * PlotArea.share(value, of: xRange)
    }

    func y(_ value: Double) -> Double {
        bottom - (bottom - top) * PlotArea.share(value, of: yRange)
    }

    private static func share(_ value: Double, of range: ClosedRange<Double>) -> Double {
        let width = range.upperBound - range.lowerBound
        return width > 0 ? (value - range.lowerBound) / width : 0.5
    }

    /// Grid lines and numbers along the bottom, and a title under them.
    func xAxis(_ ticks: [Double], title: String, label: (Double) -> String) -> HTML {
        let lines = HTML.joined(
            ticks.map { tick in
                """
                <line class="grid" x1="\(x(tick))" x2="\(x(tick))" y1="\(top)" y2="\(bottom)"/>\
                <text x="\(x(tick))" y="\(bottom + 16)" text-anchor="middle">\(label(tick))</text>

                """
            })
        return lines
            + """
            <text x="\((left + right) / 2)" y="\(bottom + 34)" text-anchor="middle">\(title)</text>

            """
    }

    /// Grid lines and numbers along the left side, and a title above them.
    func yAxis(_ ticks: [Double], title: String, label: (Double) -> String) -> HTML {
        let lines = HTML.joined(
            ticks.map { tick in
                """
                <line class="grid" x1="\(left)" x2="\(right)" y1="\(y(tick))" y2="\(y(tick))"/>\
                <text x="\(left - 8)" y="\(y(tick) + 4)" text-anchor="end">\(label(tick))</text>

                """
            })
        return lines + "<text x=\"0\" y=\"\(top - 12)\">\(title)</text>\n"
    }

    /// Up to `count` round numbers that cover a range from 0: 0, 0.1, 0.2 ...
    static func ticks(to highest: Double, count: Int = 5) -> [Double] {
        guard highest > 0, highest.isFinite else { return [0, 1] }
        var step = 1.0
        while step * Double(count) < highest { step *= 10 }
        while step * Double(count) >= 10 * highest { step /= 10 }
        for factor in [0.1, 0.2, 0.25, 0.5] where step * factor * Double(count) >= highest {
            step *= factor
            break
        }
        return (0...count).map { Double($0) * step }.filter { $0 < highest + step }
    }
}
