import Foundation
import StanceCore
import StanceFormats
import Testing

@Suite struct OutputFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func message(_ path: String) -> String {
        let error = #expect(throws: StanceError.self) { _ = try OutputFile(path: path) }
        return error.map { "\($0.kind) \($0)" } ?? ""
    }

    @Test func appearsOnlyWhenCommitted() throws {
        let path = folder.path + "/out"
        let file = try OutputFile(path: path)
        try file.write([1, 2])
        try file.write([3])
        #expect(try folder.names().count == 1)
        #expect(!FileManager.default.fileExists(atPath: path))
        try file.commit()
        #expect(try contents(of: path) == [1, 2, 3])
        #expect(try folder.names() == ["out"])
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let mask = umask(0)
        umask(mask)
        #expect(attributes[.posixPermissions] as? Int == 0o644 & ~Int(mask))
    }

    @Test func uncommittedLeavesTheOldFile() throws {
        let path = try folder.write("out", "old")
        do {
            let file = try OutputFile(path: path)
            try file.write(Array("new".utf8))
        }
        #expect(try contents(of: path) == Array("old".utf8))
        #expect(try folder.names() == ["out"])
        let file = try OutputFile(path: path)
        try file.write(Array("new".utf8))
        try file.commit()
        #expect(try contents(of: path) == Array("new".utf8))
    }

    @Test func linksStayLinks() throws {
        let target = try folder.write("target", "old")
        let link = folder.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
        let file = try OutputFile(path: link)
        try file.write([7])
        try file.commit()
        #expect(try contents(of: target) == [7])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
    }

    @Test func longestNames() throws {
        let path = folder.path + "/" + String(repeating: "n", count: 255)
        let file = try OutputFile(path: path)
        try file.commit()
        #expect(try contents(of: path) == [])
    }

    @Test func whatCannotBeCreated() throws {
        #expect(
            message(folder.path) == "cannotCreate \(folder.path): cannot be created: it is a folder"
        )
        let lost = folder.path + "/none/out"
        #expect(
            message(lost) == "cannotCreate \(lost): cannot be created: No such file or directory")
        #expect(message("") == "cannotCreate : cannot be created: this is no file name")
    }

    @Test func specialFilesAreWrittenDirectly() throws {
        let null = try OutputFile(path: "/dev/null")
        try null.write([1])
        try null.commit()
        let full = try OutputFile(path: "/dev/full")
        let error = #expect(throws: StanceError.self) { try full.write([1]) }
        #expect(
            error.map { "\($0.kind) \($0)" }
                == "inputOutput /dev/full: writing failed: No space left on device")
    }

    @Test func aPipeWithoutReaderIsItsOwnCondition() throws {
        signal(SIGPIPE, SIG_IGN)
        let path = folder.path + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        // Opened for both, so that neither opening waits for the other.
        let reader = open(path, O_RDWR)
        let file = try OutputFile(path: path)
        try file.write([1])
        close(reader)
        #expect(throws: BrokenPipe(path: path)) { try file.write([2]) }
    }
}
