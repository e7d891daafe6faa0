import StanceCore
import StanceTraining
import Testing

private struct DealtFolds: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var labels: [Int]
    var groups: [Int]
    var classCount: Int
    var foldCount: Int
    var foldOfRow: [Int]
    var testDescription: String { name }
}

@Suite struct StratifiedGroupKFoldTests {
    /// Labels and groups of uneven sizes.
    static func rows(_ n: Int, groups: Int, classes: Int, seed: UInt64) -> ([Int], [String]) {
        var random = RandomNumbers(seed: seed)
        let labels = (0..<n).map { _ in random.integer(below: classes) }
        let names = (0..<n).map { _ in
            "g\(min(random.integer(below: groups), random.integer(below: groups)))"
        }
        return (labels, names)
    }

    /// Fold numbers by first appearance, so that a renaming of folds changes nothing.
    static func canonical(_ folds: [Int]) -> [Int] {
        var names: [Int: Int] = [:]
        return folds.map { fold in
            if names[fold] == nil { names[fold] = names.count }
            return names[fold] ?? 0
        }
    }

    @Test(arguments: [(2, 40), (5, 40), (10, 200), (7, 7)])
    func noGroupIsInTwoFoldsAndNoRowIsLost(foldCount: Int, groupCount: Int) throws {
        for seed in [UInt64?.none, 0, 1, 99] {
            let (labels, groups) = Self.rows(
                500, groups: groupCount, classes: 3, seed: UInt64(foldCount))
            let split = try StratifiedGroupKFold(
                labels: labels, classCount: 3, groups: groups, foldCount: foldCount, seed: seed)
            #expect(split.foldCount == min(foldCount, Set(groups).count))
            var foldOfGroup: [String: Int] = [:]
            for (row, group) in groups.enumerated() {
                #expect(foldOfGroup[group, default: split.foldOfRow[row]] == split.foldOfRow[row])
                foldOfGroup[group] = split.foldOfRow[row]
            }
            for fold in 0..<split.foldCount {
                let (held, trained) = (split.heldOutRows(of: fold), split.trainingRows(of: fold))
                #expect(!held.isEmpty && !trained.isEmpty)
                #expect((held + trained).sorted() == Array(0..<500))
                #expect(held.allSatisfy { split.foldOfRow[$0] == fold })
            }
        }
    }

    @Test func foldsHaveTheMixOfTheWhole() throws {
        let (labels, groups) = Self.rows(3000, groups: 300, classes: 3, seed: 4)
        let split = try StratifiedGroupKFold(
            labels: labels, classCount: 3, groups: groups, foldCount: 5)
        for fold in 0..<5 {
            let held = split.heldOutRows(of: fold)
            for c in 0..<3 {
                let here = Double(held.count { labels[$0] == c })
                let all = Double(labels.count { $0 == c })
                #expect(abs(here - all / 5) <= 0.02 * all)
            }
        }
    }

    @Test(arguments: try fixture("folds.json", as: [DealtFolds].self))
    fileprivate func dealsAsScikitLearn(expected: DealtFolds) throws {
        let split = try StratifiedGroupKFold(
            labels: expected.labels, classCount: expected.classCount, groups: expected.groups,
            foldCount: expected.foldCount, seed: nil)
        #expect(Self.canonical(split.foldOfRow) == Self.canonical(expected.foldOfRow))
    }

    @Test func seedDecidesTheShuffle() throws {
        let (labels, groups) = Self.rows(400, groups: 200, classes: 3, seed: 6)
        func deal(_ seed: UInt64) throws -> [Int] {
            try StratifiedGroupKFold(
                labels: labels, classCount: 3, groups: groups, foldCount: 5, seed: seed
            ).foldOfRow
        }
        #expect(try deal(1) == deal(1))
        #expect(try deal(1) != deal(2))
    }

    @Test func fewerGroupsLowerTheFoldsAndSaySo() throws {
        let split = try StratifiedGroupKFold(
            labels: [0, 1, 0, 1], classCount: 2, groups: ["a", "a", "b", "c"], foldCount: 5)
        #expect(split.foldCount == 3)
        #expect(split.requestedFoldCount == 5)
        #expect(Set(split.foldOfRow) == [0, 1, 2])
    }

    @Test func badInputIsRefused() {
        func make(_ labels: [Int], _ groups: [String], _ folds: Int) throws(StanceError) {
            _ = try StratifiedGroupKFold(
                labels: labels, classCount: 2, groups: groups, foldCount: folds)
        }
        #expect(throws: StanceError(.usage, "1 folds; expected at least 2")) {
            try make([0, 1], ["a", "b"], 1)
        }
        #expect(throws: StanceError(.usage, "1 groups for 2 labels; expected one each")) {
            try make([0, 1], ["a"], 2)
        }
        #expect(throws: StanceError(.usage, "row 1 has class 2; expected 0 to 1")) {
            try make([0, 2], ["a", "b"], 2)
        }
        for groups in [["a", "a"], []] {
            #expect {
                try make(groups.map { _ in 0 }, groups, 2)
            } throws: { error in
                (error as? StanceError)?.kind == .badData
            }
        }
    }
}

@Suite struct HoldOutTests {
    @Test(arguments: [0.05, 0.2, 0.5, 0.8]) func shareIsMetByWholeGroups(share: Double) throws {
        let (labels, groups) = StratifiedGroupKFoldTests.rows(
            2000, groups: 400, classes: 3, seed: 8)
        let split = try HoldOut(labels: labels, classCount: 3, groups: groups, share: share)
        #expect(abs(split.share - share) <= 0.01)
        #expect((split.trainingRows + split.heldOutRows).sorted() == Array(0..<2000))
        let held = Set(split.heldOutRows.map { groups[$0] })
        #expect(held.isDisjoint(with: split.trainingRows.map { groups[$0] }))
        for c in 0..<3 {
            let here = Double(split.heldOutRows.count { labels[$0] == c })
            #expect(abs(here / Double(labels.count { $0 == c }) - share) <= 0.02)
        }
    }

    @Test(arguments: [0.01, 0.2, 0.99]) func neitherPartIsEmpty(share: Double) throws {
        let split = try HoldOut(
            labels: [0, 1, 0, 1, 0], classCount: 2, groups: [7, 7, 7, 7, 3], share: share)
        #expect(!split.trainingRows.isEmpty && !split.heldOutRows.isEmpty)
    }

    @Test func badInputIsRefused() {
        for share in [0, 1, -0.5, .nan] {
            #expect {
                try HoldOut(labels: [0, 1], classCount: 2, groups: [1, 2], share: share)
            } throws: { error in
                (error as? StanceError)?.kind == .usage
            }
        }
        #expect {
            try HoldOut(labels: [0, 1], classCount: 2, groups: [1, 1], share: 0.5)
        } throws: { error in
            (error as? StanceError)?.kind == .badData
        }
    }
}
