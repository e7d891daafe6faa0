import StanceCore
import StanceFormats
import Testing

/// Inputs that are small and would cost much, and what is said of them.
@Suite struct LimitTests {
    private func actorsError(_ text: String) -> String {
        #expect(throws: StanceError.self) { try ActorsFile.actors(in: text, file: "a.yml") }?
            .description ?? ""
    }

    @Test func yamlReferencesAreRefusedBeforeTheyUnfold() {
        var text = "- &a0 {name: x, aliases: [y]}\n"
        for level in 1...60 {
            let again = (0..<9).map { _ in "*a\(level - 1)" }.joined(separator: ", ")
            text += "- &a\(level) [\(again)]\n"
        }
        #expect(actorsError(text).contains("YAML anchors and aliases (&x, *x) are not read"))
        // Merge keys are aliases too; anchors alone repeat nothing and are refused when met.
        #expect(
            actorsError("- &a {name: x}\n- <<: *a\n").contains("YAML anchors and aliases"))
        #expect(actorsError("- &a {name: x}\n").contains("YAML anchors and aliases"))
    }

    @Test func yamlDepthIsBounded() {
        for open in ["[", "{a: ", "- [", "[{"] {
            for count in [65, 100_000] {
                let text = "- name: x\n  aliases: " + String(repeating: open, count: count)
                #expect(
                    actorsError(text).hasPrefix("a.yml:2: more than 64 brackets open"), "\(open)")
            }
        }
        for mark in ["- ", "? ", "-\t"] {
            let text = String(repeating: mark, count: 100_000) + "x"
            #expect(
                actorsError(text)
                    == "a.yml:1: indented by more than 256 columns, the most that is read")
        }
        var stairs = ""
        for level in 0..<2_000 { stairs += String(repeating: " ", count: level) + "a:\n" }
        #expect(actorsError(stairs).contains("indented by more than 256 columns"))
        // What is just below the limits is read, and is no actors file.
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(actorsError("- name: \(deep)").contains("name must be a text"))
        #expect(
            actorsError(String(repeating: "- ", count: 127) + "x").contains("expected an actor"))
    }

    @Test func yamlBracketsInWordsAreNoDepth() throws {
        let names = (0..<60).map { "- name: \"[\($0)\"\n  aliases: [\"]x\($0)\"]\n" }.joined()
        #expect(try ActorsFile.actors(in: names, file: "a.yml").count == 60)
    }

    @Test func yamlWordsAreBounded() throws {
        let long = String(repeating: "a", count: 1_001)
        #expect(
            actorsError("- name: \(long)")
                == "a.yml:1: name of more than 1000 bytes, the most that "
                + "is read")
        #expect(
            actorsError("- name: x\n  aliases: [\(long)]")
                == "a.yml:2: alias of more than 1000 bytes, the most that is read")
        let many = (0...1_000).map { "a\($0)" }.joined(separator: ", ")
        #expect(
            actorsError("- name: x\n  aliases: [\(many)]")
                == "a.yml:2: more than 1000 aliases, the most that are read")
        #expect(try ActorsFile.actors(in: "- name: \(long.dropLast())", file: "a.yml").count == 1)
    }

    @Test func textFilesAreBounded() throws {
        let folder = try TemporaryFolder()
        let actors = try folder.write("a.yml", zstdBomb(head: "- name: ", blocks: 200))
        #expect(
            throws: StanceError(
                .badData, "is larger than 8 MB, the most that is read at once",
                at: SourceLocation(file: actors))
        ) { try ActorsFile.actors(at: actors) }
        let lexicon = try folder.write("l.tsv", zstdBomb(head: "term", blocks: 600))
        #expect(
            throws: StanceError(
                .badData, "is larger than 64 MB, the most that is read at once",
                at: SourceLocation(file: lexicon))
        ) { try LexiconFile.lexicon(at: lexicon) }
        for (name, limit) in [("a.md", "100 MB"), ("a.html", "16 MB")] {
            let page = try folder.write(name, zstdBomb(head: "<p>", blocks: 900))
            let error = #expect(throws: StanceError.self) {
                try DocumentReader(inputs: [page]).next()
            }
            #expect(error?.message == "is larger than \(limit), the most that is read at once")
        }
    }

    @Test func vectorsAreBounded() throws {
        func message(_ text: String) -> String {
            #expect(throws: StanceError.self) {
                try WordVectorsFile.read(ByteSource(bytes: Array(text.utf8), name: "v"))
            }?.description ?? ""
        }
        #expect(
            message("1000000000000 300\na 1\n")
                == "v:1: 1000000000000 words of 300 numbers are more than 1000000000 numbers, the "
                + "most that is read")
        #expect(message("9223372036854775807 1000000\n").contains("more than 1000000000 numbers"))
        #expect(
            message("2 2\na" + String(repeating: " 1", count: 1_000_000) + "\n")
                == "v:2: more than 3 numbers after \"a\"; expected 2")
        #expect(message(String(repeating: "1 ", count: 1_000_000)).contains("expected the number"))
    }

    @Test func errorsAreShortHoweverLongTheValue() {
        // Of one, two and four bytes, so that the middle is cut between characters of any width.
        for letter in ["x", "é", "😀"] {
            for count in [401, 1_000, 300_001] {
                let label = String(repeating: letter, count: count)
                let row = #"{"text": "China met us.", "actor": "China", "stance": "\#(label)"}"#
                let message =
                    #expect(throws: StanceError.self) {
                        let source = try ByteSource(
                            bytes: Array(row.utf8), name: "a.jsonl", chunkSize: 1 << 16)
                        _ = try LabelledRowReader(source, options: LabelledRowOptions()).next()
                    }?.message ?? ""
                #expect(message.hasPrefix("unknown stance \"\(letter)\(letter)"))
                #expect(message.hasSuffix("supportive (favor, pro, positive)"))
                #expect(message.utf8.count <= 1_000)
                #expect(message.contains(" bytes left out) ...") == (label.utf8.count > 900))
            }
        }
    }
}
