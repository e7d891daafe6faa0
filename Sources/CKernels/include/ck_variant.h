// Which instructions a kernel may use. Every kernel takes a variant and yields the same bits in all.
#ifndef CK_VARIANT_H
#define CK_VARIANT_H

typedef enum {
    CK_SCALAR = 0,  // portable C
    CK_SSE2 = 1,    // 16 bytes at a time; every x86-64 machine has it
    CK_AVX2 = 2,    // 32 bytes at a time, with BMI1 and BMI2
} ck_variant;

#if defined(__x86_64__)
#define CK_X86 1
#define CK_TARGET_AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))
#else
#define CK_X86 0
#endif

// The fastest variant that this processor can run.
ck_variant ck_best_variant(void);

#endif
