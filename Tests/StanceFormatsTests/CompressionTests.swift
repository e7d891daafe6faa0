import StanceCore
import StanceFormats
import Testing

@Suite struct CompressionTests {
    private func read(_ bytes: [UInt8], size: Int = ByteSource.defaultChunkSize) throws -> [UInt8] {
        try ByteSource(bytes: bytes, name: "x", chunkSize: size).readAll(limit: 1 << 24)
    }

    private func failure(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    private let rows = Array(
        String(repeating: "{\"text\":\"a\"}\n{\"text\":\"b\"}\n", count: 3).utf8)
    private let skippable: [UInt8] = [0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]
    private let text = Array((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) })

    @Test(arguments: [1, 2, 3, 7, 64, 4096, 262_144])
    func zstdOfOneAndMoreFrames(chunkSize: Int) throws {
        #expect(try read(zstdRows, size: chunkSize) == rows)
        #expect(try read(zstdRows + zstdRows, size: chunkSize) == rows + rows)
        #expect(try read(storedZstd([]) + zstdRows, size: chunkSize) == rows)
        #expect(
            try read(skippable + zstdRows + skippable + skippable, size: chunkSize) == rows)
        #expect(try read(storedZstd([]), size: chunkSize) == [])
    }

    @Test func longZstdFile() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("long.txt", storedZstd(text) + storedZstd(text))
        #expect(try ByteSource(path: path).readAll(limit: 1 << 24) == text + text)
    }

    @Test func everyTruncatedZstdIsRefused() {
        for bytes in [zstdRows, zstdRows + zstdRows, zstdRows + skippable] {
            // Before the fourth byte of the magic number it is a text like another.
            for length in 4..<bytes.count where length != zstdRows.count {
                #expect(
                    failure { _ = try read(Array(bytes[..<length])) }
                        == "x: damaged zstd data: it breaks off; the file is truncated",
                    "\(length) bytes")
            }
        }
    }

    @Test func damagedZstdIsRefused() {
        // Past the magic number and the frame's header, of which not all bits mean something.
        for index in 6..<zstdRows.count {
            var bytes = zstdRows
            bytes[index] ^= 0x10
            let whole = failure { _ = try read(bytes) }
            #expect(whole.hasPrefix("x: damaged zstd data: "), "\(index)")
            // Whatever zstd itself says, which depends on how much of a frame it sees at once.
            for size in [1, 5] {
                #expect(failure { _ = try read(bytes, size: size) } == whole, "\(index)")
            }
        }
        #expect(
            failure { _ = try read(zstdRows + Array("text".utf8)) }
                == "x: damaged zstd data: stray bytes at its end")
    }

    /// How many rows come before a fault, and the fault.
    private func rowsUpToFault(_ bytes: [UInt8], size: Int) -> (count: Int, fault: String) {
        var count = 0
        let fault = failure {
            let source = try ByteSource(bytes: bytes, name: "x", chunkSize: size)
            let reader = try RowFormat.jsonLines.reader(source, quoting: true, columns: ["text"])
            while try reader.advance() { count += 1 }
        }
        return (count, fault)
    }

    @Test(arguments: [1, 2, 3, 7, 64, 4096, 262_144])
    func rowsBeforeDamageAreGiven(chunkSize: Int) {
        var frame = ZstdFrame()
        frame.appendRaw(rows, isLast: false)
        // What follows the rows is a checksum, a length, or the header of a block.
        for (bytes, back, format) in [
            (storedGzip(rows), 1, "gzip"), (storedGzip(rows) + storedGzip([]), 1, "gzip"),
            (zstdRows, 3, "zstd"), (frame.bytes + [0, 0, 0], 3, "zstd"),
        ] {
            var damaged = bytes
            damaged[damaged.count - back] ^= 0x07
            let (count, fault) = rowsUpToFault(damaged, size: chunkSize)
            #expect(count == 6)
            #expect(fault.hasPrefix("x: damaged \(format) data: "), "\(fault)")
        }
    }

    /// The first records of a table are looked at before any is read.
    @Test(arguments: [RowFormat.csv, .tsv]) func rowsOfTablesBeforeDamageAreGiven(
        format: RowFormat
    ) throws {
        for head in ["id,text\n", "id\ttext\n", "id;text\n"] {
            let separator = head.contains(",") ? "," : head.contains("\t") ? "\t" : ";"
            guard format == .csv || separator == "\t" else { continue }
            let lines = (0..<6).map { "\($0)\(separator)some text\n" }.joined()
            var bytes = storedGzip(Array((head + lines).utf8))
            bytes[bytes.count - 1] ^= 1
            var count = 0
            let fault = failure {
                let source = try ByteSource(bytes: bytes, name: "x.\(format)")
                let reader = try format.reader(source, quoting: true, columns: ["text"])
                while try reader.advance() { count += 1 }
            }
            #expect(count == 6 && fault.contains("damaged gzip data"), "\(head): \(fault)")
        }
    }

    @Test func damageIsToldAlikeInAllChunkSizes() {
        for good in [zstdRows + zstdRows, storedGzip(rows) + storedGzip(rows)] {
            for index in 6..<good.count {
                var bytes = good
                bytes[index] ^= 0x05
                let whole = rowsUpToFault(bytes, size: 4096)
                for size in [1, 2, 5, 30] {
                    let pieces = rowsUpToFault(bytes, size: size)
                    #expect(pieces == whole, "\(index), \(size)")
                }
            }
        }
    }

    /// A header that says two bytes, an empty block and an empty last one.
    @Test func zstdFramesHaveTheLengthThatTheySay() throws {
        let frame: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0xb0, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0]
        for size in [1, 2, 3, 64] {
            for bytes in [frame, zstdRows + frame, frame + zstdRows] {
                #expect(
                    failure { _ = try read(bytes, size: size) }
                        == "x: damaged zstd data: it is corrupt")
            }
        }
        var empty = frame
        empty[5] = 0
        #expect(try read(empty, size: 1) == [])
        #expect(try read(empty + zstdRows, size: 2) == rows)
    }

    @Test func windowsAreLimited() throws {
        for (windowLog, isRead) in [(UInt8(27), true), (28, false), (41, false)] {
            var frame = ZstdFrame(windowLog: windowLog)
            frame.appendRaw(rows, isLast: true)
            let bytes = frame.bytes
            if isRead {
                #expect(try read(bytes) == rows)
            } else {
                #expect(
                    failure { _ = try read(bytes) }
                        == "x: zstd data with a window of more than 128 MB, the most that is read; "
                        + "compress it without --long")
            }
        }
    }

    /// What bounds a small file that unfolds into a large one is the limit of a record.
    @Test(arguments: [RowFormat.csv, .jsonLines]) func bombsMeetTheLimit(format: RowFormat) {
        let head = format == .csv ? "text\n" : "{\"text\":\"a\"}\n"
        for bytes in [zstdBomb(head: head, blocks: 2000), gzipBomb(head: head, members: 4000)] {
            #expect(bytes.count < 500_000)
            let message = failure {
                let source = try ByteSource(bytes: bytes, name: "x")
                let reader = try format.reader(source, quoting: true, columns: ["text"])
                while try reader.advance() {}
            }
            #expect(
                message
                    == "x:2: a record of more than 100 MB; is a line end or a closing quote missing?"
            )
        }
    }

    @Test func namesBeforeTheCompression() {
        let names: [(String, RowFormat?)] = [
            ("a.csv.zst", .csv), ("a.JSONL.ZST", .jsonLines), ("a.zst", nil), ("a.zst.csv", .csv),
            ("a.csv.gz.zst", nil),
        ]
        for (name, format) in names { #expect(RowFormat(path: name) == format, "\(name)") }
    }

    @Test func otherFormatsAreNamed() throws {
        let heads: [([UInt8], String)] = [
            ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00], "is compressed by xz"),
            (Array("BZh91AY&SY".utf8), "is compressed by bzip2"),
            ([0x50, 0x4b, 0x03, 0x04, 0x14], "is a zip archive or an office document"),
            (Array("PAR1".utf8) + [0x15, 0x04], "is a Parquet file, which is not read"),
            (Array("%PDF-1.7".utf8), "is a PDF"),
        ]
        for (head, what) in heads {
            #expect(failure { _ = try read(head, size: 1) }.hasPrefix("x: " + what))
        }
        for word in ["PAR1", "PAR15", "PK", "BZh9", "%PDF", "(", "P*M", "Q*"] {
            #expect(try read(Array(word.utf8), size: 1) == Array(word.utf8))
        }
    }
}
