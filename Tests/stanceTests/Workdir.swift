import Foundation
import Testing

/// A temporary folder in which the real command is run, as a user would.
final class Workdir {
    /// What a run left behind.
    struct Run {
        var status: Int32
        var output: String
        var errors: String
    }

    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("stance-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The package's root.
    static let root: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/",
            !FileManager.default.fileExists(
                atPath: folder.appendingPathComponent("Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    /// The built command; it lies beside the test executable.
    static let command = URL(fileURLWithPath: CommandLine.arguments[0])
        .deletingLastPathComponent().appendingPathComponent("stance")

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    func write(_ name: String, _ text: String) throws {
        try write(name, Data(text.utf8))
    }

    func write(_ name: String, _ data: Data) throws {
        let url = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url)
    }

    func data(_ name: String) throws -> Data {
        try Data(contentsOf: folder.appendingPathComponent(name))
    }

    func text(_ name: String) throws -> String {
        String(decoding: try data(name), as: UTF8.self)
    }

    var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }

    /// Runs `stance` in the folder.
    @discardableResult
    func stance(
        _ arguments: [String], input: String = "", environment: [String: String] = [:],
        output device: String? = nil
    ) throws -> Run {
        let process = Process()
        process.executableURL = Self.command
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment
        variables["COLUMNS"] = "80"
        variables.merge(environment) { $1 }
        process.environment = variables
        let outputFile = folder.appendingPathComponent(".stdout-\(UUID().uuidString)")
        let errorFile = folder.appendingPathComponent(".stderr-\(UUID().uuidString)")
        let inputFile = folder.appendingPathComponent(".stdin-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: outputFile.path, contents: nil)
        _ = FileManager.default.createFile(atPath: errorFile.path, contents: nil)
        try Data(input.utf8).write(to: inputFile)
        defer {
            for file in [outputFile, errorFile, inputFile] {
                try? FileManager.default.removeItem(at: file)
            }
        }
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(
            forWritingTo: device.map { URL(fileURLWithPath: $0) } ?? outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit, "stance \(arguments) was killed")
        return Run(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
    }

    /// Labelled rows of `articles` made-up articles, six rows each, that a model can learn.
    static func rows(articles: Int) -> String {
        let praise = ["praised", "thanked", "defended", "backed"]
        let blame = ["condemned", "accused", "mocked", "attacked"]
        let plain = ["met", "called", "visited", "addressed"]
        var lines: [String] = []
        for article in 0..<articles {
            for (index, actor) in ["Russia", "China"].enumerated() {
                for (stance, verbs) in [
                    ("critical", blame), ("neutral", plain), ("supportive", praise),
                ] {
                    let verb = verbs[(article + index) % verbs.count]
                    let text = "The author \(verb) \(actor) in paper \(article)."
                    lines.append(
                        #"{"id": "\#(lines.count)", "group": "a\#(article)", "text": "\#(text)", "#
                            + #""actor": "\#(actor)", "stance": "\#(stance)"}"#)
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
