import StanceCore

/// The frame of a report: one file that runs nothing and fetches nothing.
struct ReportPage {
    /// What stands above the title, for example "Evaluation".
    var kind: String
    var title: String
    /// Sentences under the title.
    var introduction: [String]
    var body: HTML

    /// The whole file in UTF-8.
    var bytes: [UInt8] {
        let lines = HTML.joined(introduction.map { "<p>\($0)</p>\n" })
        let page: HTML = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src 'unsafe-inline'; img-src data:">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="generator" content="stance \(StanceKitVersion.current)">
            <title>\(title)</title>
            <link rel="icon" href="data:,">
            <style>
            \(ReportPage.style)</style>
            </head>
            <body>
            <div class="page">
            <header>
            <p class="kind">\(kind)</p>
            <h1><bdi>\(title)</bdi></h1>
            \(lines)</header>
            <main>
            \(body)</main>
            <footer><p>Written by stance \(StanceKitVersion.current). This file is complete: it \
            loads nothing from elsewhere and runs no script.</p></footer>
            </div>
            </body>
            </html>

            """
        return Array(page.markup.utf8)
    }

    private static let style = HTML(stringLiteral: Stylesheet.text)
}

/// A titled part of a report.
struct ReportSection {
    var id: String
    var title: String
    var lead: String?
    var body: HTML

    var html: HTML {
        let lead: HTML = lead.map { "<p class=\"lead\">\($0)</p>\n" } ?? ""
        return """
            <section aria-labelledby="\(id)">
            <h2 id="\(id)">\(title)</h2>
            \(lead)\(body)</section>

            """
    }
}
