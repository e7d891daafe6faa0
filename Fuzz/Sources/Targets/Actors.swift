@testable import StanceCore
@testable import StanceFormats

extension FuzzTarget {
    /// An actors file: the linter and the reader agree, and what is accepted is read again from what
    /// we write.
    static let actors = FuzzTarget(name: "actors") { input in
        guard let text = String(validating: input, as: UTF8.self) else { return }
        let findings = ActorsFile.lint(text).findings
        let actors = outcome { try ActorsFile.actors(in: text, file: "actors.yml") }
        let hasErrors = findings.contains { $0.severity == .error }
        guard case .success(let actors) = actors else {
            precondition(hasErrors, "refused without a finding: \(actors)")
            return
        }
        precondition(!hasErrors, "accepted with \(findings)")
        let written = actors.map { ActorsWriter.text(of: $0, comments: [$0.name]) }.joined()
        let again = outcome { try ActorsFile.actors(in: written, file: "written.yml") }
        guard case .success(let again) = again, again.count == actors.count else {
            preconditionFailure("\(again) of \(written)")
        }
        for (first, second) in zip(actors, again) {
            precondition(
                first.name.utf8.elementsEqual(second.name.utf8) && first.aliases == second.aliases
                    && first.caseSensitive == second.caseSensitive, "\(second) of \(written)")
        }
        _ = outcome {
            let finder = try MentionFinder(actors: actors)
            var scratch = MentionFinder.Scratch()
            let found = finder.mentions(in: input, on: nil, scratch: &scratch)
            precondition(found.allSatisfy { actors.indices.contains($0.actor) })
        }
    }
}
