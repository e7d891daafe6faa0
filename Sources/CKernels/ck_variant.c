#include "ck_variant.h"

ck_variant ck_best_variant(void) {
#if CK_X86
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
        __builtin_cpu_supports("bmi2"))
        return CK_AVX2;
    return CK_SSE2;
#else
    return CK_SCALAR;
#endif
}
