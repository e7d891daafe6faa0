import Foundation
import StanceKit

/// A folder for files that go when the command ends.
struct TemporaryFolder {
    private let url: URL

    /// Makes a folder of its own where the system keeps temporary files.
    ///
    /// - Throws: `StanceError.cannotCreate`.
    init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("stance-bench-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw StanceError(
                .cannotCreate, "cannot be created", at: SourceLocation(file: url.path))
        }
    }

    /// The path of a file in it.
    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Writes a text file.
    ///
    /// - Returns: its path.
    /// - Throws: as `OutputFile`.
    func write(_ text: String, to name: String) throws -> String {
        let file = try OutputFile(path: path(name))
        try file.write(Array(text.utf8))
        try file.commit()
        return path(name)
    }

    /// Removes it with all that is in it; what cannot be removed stays for the system to clear.
    func remove() { try? FileManager.default.removeItem(at: url) }
}
