/// How a model file keeps a list of names.
///
///     LIST.names   u8    the names' UTF-8 bytes one after another, in the list's order
///     LIST.ends    u32   where each name ends in `names`
extension SectionWriter {
    mutating func add(names: [String], as list: String) {
        var end = 0
        add("\(list).names", names.flatMap { Array($0.utf8) })
        add(
            "\(list).ends",
            names.map { name in
                end += name.utf8.count
                return UInt32(end)
            })
    }
}

extension SectionReader {
    /// The names of a list; nil if the file has no such list.
    func names(of list: String) throws -> [String]? {
        guard has("\(list).names") else { return nil }
        let offsets = try offsets("\(list).ends")
        let names = try TermList(
            bytes: try bytes("\(list).names"), offsets: offsets,
            tags: [UInt8](repeating: 0, count: offsets.count - 1))
        return (0..<names.count).map { names.string($0) }
    }
}
