import StanceCore
import StanceFormats
import Testing

@Suite struct WordVectorsFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ text: String, chunkSize: Int = 4096) throws -> WordVectors {
        try WordVectorsFile.read(
            ByteSource(bytes: Array(text.utf8), name: "x", chunkSize: chunkSize))
    }

    private func failure(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "no error"
        } catch let error as StanceError {
            return "\(error.kind) \(error)"
        } catch {
            return "\(error)"
        }
    }

    private let values: [Float] = [
        1, -0.5, 0.1, 1e-20, -3.402_823_5e38, 1.175_494_4e-38, 16_777_216, 0, 3.141_592_7,
    ]

    @Test("what is written is read back bit for bit, and written again as the same bytes")
    func roundTrip() throws {
        let vectors = try WordVectors(
            vocabulary: Vocabulary(["the", "n't", "élan"]), dimensions: 3, values: values)
        let path = folder.path + "/a.vectors"
        try WordVectorsFile.write(vectors, path: path)
        let bytes = try contents(of: path)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "3 3\nthe 1.0 -0.5 0.1\nn't 1e-20 -3.4028235e+38 1.1754944e-38\n"
                + "élan 16777216.0 0.0 3.1415927\n")
        let back = try WordVectorsFile.read(path: path)
        #expect(back == vectors)
        let again = MemorySink()
        try WordVectorsFile.write(back, to: again)
        #expect(again.bytes == bytes)
        let zipped = try folder.write("a.any", storedGzip(bytes))
        #expect(try WordVectorsFile.read(path: zipped) == vectors)
    }

    @Test(
        "files of other programs",
        arguments: [
            ("trailing spaces", "2 2 \na 1 2 \nb 3 4 \n"),
            ("CRLF and no last line end", "2 2\r\na 1 2\r\nb 3 4"),
            ("tabs and exponents", "2 2\na\t1e0\t2E0\nb +3 4.\n"),
            ("byte order mark", "\u{FEFF}2 2\na 1 2\nb 3 4\n"),
        ])
    func others(_ name: String, _ text: String) throws {
        for chunkSize in [1, 5, 4096] {
            let vectors = try read(text, chunkSize: chunkSize)
            #expect(vectors.values == [1, 2, 3, 4])
            #expect(vectors["b"].map(Array.init) == [3, 4])
        }
    }

    static let header =
        "expected the number of words and the number of dimensions, as in \"30000 100\""

    @Test(
        "what is no file of vectors",
        arguments: [
            ("", "x:1: \(header); the file is empty"),
            ("the 0.1 0.2\n", "x:1: \(header), at the head of the file"),
            ("2\n", "x:1: \(header), at the head of the file"),
            ("2 0\n", "x:1: \(header), at the head of the file"),
            ("-1 2\n", "x:1: \(header), at the head of the file"),
            ("2 99999999999999999999\n", "x:1: \(header), at the head of the file"),
            ("2 2\na 1 2\n", "x:2: the file ends after 1 words; expected 2"),
            ("1 2\na 1 2\nb 3 4\n", "x:3: expected the end of the file after 1 words"),
            ("2 2\na 1 2\nb 3\n", "x:3: 1 numbers after \"b\"; expected 2"),
            ("2 2\na b 1 2\n", "x:2: 3 numbers after \"a\"; expected 2"),
            ("2 2\na 1 2\n\nb 3 4\n", "x:3: an empty line; expected a word"),
            ("2 2\na 1 two\n", "x:2: \"two\"; expected a number"),
            ("2 2\na 1 nan\n", "x:2: \"nan\"; expected a number"),
            ("2 2\na 1 1e99\n", "x:2: \"1e99\"; expected a number"),
            (
                "3 1\na 1\nb 2\na 3\n",
                "x:4: \"a\" again; expected each word once, and line 2 has it"
            ),
        ])
    func refused(_ text: String, _ message: String) {
        #expect(failure { _ = try read(text) } == "badData \(message)")
    }

    @Test("every cut inside a file is refused")
    func truncated() throws {
        let text = Array("2 2\nab 1.5 2\ncd 3 44\n".utf8)
        for length in 0..<text.count - 2 {
            #expect(throws: StanceError.self, "\(length) bytes") {
                try WordVectorsFile.read(
                    ByteSource(bytes: Array(text[..<length]), name: "x"))
            }
        }
    }

    @Test("bytes that are no UTF-8 are named; a word with white space is not written")
    func words() throws {
        let bytes = Array("1 1\n".utf8) + [0xff] + Array(" 1\n".utf8)
        #expect(
            failure { _ = try WordVectorsFile.read(ByteSource(bytes: bytes, name: "x")) }
                == "badData x:2: byte 4: invalid UTF-8 (0xFF); expected UTF-8")
        for word in ["a b", "", "a\tb"] {
            let vectors = try WordVectors(
                vocabulary: Vocabulary([word]), dimensions: 1, values: [1])
            let path = folder.path + "/none"
            #expect(failure { try WordVectorsFile.write(vectors, path: path) }.contains("written"))
            #expect(try folder.names().isEmpty, "nothing half-written")
        }
    }
}
