import CLibFuzzer
import Foundation

// stance-fuzz TARGET [libFuzzer's options] [CORPUS...]; without a target it lists them.
//
// libFuzzer starts this program anew with its own arguments alone (to merge a corpus, say), so the
// target's name is handed on in the environment.
let variable = "STANCE_FUZZ_TARGET"
if let name = CommandLine.arguments.dropFirst().first, FuzzTarget.named(name) != nil {
    setenv(variable, name, 1)
}
guard let name = ProcessInfo.processInfo.environment[variable],
    let chosen = FuzzTarget.named(name)
else {
    for target in FuzzTarget.all { print(target.name) }
    exit(CommandLine.arguments.count > 1 ? 2 : 0)
}

let target = chosen
// libFuzzer takes an argument without a dash for a corpus, so the target's name goes.
var arguments = CommandLine.arguments
if arguments.count > 1, arguments[1] == name { arguments.remove(at: 1) }
var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
var count = CInt(arguments.count)
let status = pointers.withUnsafeMutableBufferPointer { buffer -> CInt in
    var address = buffer.baseAddress
    return LLVMFuzzerRunDriver(&count, &address) { data, size in
        target.run(Array(UnsafeBufferPointer(start: data, count: size)))
        return 0
    }
}
exit(status)
