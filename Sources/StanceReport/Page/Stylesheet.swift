/// The style of every report, within the file: nothing is fetched.
enum Stylesheet {
    static let text = """
        :root{color-scheme:light dark;\(Palette.light.declarations)}
        @media (prefers-color-scheme:dark){:root{\(Palette.dark.declarations)}}
        """ + rules + print

    private static let rules = """

        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:var(--page);color:var(--ink);font:16px/1.6 ui-sans-serif,system-ui,\
        -apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif;\
        overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
        .page{max-width:64rem;margin:0 auto;padding:clamp(1.5rem,5vw,4rem) clamp(1rem,5vw,2.5rem) 4rem}
        header{margin-bottom:3rem}
        .kind{margin:0;color:var(--quiet);font-size:.875rem;letter-spacing:.04em}
        h1{margin:.25rem 0 .75rem;font-size:clamp(1.6rem,4.5vw,2.4rem);line-height:1.2;\
        font-weight:650;letter-spacing:-.015em}
        h2{margin:0 0 .5rem;font-size:1.35rem;line-height:1.3;font-weight:650;letter-spacing:-.01em}
        h3{margin:0 0 .25rem;font-size:1.05rem;line-height:1.4;font-weight:650}
        section{margin:0 0 4rem}
        p{margin:0 0 1rem;max-width:42rem}
        .quiet,figcaption,.lead{color:var(--quiet)}
        .lead{font-size:.9375rem;margin-bottom:1.25rem}
        .note{border-left:3px solid var(--line);padding-left:1rem}
        .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,9.5rem),1fr));\
        gap:1rem;margin:1.5rem 0 2.5rem}
        .card{background:var(--card);border:1px solid var(--line);border-radius:.75rem;\
        padding:1rem 1.15rem .9rem}
        .card .name{margin:0;color:var(--quiet);font-size:.875rem}
        .card .value{margin:0;font-size:2rem;line-height:1.25;font-weight:600;letter-spacing:-.02em}
        .card .interval{margin:.15rem 0 0;color:var(--quiet);font-size:.8125rem}
        .card svg{display:block;width:100%;height:.75rem;margin:.35rem 0 0}
        .figures{display:grid;grid-template-columns:minmax(0,1fr);gap:3.5rem;align-items:start}
        h2+.figures,h2+figure{margin-top:1.5rem}
        .column{display:grid;gap:3.5rem;min-width:0}
        figure{margin:0;min-width:0}
        figure>svg{display:block;width:100%;max-width:27rem;height:auto;overflow:visible}
        svg text{font:12px ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",\
        "Helvetica Neue",Arial,sans-serif;fill:var(--quiet);font-variant-numeric:tabular-nums}
        svg .ink{fill:var(--ink)}
        svg .mark{fill:var(--mark)}
        svg .stroke{stroke:var(--mark);fill:none;stroke-width:2}
        svg .grid{stroke:var(--line);stroke-width:1;fill:none}
        svg .ideal{stroke:var(--quiet);stroke-width:1;stroke-dasharray:3 4;fill:none}
        svg .band{fill:var(--mark);opacity:.4}
        svg .critical{fill:var(--critical)}svg .neutral{fill:var(--neutral)}
        svg .supportive{fill:var(--supportive)}
        svg .on{fill:var(--card)}
        details{margin-top:1rem;font-size:.875rem}
        summary{cursor:pointer;color:var(--quiet);padding:.25rem 0}
        summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;font-size:.875rem;margin:.5rem 0 1rem}
        caption{text-align:left;color:var(--quiet);padding-bottom:.35rem}
        th,td{text-align:left;padding:.35rem 1.1rem .35rem 0;border-bottom:1px solid var(--line);\
        vertical-align:baseline;overflow-wrap:normal}
        th{font-weight:600}thead th{color:var(--quiet);font-weight:500}
        td.number,th.number{text-align:right}td.number{white-space:nowrap}
        td:last-child,th:last-child{padding-right:0}
        td.long,th.long{overflow-wrap:anywhere;min-width:7rem}
        .stance{white-space:nowrap;font-weight:600}
        .stance.critical{color:var(--critical)}.stance.neutral{color:var(--neutral)}
        .stance.supportive{color:var(--supportive)}
        .sign{font-weight:700;margin-right:.2em}
        .rows{list-style:none;margin:1.5rem 0 0;padding:0;display:grid;gap:1rem}
        .row{background:var(--card);border:1px solid var(--line);border-radius:.75rem;\
        padding:1.1rem 1.25rem}
        .row .head{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:baseline;margin:0 0 .6rem;\
        max-width:none;font-size:.9375rem}
        .row .actor{font-weight:650}
        .text{font:1.0625rem/1.65 ui-serif,Georgia,Cambria,"Noto Serif","Times New Roman",serif;\
        margin:0 0 .75rem;max-width:44rem;white-space:pre-line}
        mark{background:none;color:inherit;border-radius:.25em;padding:.05em .15em;\
        -webkit-box-decoration-break:clone;box-decoration-break:clone}
        mark.critical{background:var(--critical-tint);border-bottom:2px solid var(--critical)}
        mark.neutral{background:var(--neutral-tint);border-bottom:2px dotted var(--neutral)}
        mark.supportive{background:var(--supportive-tint);border-bottom:2px double var(--supportive)}
        mark.weak{background:none}
        mark .sign{font-family:ui-sans-serif,system-ui,sans-serif;font-size:.8em}
        mark.critical .sign{color:var(--critical)}mark.neutral .sign{color:var(--neutral)}
        mark.supportive .sign{color:var(--supportive)}
        .mention{font-weight:700;text-decoration:none;border:1px solid var(--line);\
        border-radius:.3em;padding:0 .2em}
        .bar{display:block;width:100%;max-width:22rem;height:.5rem;border-radius:.25rem;overflow:hidden}
        .numbers{display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:.35rem 0 0;padding:0;\
        font-size:.8125rem;color:var(--quiet);list-style:none}
        .scores{list-style:none;margin:0;padding:0;display:grid;gap:.75rem 2rem;\
        grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr))}
        .scores .actor{font-weight:600}.scores{font-size:.9375rem}
        .article{border-top:1px solid var(--line);padding-top:2rem;margin-top:2.5rem}
        .paragraph{display:grid;grid-template-columns:minmax(0,1fr);gap:.25rem;margin:0 0 2rem}
        .paragraph .number{color:var(--quiet);font-size:.8125rem;margin:0}
        .legend{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;list-style:none;margin:0 0 1.5rem;padding:0;\
        font-size:.875rem}
        footer{border-top:1px solid var(--line);padding-top:1.5rem;color:var(--quiet);font-size:.875rem}
        .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);\
        white-space:nowrap}
        .numbers .mean{margin-left:auto}
        .article>.scores{margin-bottom:2.5rem}
        @media (max-width:30rem){th,td{padding-right:.5rem}table{font-size:.8rem}}
        @media (min-width:60rem){.cards{grid-template-columns:repeat(3,minmax(0,1fr))}\
        .figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:3.5rem 4rem}.paragraph.scored{grid-template-columns:minmax(0,1fr) 15rem;gap:.25rem 3rem}\
        .paragraph.scored .scores{grid-template-columns:minmax(0,1fr)}.paragraph .number{grid-column:1/-1}}

        """

    /// On paper: black on white, tables open, nothing torn apart.
    private static let print = """
        @media print{:root{\(Palette.light.declarations)--page:#ffffff;--quiet:#3c3b37}
        body{font-size:10.5pt}.page{max-width:none;padding:0}section{margin-bottom:2rem}
        figure,.row,.card,.paragraph,tr{break-inside:avoid}h2,h3{break-after:avoid}
        details::details-content{content-visibility:visible;block-size:auto}
        summary{list-style:none}mark,.bar,svg{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        .scroll{overflow:visible}.figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:2rem}
        .figures table{font-size:8pt}.figures th,.figures td{padding-right:.5rem}
        .figures td.long,.figures th.long{min-width:4rem}}

        """
}
