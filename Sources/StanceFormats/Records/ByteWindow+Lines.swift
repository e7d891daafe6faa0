#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension ByteWindow {
    /// Finds the end of the line at the window's start, reading on where need be.
    ///
    /// - Parameter line: its number, for errors.
    /// - Returns: the line's length with its line feed, or nil at the end.
    /// - Throws: as `refill`.
    mutating func nextLineLength(line: Int) throws -> Int? {
        var searched = 0
        while true {
            let end = withBytes { bytes -> Int? in
                guard searched < bytes.count, let start = bytes.baseAddress else { return nil }
                return memchr(start + searched, 0x0a, bytes.count - searched)
                    .map { UnsafeRawPointer($0) - start + 1 }
            }
            if let end { return end }
            searched = count
            guard try refill(line: line) else { return searched > 0 ? searched : nil }
        }
    }
}
