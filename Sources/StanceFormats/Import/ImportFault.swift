/// Why a record of a data set gives no row.
struct ImportFault: Error {
    /// What is wrong and what was expected, without the place.
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
