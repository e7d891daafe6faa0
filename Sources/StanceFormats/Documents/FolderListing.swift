import StanceCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The files of a folder that can be scored.
enum FolderListing {
    /// Extensions read from a folder; ".json" is not one, since folders hold other JSON as well.
    private static let extensions: Set<String> = [
        "txt", "md", "markdown", "jsonl", "ndjson", "csv", "tsv", "tab",
    ]

    /// Whether `path` names a folder.
    static func isFolder(_ path: String) -> Bool { mode(path, following: true) == S_IFDIR }

    /// Every such file below `folder`, sorted by the bytes of its path.
    ///
    /// Hidden files and folders are skipped, links to folders not followed.
    /// - Throws: `StanceError.Kind.noInput` when a folder cannot be read or there is no such file.
    static func files(in folder: String) throws -> [String] {
        var files: [String] = []
        var folders = [folder]
        while let next = folders.popLast() {
            let prefix = next.hasSuffix("/") ? next : next + "/"
            for name in try names(in: next) where !name.hasPrefix(".") {
                let path = prefix + name
                if mode(path, following: false) == S_IFDIR {
                    folders.append(path)
                } else if extensions.contains(fileExtension(name)),
                    mode(path, following: true) == S_IFREG
                {
                    files.append(path)
                }
            }
        }
        guard !files.isEmpty else {
            throw StanceError(
                .noInput, "no .txt, .md, .jsonl, .csv or .tsv file in this folder",
                at: SourceLocation(file: folder))
        }
        return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw StanceError(
                .noInput, "this folder cannot be read", at: SourceLocation(file: folder))
        }
    }

    private static func mode(_ path: String, following: Bool) -> mode_t? {
        var status = stat()
        guard (following ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        return status.st_mode & S_IFMT
    }
}
