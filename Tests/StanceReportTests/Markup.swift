import Foundation
import Testing

/// Reads the markup of a page and finds what is not well-formed.
struct Markup {
    /// One tag with its attributes.
    struct Tag {
        var name: String
        var attributes: [String: String]
    }

    private(set) var tags: [Tag] = []
    private(set) var problems: [String] = []
    /// What stands between tags, entities as they are.
    private(set) var text = ""

    private static let voids: Set<String> = ["meta", "link", "br", "hr", "img", "input"]

    init(_ bytes: [UInt8]) {
        let page = String(decoding: bytes, as: UTF8.self)
        var open: [String] = []
        var rest = Substring(page)
        while let start = rest.firstIndex(of: "<") {
            text += rest[..<start]
            rest = rest[rest.index(after: start)...]
            guard let end = Markup.end(of: rest) else {
                problems.append("a tag without end: \(rest.prefix(60))")
                return
            }
            let inner = rest[..<end]
            rest = rest[rest.index(after: end)...]
            if inner.hasPrefix("!") { continue }
            if inner.hasPrefix("/") {
                let name = String(inner.dropFirst())
                if open.popLast() != name { problems.append("</\(name)> closes another tag") }
                continue
            }
            let isClosed = inner.hasSuffix("/")
            let tag = tag(isClosed ? inner.dropLast() : inner)
            tags.append(tag)
            if !isClosed && !Markup.voids.contains(tag.name) { open.append(tag.name) }
            if tag.name == "style", let close = rest.range(of: "</style>") {
                rest = rest[close.lowerBound...]
            }
        }
        text += rest
        if !open.isEmpty { problems.append("never closed: \(open)") }
    }

    /// Where a tag ends: a > outside of quotes.
    private static func end(of rest: Substring) -> Substring.Index? {
        var quoted = false
        for index in rest.indices {
            if rest[index] == "\"" { quoted.toggle() }
            if rest[index] == ">" && !quoted { return index }
        }
        return nil
    }

    private mutating func tag(_ inner: Substring) -> Tag {
        let name = String(inner.prefix { !$0.isWhitespace })
        var attributes: [String: String] = [:]
        var rest = inner.dropFirst(name.count)
        while let first = rest.first(where: { !$0.isWhitespace }) {
            rest = rest[(rest.firstIndex(of: first) ?? rest.startIndex)...]
            let key = String(rest.prefix { $0 != "=" && !$0.isWhitespace })
            rest = rest.dropFirst(key.count)
            guard rest.first == "=" else {
                attributes[key] = ""
                continue
            }
            guard rest.dropFirst().first == "\"" else {
                problems.append("attribute \(key) without quotes")
                break
            }
            let value = rest.dropFirst(2).prefix { $0 != "\"" }
            if attributes.updateValue(String(value), forKey: key) != nil {
                problems.append("attribute \(key) twice")
            }
            rest = rest.dropFirst(value.count + 3)
        }
        return Tag(name: name, attributes: attributes)
    }

    /// What every page has to satisfy, whatever its data.
    static func check(_ bytes: [UInt8], _ comment: Comment? = nil) {
        let page = Markup(bytes)
        #expect(page.problems.isEmpty, comment)
        let ids = page.tags.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count, "ids are unique")
        for tag in page.tags {
            #expect(tag.name != "script" && tag.name != "img" && tag.name != "iframe")
            #expect(!tag.attributes.keys.contains { $0.hasPrefix("on") }, "\(tag)")
            #expect(tag.attributes["src"] == nil && tag.attributes["style"] == nil)
            if let link = tag.attributes["href"] { #expect(link == "data:,") }
            for id in (tag.attributes["aria-labelledby"] ?? "").split(separator: " ") {
                #expect(ids.contains(String(id)))
            }
        }
        let count = { (name: String) in page.tags.count { $0.name == name } }
        #expect(count("figure") == count("details"))
        #expect(count("table") >= count("figure"))
        #expect(count("h1") == 1 && count("main") == 1)
        let images = page.tags.filter { $0.name == "svg" }
        #expect(
            images.allSatisfy {
                $0.attributes["role"] == "img" || $0.attributes["aria-hidden"] == "true"
            })
        #expect(!page.text.lowercased().contains("nan") || page.text.contains("finance"))
        for word in ["inf ", "-inf", "Optional(", "nil"] { #expect(!page.text.contains(word)) }
        let style = String(decoding: bytes, as: UTF8.self)
        for reach in ["url(", "@import", "http://", "https://"] {
            #expect(!style.contains(reach), "\(reach)")
        }
    }
}
