import Foundation
import Testing

@Suite("Dated aliases in scores")
struct DatedScoreTests {
    static let actors = """
        - name: Russia
          aliases: [Russian]
        - name: Republic
          aliases: [{alias: Kabul, until: 2021-08-15}]
        - name: Emirate
          aliases: [{alias: Kabul, from: 2021-08-15}]

        """

    /// The actors of each row of output, "-" for none.
    static func found(_ run: Workdir.Run) throws -> [String] {
        #expect(run.status == 0, "\(run.errors)")
        return run.output.split(separator: "\n").dropFirst().map {
            let cells = $0.split(separator: ",", omittingEmptySubsequences: false)
            return "\(cells[0]) \(cells[2].isEmpty ? "-" : cells[2]) \(cells[8])"
        }
    }

    @Test("an article's and a row's date say whom a word means; without one the last who had it")
    func scores() throws {
        let work = try ScoreCommandTests.trained()
        try work.write("a.yml", Self.actors)
        try work.write(
            "in.csv",
            """
            id,date,text,actor
            old,2015-01-01,They praised Kabul.,
            new,2021-08-15T10:00:00Z,They praised Kabul.,
            none,,They praised Kabul.,
            row,2015-01-01,They praised Kabul.,Kabul
            other,2015-01-01,They praised Kabul.,Emirate

            """)
        let arguments = ["score", "in.csv", "-m", "m.stance", "-q", "--format", "csv"]
        let dated = arguments + ["--actors", "a.yml"]
        let all = try work.stance(dated)
        #expect(
            try Self.found(all) == [
                "old Republic 1", "new Emirate 1", "none Emirate 1", "row Kabul 1",
                "other Emirate 0",
            ])
        #expect(
            try Self.found(try work.stance(dated + ["--actor", "Republic"])) == [
                "old Republic 1", "new Republic 0", "none Republic 0", "row Kabul 1",
            ])
        // A name of two actors in turn is not guessed.
        let asked = try work.stance(dated + ["--actor", "Kabul"])
        #expect(asked.status == 2 && asked.errors.contains("Republic or Emirate"))
        // Alone, a row scores as it does among others.
        try work.write(
            "one.csv", "id,date,text\nold,2015-01-01,They praised Kabul.\n")
        let one = try work.stance(["score", "one.csv"] + dated.dropFirst(2))
        #expect(one.output.split(separator: "\n")[1] == all.output.split(separator: "\n")[1])
    }

    @Test("dates are read only where an alias goes by them, or when asked for")
    func unread() throws {
        let work = try ScoreCommandTests.trained()
        try work.write("a.yml", Self.actors)
        try work.write("plain.yml", "- name: Kabul\n")
        try work.write("in.csv", "date,text\n15 Aug 2021,They praised Kabul.\n")
        let arguments = ["score", "in.csv", "-m", "m.stance", "-q", "--actors"]
        #expect(try work.stance(arguments + ["plain.yml"]).status == 0)
        for asked in [["a.yml"], ["plain.yml", "--date-column", "date"]] {
            let run = try work.stance(arguments + asked)
            #expect(run.status == 65 && run.errors.contains("in.csv:2: date \"15 Aug 2021\""))
        }
        #expect(
            try work.stance(arguments + ["a.yml", "--date-column", "when"]).errors
                .contains("no column \"when\""))
    }

    @Test("labelled rows go by their date in training and evaluation")
    func labelled() throws {
        let work = try Workdir()
        let rows = Workdir.rows(articles: 9).replacingOccurrences(of: "China", with: "Kabul")
        let actors = Self.actors + "- name: China\n"
        let old = rows.replacingOccurrences(
            of: "\"actor\": \"Kabul\"", with: "\"actor\": \"Republic\"")
        let dated = { (date: String) in
            old.replacingOccurrences(of: "{\"id\"", with: "{\"when\": \"\(date)\", \"id\"")
        }
        try work.write("a.yml", actors)
        try work.write("old.jsonl", dated("2015-01-01"))
        try work.write("new.jsonl", dated("2022-01-01"))
        let options = [
            "--actors", "a.yml", "--date-column", "when", "--json",
        ]
        let train = try work.stance(
            ["train", "old.jsonl", "-o", "m.stance", "--C", "3", "-q"] + options)
        #expect(train.status == 0, "\(train.errors)")
        let counts = try ["old.jsonl", "new.jsonl"].map { file in
            let run = try work.stance(["evaluate", file, "-m", "m.stance", "-q"] + options)
            #expect(run.status == 0, "\(run.errors)")
            return try ActorsCommandTests.object(run.output)["n"] as? Int
        }
        // On a later day Kabul is not the Republic: its rows do not mention it.
        #expect(counts == [54, 27])
    }
}
