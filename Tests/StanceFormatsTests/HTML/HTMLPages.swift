import Testing

/// Pages written for these tests, and the article of each.
struct HTMLPage: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var html: String
    var paragraphs: [String]

    init(_ name: String, _ html: String, _ paragraphs: String...) {
        testDescription = name
        self.html = html
        self.paragraphs = paragraphs
    }

    private static let first =
        "The government of Freedonia rejected the treaty on Monday, saying that it would not bow to "
        + "the demands of its neighbour."
    private static let second =
        "Sylvania called the decision regrettable & said that talks would go on in the spring."

    /// What surrounds articles on news sites.
    private static let news = HTMLPage(
        "a news page",
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Freedonia says no | The Example</title>
        <meta property="article:published_time" content="2024-03-05T08:00:00Z">
        <style>p { color: red }</style><script>var p = "<p>Not this.</p>";</script></head>
        <body class="has-sidebar">
        <div id="cookie-banner"><p>We use cookies to make this site better for you. Please agree.</p>
        <button>Agree</button></div>
        <header><h1 class="logo"><a href="/">The Example</a></h1>
        <p>Thursday edition, the news that everybody reads.</p></header>
        <nav><ul><li><a href="/world">World</a></li><li>Sport of the day</li></ul></nav>
        <main><article>
        <header><h1>Freedonia says no</h1><p class="byline">By A. Writer, who is in Fredville.</p>
        <time datetime="2024-03-05">5 March</time></header>
        <figure><img src="x.jpg" alt="A picture"><figcaption>The parliament, seen from the river.
        </figcaption></figure>
        <p>\(first)</p>
        <div class="share-tools">Share this article with your friends on every network there is.</div>
        <p>Sylvania called the decision <b>regrettable</b> &amp; said that talks<!-- x --> would go on
           in <a href="/spring">the spring</a>.</p>
        <p><a href="/more">Read more about the treaty and its long history here</a></p>
        <h2>What is next</h2>
        <blockquote>&ldquo;We wait,&rdquo; the minister said.</blockquote>
        <ul><li>The treaty runs out in May.</li><li>Nothing follows it.</li></ul>
        <h2>Related stories</h2>
        <ul><li><a href="/1">The treaty explained in ten points</a></li></ul>
        </article>
        <section id="comments"><h2>Comments</h2><p>I think that Freedonia is quite right to do so.</p>
        <p>And I think that all of this is the fault of the other side, as it always was.</p></section>
        </main>
        <aside><p>Most read today: a story about something else altogether.</p></aside>
        <form><p>Subscribe to our letter and never miss anything.</p></form>
        <footer><p>Copyright The Example, all rights reserved everywhere.</p></footer>
        <noscript><p>Turn on scripts to see this page.</p></noscript>
        <template><p>A template that nobody sees.</p></template>
        <div hidden><p>Hidden text.</p></div><div style="display: none"><p>Hidden too.</p></div>
        </body></html>
        """,
        "Freedonia says no", first, second, "What is next", "“We wait,” the minister said.",
        "The treaty runs out in May.", "Nothing follows it.")

    static let table: [HTMLPage] = [
        news,
        HTMLPage(
            "paragraphs by br in a table, as of old",
            "<html><body><table><tr><td><a href=/>Home</a><br><a href=/x>News</a></td><td>"
                + "<font size=2>\(first)<br><br>\n\(second.replacing("&", with: "&amp;"))<br>"
                + "So it went.</font></td></tr></table>",
            first, second + " So it went."),
        HTMLPage(
            "no article element, loose text in div",
            "<body><div>\(first)</div><div>Short label</div><div>It said so.</div>"
                + "<div>It said no more than that.</div>",
            first, "It said no more than that."),
        HTMLPage(
            "the largest of several articles",
            "<body><h1>The headline</h1><article><p>\(first)</p><p>\(first)</p></article>"
                + "<article><p>Another story, told in short.</p></article>",
            "The headline", first, first),
        HTMLPage(
            "many articles alike are all read",
            "<main><article><p>\(first)</p></article><article><p>Two. \(first)</p></article>"
                + "<article><p>Three. \(first)</p></article></main>",
            first, "Two. " + first, "Three. " + first),
        HTMLPage(
            "teasers beside text outside of any article",
            "<div><p>\(first)</p><p>\(first)</p></div><article><p>A teaser of something.</p></article>",
            first, first, "A teaser of something."),
        HTMLPage(
            "an article whose frame is called related",
            "<body><div class='related-content'><p>\(first)</p><p>\(second)</p></div>", first,
            second),
        HTMLPage(
            "frames that have a sidebar",
            "<div class='has-sidebar no-comments'><article class='post tags'><p>\(first)</p></article>"
                + "</div><div class=sidebar><p>Look here instead.</p></div>",
            first),
        HTMLPage(
            "headings over nothing",
            "<h1>A</h1><h2>B</h2><h3>C</h3><p>\(first)</p><h2>D</h2><h3>E</h3><h2>F</h2>", "A", "B",
            "C", first),
        HTMLPage(
            "entities",
            "<p>&Eacute;t&eacute; &#8364;5 &#x20AC; &#146;quoted&#148; &lt;b&gt; AT&T &hellip;"
                + "&nbsp;so&shy;ft &unknown; &amp;amp;</p>",
            "Été €5 € ’quoted” <b> AT&T … soft &unknown; &amp;"),
        HTMLPage(
            "white space", "<p>\n  One\t two<b> three </b>\n four<i>s</i></p>",
            "One two three fours"),
        HTMLPage("pre and definitions", "<pre>a\n b</pre><dl><dt>c<dd>d</dl>", "a b", "c", "d"),
        HTMLPage("no end tags", "<p>One<p>Two<ul><li>Three<li>Four", "One", "Two", "Three", "Four"),
        HTMLPage("text alone", "\(first)", first),
        HTMLPage("empty", ""),
        HTMLPage("nothing but links", "<p><a href=x>one</a></p>"),
        HTMLPage(
            "malformed",
            "<p>One <b>two</p><p>three</b> <<< & &# &#x; &#99999999999; <a href='x>y</p><p>four",
            "One two", "three <<< &"),
        HTMLPage(
            "NUL and controls", "<p>One\0 two\u{1} \u{1b}[31m three</p>", "One two [31m three"),
        HTMLPage("an unclosed comment", "<p>One</p><!-- two <p>three</p>", "One"),
        HTMLPage("an unclosed script", "<p>One</p><script>two <p>three</p>", "One"),
        HTMLPage(
            "processing instructions", "<?xml version='1.0'?><p>One<?php echo 1 ?> two", "One two"),
        HTMLPage("upper case", "<P>One</P><SCRIPT>x</SCRIPT><DIV CLASS='Comments'>y.</DIV>", "One"),
    ]
}
