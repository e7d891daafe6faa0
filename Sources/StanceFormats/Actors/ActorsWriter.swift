import StanceCore

/// Lays actors out as an actors file; `ActorsFile` reads them back as they were.
public enum ActorsWriter {
    /// One actor with lines of comment above it, ended by a newline.
    ///
    /// Lines are broken after 100 columns where aliases allow it.
    public static func text(of actor: Actor, comments: [String] = []) -> String {
        var text = ""
        for comment in comments { text += "# " + plain(comment) + "\n" }
        text += "- name: \(scalar(actor.name))\n"
        let aliases = actor.aliases.map(scalar) + actor.datedAliases.map(entry)
        if !aliases.isEmpty { text += list(aliases) }
        if let caseSensitive = actor.caseSensitive {
            text += "  caseSensitive: \(caseSensitive)\n"
        }
        return text
    }

    private static func list(_ aliases: [String]) -> String {
        let flow = "  aliases: [" + aliases.joined(separator: ", ") + "]\n"
        if flow.count <= 101 { return flow }
        return "  aliases:\n" + aliases.map { "    - \($0)\n" }.joined()
    }

    private static func entry(_ alias: DatedAlias) -> String {
        var fields = ["alias: \(scalar(alias.alias))"]
        if let from = alias.span.from { fields.append("from: \(from)") }
        if let until = alias.span.until { fields.append("until: \(until)") }
        return "{" + fields.joined(separator: ", ") + "}"
    }

    /// A text as YAML: bare where nothing in it has a meaning of its own, else in double quotes.
    ///
    /// Escaped is what would end the quotes, what YAML takes for the end of a line or for nothing
    /// printable, and an opening bracket, which the reader counts in quotes too.
    ///
    /// - SeeAlso: YAML 1.1, sections 4.1 (printable characters), 4.2 (line breaks) and 5.5 (escapes).
    private static func scalar(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let isBare =
            scalars.first.map { $0.properties.isAlphabetic } == true && scalars.last != " "
            && scalars.allSatisfy {
                $0.properties.isAlphabetic || $0.properties.numericType != nil
                    || " -.'".unicodeScalars.contains($0)
            }
        if isBare { return text }
        var quoted = "\""
        for scalar in scalars {
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(scalar)
            case "[", "{": quoted += escape(scalar)
            case " "..."~", "\u{A0}"..."\u{2027}", "\u{202A}"..."\u{FEFE}",
                "\u{FF00}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
                quoted.unicodeScalars.append(scalar)
            default: quoted += escape(scalar)
            }
        }
        return quoted + "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// A comment ends at its line's end and leaves no bracket open, whatever it quotes.
    private static func plain(_ comment: String) -> String {
        var text = ""
        for scalar in comment.unicodeScalars {
            let isControl =
                scalar.properties.generalCategory == .control || scalar == "\u{2028}"
                || scalar == "\u{2029}" || scalar == "\u{FEFF}"
            switch scalar {
            case _ where isControl: text += " "
            case "[", "{": text += "("
            case "]", "}": text += ")"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
