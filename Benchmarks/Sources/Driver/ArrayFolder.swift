import Foundation
import StanceKit

/// A folder of raw little-endian arrays, one a file, as NumPy's `tofile` writes them.
struct ArrayFolder {
    let path: String

    /// The numbers of the file `name`.
    ///
    /// - Throws: `StanceError` if there is no such file or its size is no multiple of a number's.
    func read<Number: BitwiseCopyable>(_ name: String, as type: Number.Type) throws -> [Number] {
        let file = path + "/" + name
        guard let data = FileManager.default.contents(atPath: file) else {
            throw StanceError(.noInput, "cannot be read", at: SourceLocation(file: file))
        }
        let size = MemoryLayout<Number>.stride
        guard data.count % size == 0 else {
            throw StanceError(
                .badData, "\(data.count) bytes; expected a multiple of \(size)",
                at: SourceLocation(file: file))
        }
        return [Number](unsafeUninitializedCapacity: data.count / size) { buffer, count in
            count = data.copyBytes(to: buffer) / size
        }
    }

    /// Integers that were written with 64 bits.
    func integers(_ name: String) throws -> [Int] {
        try read(name, as: Int64.self).map { Int($0) }
    }

    /// The documents in `NAME.bytes`, cut at `NAME.offsets`.
    func documents(_ name: String) throws -> DocumentBatch {
        try DocumentBatch(
            bytes: try read(name + ".bytes", as: UInt8.self),
            offsets: try integers(name + ".offsets"))
    }

    /// The matrix in `NAME.offsets`, `NAME.columns`, `NAME.values` and the number in `NAME.width`.
    func matrix(_ name: String) throws -> CSRMatrix {
        let offsets = try integers(name + ".offsets")
        let columns = try read(name + ".columns", as: Int32.self)
        let values = try read(name + ".values", as: Double.self)
        guard let width = try integers(name + ".width").first, offsets.first == 0,
            offsets.last == columns.count, columns.count == values.count
        else {
            throw StanceError(
                .badData, "the arrays of \(name) do not fit each other",
                at: SourceLocation(file: path))
        }
        return CSRMatrix(columnCount: width, offsets: offsets, columns: columns, values: values)
    }

    /// Writes numbers to the file `name`.
    func write<Number: BitwiseCopyable>(_ numbers: [Number], to name: String) throws {
        let data = numbers.withUnsafeBytes { Data($0) }
        try data.write(to: URL(fileURLWithPath: path + "/" + name))
    }
}
