import StanceCore
import StanceFormats
import Testing

@Suite struct DateColumnTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let table = """
        text,actor,stance,date,day
        One.,A,neutral,2021-08-15,2020-01-01
        Two.,,neutral,2021-08-15T10:00:00Z,
        Three.,A,neutral,,soon

        """

    private func documents(_ options: DocumentOptions) throws -> [Document] {
        let reader = try DocumentReader(
            inputs: [try folder.write("r.csv", Self.table)], options: options)
        var documents: [Document] = []
        while let document = try reader.next() { documents.append(document) }
        return documents
    }

    private func day(_ document: Document) -> String? {
        if case .row(let row) = document.content { return row.date?.description }
        return document.date?.description
    }

    @Test func articlesAndRowsHaveTheirDay() throws {
        let all = try documents(DocumentOptions())
        #expect(all.map(day) == ["2021-08-15", "2021-08-15", nil])
        let unread = try documents(DocumentOptions(readsDates: false))
        #expect(unread.map(day) == [nil, nil, nil])
    }

    @Test func aNamedColumnIsReadInAnyCase() throws {
        let options = DocumentOptions(columns: ColumnNames(date: "day"), readsDates: false)
        let error = #expect(throws: StanceError.self) { try documents(options) }
        #expect(error?.location?.line == 4)
        #expect(error?.message == "day \"soon\" is no date; expected one such as 2021-08-15")
        let missing = DocumentOptions(columns: ColumnNames(date: "when"))
        #expect(throws: StanceError.self) { try documents(missing) }
    }

    @Test func labelledRowsHaveTheirDay() throws {
        let path = try folder.write(
            "r.jsonl",
            """
            {"text":"One.","actor":"A","stance":"neutral","date":"2021-08-15"}
            {"text":"Two.","actor":"A","stance":"neutral","date":null}
            {"text":"Three.","actor":"A","stance":"neutral"}
            {"text":"Four.","actor":"A","stance":"neutral","date":20210815}
            """)
        let reader = try LabelledRowReader(path: path, options: LabelledRowOptions())
        #expect(try reader.next()?.date == CalendarDate("2021-08-15"))
        #expect(try reader.next()?.date == nil)
        #expect(try reader.next()?.date == nil)
        let error = #expect(throws: StanceError.self) { try reader.next() }
        #expect(error?.location?.line == 4)
        let rows = try LabelledRowReader.examples(
            at: [path], options: LabelledRowOptions(readsDates: false))
        #expect(rows.count == 4 && rows.allSatisfy { $0.date == nil })
    }
}
