import CHTML
import StanceCore

/// What takes a page's elements and text, in their order.
protocol HTMLHandler: AnyObject {
    /// An element begins; its name is in lower case.
    func start(_ name: String, attributes: HTMLAttributes)
    /// An element ends; every one that began ends, if the page does not say so at its own end.
    func end(_ name: String)
    /// A piece of text with its entities decoded.
    func characters(_ text: String)
}

/// The attributes of one element; valid during the call that hands them over.
///
/// Unsafe: names and values in turn, ended by nil, in memory of the parser; they are read within
/// that call only, and what is read is copied.
struct HTMLAttributes {
    fileprivate let list: UnsafePointer<UnsafePointer<CChar>?>?

    /// The value of an attribute; empty where it has none, nil where the element lacks it.
    subscript(_ name: String) -> String? {
        guard var entry = list else { return nil }
        while let key = entry.pointee {
            if String(cString: key) == name {
                return entry[1].map { String(cString: $0) } ?? ""
            }
            entry += 2
        }
        return nil
    }
}

/// Reads HTML with libxml2, which takes any bytes: what is malformed is read as well as may be.
///
/// Unsafe, fenced by these invariants: the parser calls back only within `chtml_parse`, while the
/// reference that it passes through is held; what its pointers lead to is copied at once.
enum HTMLParser {
    /// The most elements that may be open at once; to close one takes time for each.
    static let depthLimit = 256

    /// Hands a page over to `handler`.
    ///
    /// - Parameters:
    ///   - bytes: well-formed UTF-8 without NUL and without a byte order mark.
    ///   - name: the file, for errors.
    ///   - handler: takes the elements and the text.
    /// - Throws: `StanceError`: `badData` for elements nested over the limit, `inputOutput` without
    ///   memory.
    static func parse(_ bytes: [UInt8], name: String, _ handler: any HTMLHandler) throws {
        let receiver = Receiver(handler)
        let status = withExtendedLifetime(receiver) {
            var callbacks = chtml_handler(
                context: Unmanaged.passUnretained(receiver).toOpaque(),
                start: { context, name, attributes in
                    guard let name else { return }
                    Receiver.of(context)?.handler.start(
                        String(cString: name), attributes: HTMLAttributes(list: attributes))
                },
                end: { context, name in
                    guard let name else { return }
                    Receiver.of(context)?.handler.end(String(cString: name))
                },
                text: { context, bytes, count in
                    let text = UnsafeRawBufferPointer(start: bytes, count: count)
                    Receiver.of(context)?.handler.characters(String(decoding: text, as: UTF8.self))
                })
            return bytes.withUnsafeBytes { bytes in
                let chars = bytes.bindMemory(to: CChar.self)
                return chtml_parse(chars.baseAddress, chars.count, depthLimit, &callbacks)
            }
        }
        switch status {
        case CHTML_TOO_DEEP:
            throw StanceError(
                .badData,
                "elements nested more than \(depthLimit) deep, the most that is read of HTML",
                at: SourceLocation(file: name))
        case CHTML_NO_MEMORY:
            throw StanceError(
                .inputOutput, "no memory to parse this page", at: SourceLocation(file: name))
        default: break
        }
    }

    private final class Receiver {
        let handler: any HTMLHandler

        init(_ handler: any HTMLHandler) { self.handler = handler }

        static func of(_ context: UnsafeMutableRawPointer?) -> Receiver? {
            context.map { Unmanaged<Receiver>.fromOpaque($0).takeUnretainedValue() }
        }
    }
}
