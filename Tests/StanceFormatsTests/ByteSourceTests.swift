import StanceCore
import StanceFormats
import Testing

@Suite struct ByteSourceTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What a source of these bytes yields, read in chunks of `size`.
    private func read(_ bytes: [UInt8], size: Int = ByteSource.defaultChunkSize) throws -> [UInt8] {
        try ByteSource(bytes: bytes, name: "x", chunkSize: size).readAll(limit: 1 << 24)
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

    private let text = Array((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) })

    @Test func plainBytesPassThrough() throws {
        let path = try folder.write("plain", text)
        #expect(try ByteSource(path: path).readAll(limit: 1 << 24) == text)
        #expect(try read([]) == [])
        #expect(try read([0x1f]) == [0x1f])
    }

    @Test(arguments: [1, 2, 3, 7, 64, 4096, 262_144])
    func gzipOfOneAndMoreMembers(chunkSize: Int) throws {
        let rows = Array("{\"text\":\"a\"}\n{\"text\":\"b\"}\n".utf8)
        #expect(try read(deflatedRows, size: chunkSize) == rows)
        #expect(try read(deflatedRows + deflatedRows, size: chunkSize) == rows + rows)
        #expect(try read(storedGzip([]) + deflatedRows, size: chunkSize) == rows)
        let padding = [UInt8](repeating: 0, count: 300)
        #expect(try read(deflatedRows + padding, size: chunkSize) == rows)
    }

    @Test func longGzipFile() throws {
        let path = try folder.write("long.gz", storedGzip(text) + storedGzip(text))
        #expect(try ByteSource(path: path).readAll(limit: 1 << 24) == text + text)
    }

    @Test func everyTruncatedGzipIsRefused() {
        for length in 2..<deflatedRows.count {
            let message = failure { _ = try read(Array(deflatedRows[..<length])) }
            #expect(
                message
                    == "badData x: damaged gzip data: it breaks off; the file is truncated",
                "\(length) bytes")
        }
    }

    @Test func damagedGzipIsRefused() {
        // Past the header, whose time and system fields mean nothing.
        for index in 10..<deflatedRows.count {
            var bytes = deflatedRows
            bytes[index] ^= 0x10
            let message = failure { _ = try read(bytes) }
            #expect(message.hasPrefix("badData x: damaged gzip data: "), "byte \(index)")
        }
        #expect(
            failure { _ = try read(deflatedRows + [0, 1]) }
                == "badData x: damaged gzip data: stray bytes at its end")
        #expect(
            failure { _ = try read(deflatedRows + Array("text".utf8)) }
                == "badData x: damaged gzip data: incorrect header check")
    }

    @Test func whatCannotBeOpened() throws {
        let missing = folder.path + "/missing"
        #expect(failure { _ = try ByteSource(path: missing) } == "noInput \(missing): no such file")
        #expect(
            failure { _ = try ByteSource(path: folder.path) }
                == "noInput \(folder.path): is a folder; expected a file")
        let below = try folder.write("file", "x") + "/below"
        #expect(failure { _ = try ByteSource(path: below) } == "noInput \(below): no such file")
        #expect(failure { _ = try ByteSource(path: "") } == "noInput : no such file")
        #expect(failure { _ = try MappedFile(path: missing) } == "noInput \(missing): no such file")
        #expect(
            failure { _ = try MappedFile(path: folder.path) }
                == "noInput \(folder.path): is a folder; expected a file")
        #expect(
            failure { _ = try MappedFile(path: "/dev/null") }
                == "noInput /dev/null: is not a regular file; expected a model file")
    }

    @Test func modelsAreNoData() throws {
        let refused = "badData x: is a StanceKit model; expected labelled rows or text"
        #expect(failure { _ = try read(Array("STANCE\r\n\0\0\0\u{1}".utf8), size: 1) } == refused)
        #expect(failure { _ = try read(Array("STANCE\u{1}".utf8)) } == refused)
        for text in ["STANCE", "STANCE\r\nA text.", "STANCE\tx", "STANCE\n", "STANCES\0"] {
            #expect(try read(Array(text.utf8)) == Array(text.utf8))
        }
    }

    @Test func moreThanTheLimit() throws {
        let source = try ByteSource(bytes: text, name: "x")
        #expect(
            failure { _ = try source.readAll(limit: 1 << 17) }
                == "badData x: is larger than 0 MB, the most that is read at once")
    }

    @Test func mappedFilesHoldTheirBytes() throws {
        let mapped = try MappedFile(path: folder.write("mapped", text))
        #expect(Array(mapped.bytes) == text)
        let empty = try MappedFile(path: folder.write("empty", ""))
        #expect(empty.bytes.isEmpty)
    }
}
