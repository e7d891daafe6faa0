import Foundation
import StanceCore
import StanceFormats
import Testing

@Suite struct PathPatternTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for name in [
            "a.txt", "b.txt", "c.md", ".hidden.txt", "in/a.txt", "in/deep/a.txt",
            "in/deep/b.jsonl.gz",
            ".git/a.txt", "in/[x].txt", "é/a.txt",
        ] {
            try folder.write(name, "x")
        }
    }

    private func matches(_ pattern: String) throws -> [String] {
        try PathPattern.expanded([folder.path + "/" + pattern]).map {
            String($0.dropFirst(folder.path.count + 1))
        }
    }

    private func message(_ paths: [String]) -> String {
        let error = #expect(throws: StanceError.self) { try PathPattern.expanded(paths) }
        return error.map { "\($0.kind) \($0)".replacing(folder.path, with: "F") } ?? ""
    }

    @Test func whatPatternsMatch() throws {
        let table: [(String, [String])] = [
            ("*.txt", ["a.txt", "b.txt"]), ("?.md", ["c.md"]), ("[ab].txt", ["a.txt", "b.txt"]),
            ("[!a].txt", ["b.txt"]), ("*/a.txt", ["in/a.txt", "é/a.txt"]),
            ("**/a.txt", ["a.txt", "in/a.txt", "in/deep/a.txt", "é/a.txt"]),
            ("in/**/*.gz", ["in/deep/b.jsonl.gz"]), ("**/**/b.*", ["b.txt", "in/deep/b.jsonl.gz"]),
            ("in/**", ["in/[x].txt", "in/a.txt", "in/deep/a.txt", "in/deep/b.jsonl.gz"]),
            ("i*", ["in"]), (".h*", []), ("./*.md", ["./c.md"]),
            ("in/../*.md", ["in/../c.md"]),
        ]
        for (pattern, expected) in table where !expected.isEmpty {
            #expect(
                try matches(pattern).map { $0.replacing("./", with: "") }
                    == expected.map { $0.replacing("./", with: "") }, "\(pattern)")
        }
    }

    @Test func namesWithSuchCharactersWin() throws {
        #expect(try matches("in/[x].txt") == ["in/[x].txt"])
        try folder.write("*.txt", "x")
        #expect(try matches("*.txt") == ["*.txt"])
        #expect(try PathPattern.expanded(["none.txt", "-"]) == ["none.txt", "-"])
    }

    @Test func patternsThatMatchNothing() {
        #expect(
            message(["\(folder.path)/*.pdf"]) == "noInput F/*.pdf: no file matches this pattern")
        #expect(
            message(["\(folder.path)/none/*.txt"])
                == "noInput F/none/*.txt: no file matches this pattern")
    }

    @Test func loopsOfLinksAreNotWalked() throws {
        let manager = FileManager.default
        try manager.createSymbolicLink(
            atPath: folder.path + "/in/loop", withDestinationPath: folder.path)
        try manager.createSymbolicLink(
            atPath: folder.path + "/self.txt", withDestinationPath: folder.path + "/self.txt")
        #expect(try matches("**/deep/a.txt") == ["in/deep/a.txt"])
        let reader = try DocumentReader(inputs: [folder.path])
        #expect(reader.files.allSatisfy { !$0.contains("loop") && !$0.contains("self") })
        let error = #expect(throws: StanceError.self) {
            try ByteSource(path: folder.path + "/self.txt")
        }
        #expect(error?.kind == .noInput)
    }

    @Test func foldersAndPatternsTogether() throws {
        let reader = try DocumentReader(inputs: [folder.path + "/i*"])
        #expect(
            reader.files.map { String($0.dropFirst(folder.path.count + 1)) }
                == ["in/[x].txt", "in/a.txt", "in/deep/a.txt", "in/deep/b.jsonl.gz"])
    }

    @Test func namesThatAreNoUTF8() throws {
        let bytes: [UInt8] =
            Array((folder.path + "/in/caf").utf8) + [0xe9, 0x1b] + Array(".txt".utf8)
        let made = (bytes + [0]).withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                $0.baseAddress.map { creat($0, 0o600) } ?? -1
            }
        }
        try #require(made >= 0)
        close(made)
        let error = #expect(throws: StanceError.self) {
            try DocumentReader(inputs: [folder.path])
        }
        #expect(
            error?.description.replacing(folder.path, with: "F")
                == "F/in: a name in this folder is no UTF-8: caf\\xe9\\x1b.txt; rename it")
    }
}
