/// A day of the Gregorian calendar, without time or time zone.
public struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// year * 10,000 + month * 100 + day: the order of numbers is the order of days.
    private let number: Int32

    /// Reads `2021-08-15`: the extended form of ISO 8601, years 0001 to 9999; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
        func value(_ range: Range<Int>) -> Int? {
            bytes[range].reduce(0) { sum, byte in
                guard let sum, byte.isASCIIDigit else { return nil }
                return sum * 10 + Int(byte - 0x30)
            }
        }
        guard let year = value(0..<4), let month = value(5..<7), let day = value(8..<10),
            year >= 1, (1...12).contains(month),
            (1...CalendarDate.dayCount(year: year, month: month)).contains(day)
        else { return nil }
        number = Int32(year * 10_000 + month * 100 + day)
    }

    /// Reads a day, or the day of a point in time as it is written: `2021-08-15`,
    /// `2021-08-15T10:30:00Z`, `2021-08-15 10:30`.
    public init?(timestamp text: String) {
        let bytes = text.utf8
        if bytes.count > 10 {
            let mark = bytes[bytes.index(bytes.startIndex, offsetBy: 10)]
            guard mark == UInt8(ascii: "T") || mark == UInt8(ascii: "t") || mark == 0x20 else {
                return nil
            }
        }
        self.init(String(decoding: bytes.prefix(10), as: UTF8.self))
    }

    private static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The earlier day comes first.
    public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.number < b.number }

    /// The day as it is read: `2021-08-15`.
    public var description: String {
        func padded(_ value: Int32, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return padded(number / 10_000, 4) + "-" + padded(number / 100 % 100, 2) + "-"
            + padded(number % 100, 2)
    }
}
