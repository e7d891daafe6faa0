import StanceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Patterns of paths that reach the command unexpanded, because they were quoted or there are many.
///
///     *  ?  [a-z]     within one name; as in a shell they do not match a hidden one
///     **              any folders, or none; links to folders are not followed
///
/// A path that is there is taken as it stands, whatever characters it has.
public enum PathPattern {
    /// The paths with every pattern replaced by what it matches, sorted by bytes.
    ///
    /// - Throws: `StanceError.Kind.noInput` for a pattern that matches nothing, and for a folder that
    ///   cannot be read.
    public static func expanded(_ paths: [String]) throws -> [String] {
        try paths.flatMap { path in
            guard isPattern(path), FolderNames.mode(path, following: false) == nil else {
                return [path]
            }
            let matches = try matches(of: path)
            guard !matches.isEmpty else {
                throw StanceError(
                    .noInput, "no file matches this pattern", at: SourceLocation(file: path))
            }
            return matches
        }
    }

    private static func isPattern(_ path: some StringProtocol) -> Bool {
        path.utf8.contains { "*?[".utf8.contains($0) }
    }

    /// How far a path is followed: the folder reached, and how many parts of the pattern it took.
    private struct Place: Hashable {
        var path: String
        var parts: Int
    }

    private static func matches(of pattern: String) throws -> [String] {
        let parts = pattern.split(separator: "/").map(String.init)
        var found: Set<String> = []
        var pending = [Place(path: pattern.hasPrefix("/") ? "/" : "", parts: 0)]
        // Several "**" lead to one place by many ways; each is followed once.
        var seen = Set(pending)
        func reach(_ path: String, _ count: Int) {
            let place = Place(path: path, parts: count)
            guard count < parts.count else {
                found.insert(path)
                return
            }
            if seen.insert(place).inserted { pending.append(place) }
        }
        while let place = pending.popLast() {
            let part = parts[place.parts]
            let isLast = place.parts + 1 == parts.count
            if part == "**" {
                if !isLast { reach(place.path, place.parts + 1) }
                for name in try names(in: place.path) {
                    let path = joined(place.path, name)
                    switch FolderNames.mode(path, following: false) {
                    case S_IFDIR: reach(path, place.parts)
                    case nil: break
                    default: if isLast { found.insert(path) }
                    }
                }
            } else if !isPattern(part) {
                let path = joined(place.path, part)
                let isThere =
                    isLast
                    ? FolderNames.mode(path, following: false) != nil : FolderNames.isFolder(path)
                if isThere { reach(path, place.parts + 1) }
            } else {
                for name in try names(in: place.path) where fnmatch(part, name, FNM_PERIOD) == 0 {
                    let path = joined(place.path, name)
                    if isLast || FolderNames.isFolder(path) { reach(path, place.parts + 1) }
                }
            }
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func names(in folder: String) throws -> [String] {
        try FolderNames.visible(in: folder.isEmpty ? "." : folder)
    }

    private static func joined(_ folder: String, _ name: String) -> String {
        folder.isEmpty || folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }
}
