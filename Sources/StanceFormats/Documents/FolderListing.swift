import StanceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The files of a folder that can be scored.
enum FolderListing {
    /// Extensions read from a folder; ".json" is not one, since folders hold other JSON as well.
    private static let extensions: Set<String> = [
        "txt", "md", "markdown", "html", "htm", "jsonl", "ndjson", "csv", "tsv", "tab",
    ]

    /// Whether `path` names a folder.
    static func isFolder(_ path: String) -> Bool { FolderNames.isFolder(path) }

    /// Every such file below `folder`, sorted by the bytes of its path.
    ///
    /// Hidden files and folders are skipped, links to folders not followed, so that no loop of links
    /// is walked.
    /// - Throws: `StanceError.Kind.noInput` when a folder cannot be read or there is no such file.
    static func files(in folder: String) throws -> [String] {
        var files: [String] = []
        var folders = [folder]
        while let next = folders.popLast() {
            let prefix = next.hasSuffix("/") ? next : next + "/"
            for name in try FolderNames.visible(in: next) {
                let path = prefix + name
                if FolderNames.mode(path, following: false) == S_IFDIR {
                    folders.append(path)
                } else if extensions.contains(fileExtension(name)),
                    FolderNames.mode(path, following: true) == S_IFREG
                {
                    files.append(path)
                }
            }
        }
        guard !files.isEmpty else {
            throw StanceError(
                .noInput, "no .txt, .md, .html, .jsonl, .csv or .tsv file in this folder",
                at: SourceLocation(file: folder))
        }
        return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
