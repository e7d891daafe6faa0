import Foundation
import StanceKit

/// Files that come with the command: the default model and the default actors.
enum Shipped {
    static let model = "models/news-en.stance"
    static let actorsFile = "seeds/actors.yml"
    static let lexiconFile = "seeds/lexicon-en.tsv"

    /// Finds a shipped file, or nil.
    ///
    /// Looked for under $STANCE_HOME, then beside the executable and in each folder above it (a
    /// checkout), then in `../share/stance` (an installed copy).
    static func find(_ path: String) -> String? {
        var folders: [URL] = []
        if let home = ProcessInfo.processInfo.environment["STANCE_HOME"], !home.isEmpty {
            folders.append(URL(fileURLWithPath: home))
        }
        if let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() {
            var folder = executable.deletingLastPathComponent()
            folders.append(folder.appendingPathComponent("../share/stance").standardized)
            while folder.path != "/" {
                folders.append(folder)
                folder.deleteLastPathComponent()
            }
        }
        return folders.map { $0.appendingPathComponent(path).path }
            .first { FileManager.default.isReadableFile(atPath: $0) }
    }

    /// The actors of a file, or of the shipped one.
    static func actors(path: String?) throws -> [Actor] {
        if let path { return try ActorsFile.actors(at: path) }
        guard let shipped = find(actorsFile) else {
            throw StanceError(
                .noInput,
                "the shipped actors file \(actorsFile) is not found; give one with --actors, or set "
                    + "STANCE_HOME to the folder that holds it")
        }
        return try ActorsFile.actors(at: shipped)
    }

    /// The actors to look for in texts.
    ///
    /// A model that looks at no mention gives every actor of a paragraph the same score, or scores
    /// actors of its own: known actors are then looked for only if a file of them is given.
    static func actorsToFind(path: String?, recipe: Recipe) throws -> [Actor] {
        if !recipe.needsMention && path == nil { return [] }
        return try actors(path: path)
    }

    /// The lexicon of a file, or the shipped one.
    static func lexicon(path: String?) throws -> Lexicon {
        if let path { return try LexiconFile.lexicon(at: path) }
        guard let shipped = find(lexiconFile) else {
            throw StanceError(
                .noInput,
                "the shipped lexicon \(lexiconFile) is not found; give one with --lexicon, or set "
                    + "STANCE_HOME to the folder that holds it")
        }
        return try LexiconFile.lexicon(at: shipped)
    }

    /// The model of a file, or the shipped one.
    static func model(path: String?) throws -> (model: StanceModel, path: String) {
        guard let path = path ?? find(model) else {
            throw StanceError(
                .noInput,
                "the shipped model \(model) is not found; give one with --model, or set STANCE_HOME "
                    + "to the folder that holds it")
        }
        return (try StanceModel(path: path), path)
    }
}
