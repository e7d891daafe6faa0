/// The first bytes that tell gzip and StanceKit models from text.
enum FileSignature {
    /// How many bytes decide.
    static let length = 64
    private static let gzip: [UInt8] = [0x1f, 0x8b]
    private static let model = Array("STANCE".utf8)

    /// True for 1f 8b.
    static func isGzip(_ head: [UInt8]) -> Bool { head.starts(with: gzip) }

    /// True for "STANCE" followed by a byte that no text has there.
    ///
    /// A text may begin with the word and a tab or a line end: after "\r\n" only a NUL among the
    /// first 64 bytes makes it a model.
    static func isModel(_ head: [UInt8]) -> Bool {
        guard head.count > model.count, head.starts(with: model) else { return false }
        switch head[model.count] {
        case 0x09, 0x0a: return false
        case 0x0d: return head.prefix(length).contains(0)
        case let byte: return byte < 0x20
        }
    }

    /// True while more bytes could still change what the first ones are.
    static func isUndecided(_ head: [UInt8]) -> Bool {
        guard head.count < length else { return false }
        if head.isEmpty || head == [gzip[0]] { return true }
        return head.starts(with: model) || model.starts(with: head)
    }
}
