/// Numbers with six decimals, as `printf("%.6f")` writes them in the C locale.
package enum FixedDecimal {
    private static let scale = 1_000_000.0
    /// Below it, value * scale is under 2^50, so that the halves next to it are exact.
    private static let fastLimit = 1e9

    /// Appends `value`; correctly rounded, ties to even; never "-0.000000".
    ///
    /// - Precondition: `value` is finite and its magnitude below 1e9.
    package static func append(_ value: Double, to bytes: inout [UInt8]) {
        precondition(value.magnitude < fastLimit, "only numbers of this size are written")
        let scaled = roundedToEven(value.magnitude)
        if value < 0, scaled > 0 { bytes.append(UInt8(ascii: "-")) }
        append(scaled / 1_000_000, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        var rest = scaled % 1_000_000
        var divisor: UInt64 = 100_000
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor))
            rest %= divisor
            divisor /= 10
        }
    }

    /// Appends a whole number.
    package static func append(_ value: Int, to bytes: inout [UInt8]) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        append(UInt64(value.magnitude), to: &bytes)
    }

    /// value * 10^6 to the nearest integer.
    ///
    /// The product's own rounding error decides only when the product lies exactly at a half: its
    /// distance from a half is otherwise at least one unit in its last place, the error at most
    /// half of one. There fma gives the error exactly.
    private static func roundedToEven(_ value: Double) -> UInt64 {
        let product = value * scale
        let floor = product.rounded(.down)
        let fraction = product - floor
        let whole = UInt64(floor)
        guard fraction == 0.5 else { return fraction > 0.5 ? whole + 1 : whole }
        let error = (-product).addingProduct(value, scale)
        if error == 0 { return whole + (whole & 1) }
        return error > 0 ? whole + 1 : whole
    }

    private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        if value >= 10 { append(value / 10, to: &bytes) }
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
    }
}
