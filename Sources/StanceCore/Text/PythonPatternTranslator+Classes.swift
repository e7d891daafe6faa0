/// Escapes and bracketed classes, which may hold each other's items.
extension PythonPatternTranslator {
    /// What an escape or an item of a class stands for.
    enum Item {
        /// One scalar.
        case scalar(Unicode.Scalar)
        /// A class, as the inside of Swift brackets.
        case named(inside: String, edge: Edge)
    }

    private static let space: String = {
        let classes = UnicodeClasses.shared
        let spaces = (0...0x3000).filter { classes.holds($0, UnicodeClasses.space) }
        return spaces.compactMap(Unicode.Scalar.init).map(escaped).joined()
    }()

    /// Reads what follows a backslash.
    mutating func escapedItem(inClass: Bool) throws -> Item {
        guard let scalar = peek() else { throw malformed("a backslash at the end") }
        position += 1
        switch scalar {
        case "w": return .named(inside: Self.word, edge: .word)
        case "W": return .named(inside: "[^\(Self.word)]", edge: .other)
        case "d": return .named(inside: #"\p{Nd}"#, edge: .word)
        case "D": return .named(inside: #"\P{Nd}"#, edge: .unknown)
        case "s": return .named(inside: Self.space, edge: .other)
        case "S": return .named(inside: "[^\(Self.space)]", edge: .unknown)
        case "t": return .scalar("\t")
        case "n": return .scalar("\n")
        case "r": return .scalar("\r")
        case "f": return .scalar("\u{C}")
        case "v": return .scalar("\u{B}")
        case "a": return .scalar("\u{7}")
        case "b" where inClass: return .scalar("\u{8}")
        case "x": return .scalar(try hexadecimal(2))
        case "u": return .scalar(try hexadecimal(4))
        case "U": return .scalar(try hexadecimal(8))
        case "0"..."9": throw unsupported("back-references and octal escapes")
        case "a"..."z", "A"..."Z": throw malformed("the escape \\\(scalar)")
        default: return .scalar(scalar)
        }
    }

    private mutating func hexadecimal(_ digits: Int) throws -> Unicode.Scalar {
        let text = String(String.UnicodeScalarView(scalars[position...].prefix(digits)))
        guard text.unicodeScalars.count == digits, let code = UInt32(text, radix: 16),
            let scalar = Unicode.Scalar(code)
        else { throw malformed("an escape that needs \(digits) hexadecimal digits") }
        position += digits
        return scalar
    }

    /// Reads a class after its opening bracket.
    mutating func characterClass() throws -> Piece {
        let negated = take("^")
        var inside = ""
        var edges: [Edge] = []
        var isFirst = true
        while isFirst || peek() != "]" {
            isFirst = false
            switch try classItem() {
            case .named(let text, let edge):
                inside += text
                edges.append(edge)
            case .scalar(let low):
                guard peek() == "-", let after = peek(1), after != "]" else {
                    inside += Self.escaped(low)
                    edges.append(edge(of: low.value...low.value))
                    continue
                }
                position += 1
                guard case .scalar(let high) = try classItem(), low <= high else {
                    throw malformed("a bad range in a class")
                }
                inside += Self.range(low, high)
                edges.append(edge(of: low.value...high.value))
            }
        }
        position += 1
        let text = "[\(negated ? "^" : "")\(inside)]"
        guard negated else {
            return (text, edges.allSatisfy { $0 == edges[0] } ? edges[0] : .unknown)
        }
        // What is left after taking out all words is no word, and the other way round.
        if inside.contains("[^\(Self.word)]") { return (text, .word) }
        return (text, inside.contains(Self.word) ? .other : .unknown)
    }

    /// A range; its ends stand alone where `Regex` takes no range from or to them.
    ///
    /// It refuses scalars that canonical composition would replace, such as U+2000.
    private static func range(_ low: Unicode.Scalar, _ high: Unicode.Scalar) -> String {
        var (first, last) = (low, high)
        var text = ""
        while first < last, !isBound(first), let next = Unicode.Scalar(first.value + 1) {
            text += escaped(first)
            first = next
        }
        while first < last, !isBound(last), let next = Unicode.Scalar(last.value - 1) {
            text += escaped(last)
            last = next
        }
        return text + (first < last ? escaped(first) + "-" + escaped(last) : escaped(first))
    }

    private static func isBound(_ scalar: Unicode.Scalar) -> Bool {
        (try? Regex("[" + escaped(scalar) + "-" + escaped(scalar) + "]")) != nil
    }

    private mutating func classItem() throws -> Item {
        guard let scalar = peek() else { throw malformed("a class that does not end") }
        position += 1
        return scalar == "\\" ? try escapedItem(inClass: true) : .scalar(scalar)
    }

    private func edge(of codes: ClosedRange<UInt32>) -> Edge {
        let classes = UnicodeClasses.shared
        let first = classes.holds(codes.lowerBound, UnicodeClasses.word)
        let isOneKind = codes.allSatisfy { classes.holds($0, UnicodeClasses.word) == first }
        return isOneKind ? (first ? .word : .other) : .unknown
    }
}
