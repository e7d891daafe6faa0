import StanceKit

/// What a check of an actors file found: a line per finding, as compilers print them, and a count.
struct LintText {
    let file: String
    let findings: [ActorFinding]
    let declarations: [ActorDeclaration]

    init(
        file: String, _ result: (findings: [ActorFinding], declarations: [ActorDeclaration])
    ) {
        self.file = file
        (findings, declarations) = result
    }

    var errorCount: Int { findings.count { $0.severity == .error } }
    var warningCount: Int { findings.count { $0.severity == .warning } }
    private var aliasCount: Int { declarations.reduce(0) { $0 + $1.aliases.count } }

    var text: String {
        var text = ""
        for finding in findings {
            let place = SourceLocation(file: file, line: finding.line)
            text += Terminal.safe(
                "\(place): \(finding.severity.rawValue): \(finding.message) "
                    + "[\(finding.rule.rawValue)]")
            text += "\n"
        }
        return text + Terminal.safe(file) + ": \(count(declarations.count, "actor")), "
            + "\(count(aliasCount, "alias", "aliases")): \(count(errorCount, "error")), "
            + "\(count(warningCount, "warning"))\n"
    }

    private func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }

    private struct JSON: Encodable {
        struct Finding: Encodable {
            var severity: String
            var rule: String
            var line: Int?
            var message: String
        }
        var file: String
        var actors: Int
        var aliases: Int
        var errors: Int
        var warnings: Int
        var findings: [Finding]
    }

    func json() throws -> String {
        try JSONText.of(
            JSON(
                file: file, actors: declarations.count, aliases: aliasCount, errors: errorCount,
                warnings: warningCount,
                findings: findings.map {
                    JSON.Finding(
                        severity: $0.severity.rawValue, rule: $0.rule.rawValue, line: $0.line,
                        message: $0.message)
                }))
    }
}
