/// Ranges in the order of the text and apart from each other, as the mentions of an actor are.
extension [Range<Int>] {
    /// Whether one of the ranges has a byte in common with `range`.
    ///
    /// Complexity: O(log count).
    func overlaps(_ range: Range<Int>) -> Bool {
        let first = firstIndex(endingAfter: range.lowerBound)
        return first < endIndex && self[first].lowerBound < range.upperBound
    }

    /// Whether one of the ranges has a byte in common with `range` and is longer.
    ///
    /// Complexity: O(log count + ranges within `range`).
    func overlapsWithLonger(than range: Range<Int>) -> Bool {
        var index = firstIndex(endingAfter: range.lowerBound)
        while index < endIndex, self[index].lowerBound < range.upperBound {
            if self[index].count > range.count { return true }
            index += 1
        }
        return false
    }

    private func firstIndex(endingAfter byte: Int) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if self[middle].upperBound <= byte {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
