import CKernels

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Which processor instructions the C kernels use; the bits of a result never depend on it.
public enum KernelVariant: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Portable C.
    case scalar
    /// 16 bytes at a time.
    case sse2
    /// 32 bytes at a time, with the bit instructions BMI1 and BMI2.
    case avx2

    /// The fastest that this processor can run.
    public static let best: KernelVariant =
        switch ck_best_variant() {
        case CK_AVX2: .avx2
        case CK_SSE2: .sse2
        default: .scalar
        }

    /// The one in use: the best, or a slower one that the environment variable STANCE_KERNEL names.
    ///
    /// For measuring what a slower machine would reach; other words are ignored.
    public static let inUse: KernelVariant =
        getenv("STANCE_KERNEL").flatMap { KernelVariant(rawValue: String(cString: $0)) }
        .map { min($0, best) } ?? best

    /// Those that this processor can run, slowest first.
    public static var available: [KernelVariant] { allCases.filter { $0 <= best } }

    /// What a kernel takes.
    package var code: ck_variant {
        switch self {
        case .scalar: CK_SCALAR
        case .sse2: CK_SSE2
        case .avx2: CK_AVX2
        }
    }

    /// Slower before faster.
    public static func < (left: KernelVariant, right: KernelVariant) -> Bool {
        left.code.rawValue < right.code.rawValue
    }
}
