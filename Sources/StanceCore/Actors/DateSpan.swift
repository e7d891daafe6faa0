/// The days on which an alias means its actor: from a first day up to, not including, another.
///
///     from 2021-08-15                      that day and all after it
///     until 2021-08-15                     all before it; 2021-08-14 is the last
///     from 2013-03-14 until 2023-03-10     two spans that meet on a day share none
public struct DateSpan: Sendable, Hashable {
    /// The first day; nil: since ever.
    public let from: CalendarDate?
    /// The first day after; nil: for ever.
    public let until: CalendarDate?

    /// Every day.
    public static let always = DateSpan()

    private init() {
        from = nil
        until = nil
    }

    /// Describes a span, or nil when it would hold no day.
    public init?(from: CalendarDate?, until: CalendarDate?) {
        if let from, let until, from >= until { return nil }
        self.from = from
        self.until = until
    }

    /// True when the day is in the span.
    public func contains(_ date: CalendarDate) -> Bool {
        if let from, date < from { return false }
        if let until, date >= until { return false }
        return true
    }

    /// True when a day is in both spans.
    public func overlaps(_ other: DateSpan) -> Bool {
        if let from, let end = other.until, end <= from { return false }
        if let until, let start = other.from, until <= start { return false }
        return true
    }

    /// True when this span ends after the other, or with it and begins after it.
    func isLater(than other: DateSpan) -> Bool {
        if until != other.until {
            guard let until else { return true }
            guard let end = other.until else { return false }
            return until > end
        }
        guard from != other.from, let from else { return false }
        guard let start = other.from else { return true }
        return from > start
    }
}

/// An alias that means its actor on some days only.
public struct DatedAlias: Sendable, Hashable {
    /// The word for the actor.
    public var alias: String
    /// When it counts.
    public var span: DateSpan

    /// Describes an alias with its days.
    public init(_ alias: String, _ span: DateSpan) {
        self.alias = alias
        self.span = span
    }
}

/// Which of several owners of one word is meant.
enum SharedAlias {
    /// The first owner whose span holds `date`; without a date the owner with the latest span.
    ///
    /// - Returns: the owner's place in `spans`, or nil when the word means nobody on that day.
    static func owner(in spans: some Collection<DateSpan>, on date: CalendarDate?) -> Int? {
        var best: (place: Int, span: DateSpan)?
        for (place, span) in spans.enumerated() {
            if let date {
                if span.contains(date) { return place }
            } else if best.map({ span.isLater(than: $0.span) }) ?? true {
                best = (place, span)
            }
        }
        return best?.place
    }
}
