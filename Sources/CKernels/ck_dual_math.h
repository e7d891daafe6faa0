// exp and log on vectors of floats, written so that every compiler and instruction set yields the
// same bits: plain adds and multiplies in a fixed order, never a fused one.
//
// Polynomials of the Cephes library (S. Moshier, expf.c and logf.c); errors are under 2 ulp on the
// ranges below (tested against libm).
#ifndef CK_DUAL_MATH_H
#define CK_DUAL_MATH_H

#pragma STDC FP_CONTRACT OFF

#define CK_INLINE static inline __attribute__((always_inline))

// Defines SUFFIX-named functions for vectors V of floats with the integer vectors I of like shape.
#define CK_DEFINE_MATH(SUFFIX, V, I)                                                              \
    CK_INLINE V ck_select_##SUFFIX(I mask, V yes, V no) {                                         \
        return (V)(((I)yes & mask) | ((I)no & ~mask));                                            \
    }                                                                                             \
    CK_INLINE V ck_max_##SUFFIX(V a, V b) { return ck_select_##SUFFIX(a > b, a, b); }             \
    CK_INLINE V ck_abs_##SUFFIX(V a) { return (V)((I)a & 0x7fffffff); }                           \
    /* exp(x) for x <= 0; below -87 it stays at exp(-87), a normal number. */                     \
    CK_INLINE V ck_exp_##SUFFIX(V x) {                                                            \
        x = ck_max_##SUFFIX(x, (V){0} - 87.0f);                                                   \
        /* Adding and taking away 1.5 2^23 rounds to the nearest integer. */                      \
        V n = (x * 1.44269504f + 12582912.0f) - 12582912.0f;                                      \
        V r = (x - n * 0.693359375f) + n * 2.12194440e-4f;                                        \
        V p = r * 1.9875691500e-4f + 1.3981999507e-3f;                                            \
        p = p * r + 8.3334519073e-3f;                                                             \
        p = p * r + 4.1665795894e-2f;                                                             \
        p = p * r + 1.6666665459e-1f;                                                             \
        p = p * r + 5.0000001201e-1f;                                                             \
        p = (p * (r * r) + r) + 1.0f;                                                             \
        return p * (V)((__builtin_convertvector(n, I) + 127) << 23);                              \
    }                                                                                             \
    /* ln(x) for normal x > 0. */                                                                 \
    CK_INLINE V ck_log_##SUFFIX(V x) {                                                            \
        I bits = (I)x;                                                                            \
        /* x = m 2^e with m in [sqrt(1/2), sqrt(2)). */                                           \
        I e = (bits - 0x3f3504f3) >> 23;                                                          \
        V m = (V)(bits - (e << 23)) - 1.0f;                                                       \
        V z = m * m;                                                                              \
        V p = m * 7.0376836292e-2f - 1.1514610310e-1f;                                            \
        p = p * m + 1.1676998740e-1f;                                                             \
        p = p * m - 1.2420140846e-1f;                                                             \
        p = p * m + 1.4249322787e-1f;                                                             \
        p = p * m - 1.6668057665e-1f;                                                             \
        p = p * m + 2.0000714765e-1f;                                                             \
        p = p * m - 2.4999993993e-1f;                                                             \
        p = p * m + 3.3333331174e-1f;                                                             \
        V f = __builtin_convertvector(e, V);                                                      \
        V y = (m * z) * p + f * -2.12194440e-4f;                                                  \
        y = y - 0.5f * z;                                                                         \
        return (m + y) + f * 0.693359375f;                                                        \
    }

#endif
