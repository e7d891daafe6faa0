#include "ck_score.h"

#if CK_X86
#include <immintrin.h>
#endif

// Every variant multiplies and adds in the same order, and none may fuse the two.
#pragma STDC FP_CONTRACT OFF

// MARK: Finding terms

static inline uint64_t home(uint64_t bucket_count, uint64_t key) {
    return (uint64_t)(((unsigned __int128)key * bucket_count) >> 64);
}

// 0 stands for an empty place, so a key that ends in 32 zeros goes by 1.
static inline uint32_t fingerprint(uint64_t key) {
    uint32_t low = (uint32_t)key;
    return low + (low == 0);
}

void ck_insert(ck_bucket *buckets, uint64_t bucket_count, uint64_t key, uint32_t term) {
    uint64_t place = home(bucket_count, key);
    while (buckets[place].fingerprints[7] != 0) place = place + 1 == bucket_count ? 0 : place + 1;
    ck_bucket *bucket = buckets + place;
    int i = 0;
    while (bucket->fingerprints[i] != 0) i++;
    bucket->fingerprints[i] = fingerprint(key);
    bucket->terms[i] = term;
}

int64_t ck_find(const ck_table *table, uint64_t key) {
    uint32_t wanted = fingerprint(key);
    for (uint64_t place = home(table->bucket_count, key);;
         place = place + 1 == table->bucket_count ? 0 : place + 1) {
        const ck_bucket *bucket = table->buckets + place;
        for (int i = 0; i < 8; i++) {
            if (bucket->fingerprints[i] == wanted &&
                table->checks[bucket->terms[i]] == (uint32_t)(key >> 32))
                return bucket->terms[i];
            if (bucket->fingerprints[i] == 0) return -1;
        }
    }
}

static size_t find_all_scalar(const ck_table *table, const uint64_t *keys, size_t count,
                              uint32_t *terms) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t term = ck_find(table, keys[i]);
        terms[found] = (uint32_t)term;
        found += term >= 0;
    }
    return found;
}

#if CK_X86
CK_TARGET_AVX2
static size_t find_all_avx2(const ck_table *table, const uint64_t *keys, size_t count, uint32_t *terms) {
    enum { ahead = 12 };
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        if (i + ahead < count)
            _mm_prefetch(
                (const char *)(table->buckets + home(table->bucket_count, keys[i + ahead])),
                _MM_HINT_T0);
        uint64_t key = keys[i];
        const ck_bucket *bucket = table->buckets + home(table->bucket_count, key);
        __m256i wanted = _mm256_set1_epi32((int)fingerprint(key));
        __m256i held = _mm256_loadu_si256((const __m256i *)bucket->fingerprints);
        uint32_t hits =
            (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpeq_epi32(held, wanted)));
        uint32_t term = bucket->terms[_tzcnt_u32(hits | 0x80)];
        // Rare, so it costs nothing while the branch is foreseen: the bucket is full and may go on in
        // the next, two places have the fingerprint, or it belongs to another key.
        int unsure = hits == 0 ? bucket->fingerprints[7] != 0
                               : table->checks[term] != (uint32_t)(key >> 32);
        if (__builtin_expect(unsure, 0)) {
            int64_t other = ck_find(table, key);
            terms[found] = (uint32_t)other;
            found += other >= 0;
            continue;
        }
        terms[found] = term;
        found += hits != 0;
    }
    return found;
}

static size_t find_all_sse2(const ck_table *table, const uint64_t *keys, size_t count, uint32_t *terms) {
    enum { ahead = 12 };
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        if (i + ahead < count)
            _mm_prefetch(
                (const char *)(table->buckets + home(table->bucket_count, keys[i + ahead])),
                _MM_HINT_T0);
        uint64_t key = keys[i];
        const ck_bucket *bucket = table->buckets + home(table->bucket_count, key);
        __m128i wanted = _mm_set1_epi32((int)fingerprint(key));
        __m128i low = _mm_loadu_si128((const __m128i *)bucket->fingerprints);
        __m128i high = _mm_loadu_si128((const __m128i *)(bucket->fingerprints + 4));
        uint32_t hits =
            (uint32_t)_mm_movemask_ps(_mm_castsi128_ps(_mm_cmpeq_epi32(low, wanted))) |
            (uint32_t)_mm_movemask_ps(_mm_castsi128_ps(_mm_cmpeq_epi32(high, wanted))) << 4;
        uint32_t term = bucket->terms[__builtin_ctz(hits | 0x80)];
        int unsure = hits == 0 ? bucket->fingerprints[7] != 0
                               : table->checks[term] != (uint32_t)(key >> 32);
        if (__builtin_expect(unsure, 0)) {
            int64_t other = ck_find(table, key);
            terms[found] = (uint32_t)other;
            found += other >= 0;
            continue;
        }
        terms[found] = term;
        found += hits != 0;
    }
    return found;
}
#endif

size_t ck_find_all(const ck_table *table, const uint64_t *keys, size_t count, uint32_t *terms,
                   ck_variant variant) {
#if CK_X86
    if (variant == CK_AVX2) return find_all_avx2(table, keys, count, terms);
    if (variant == CK_SSE2) return find_all_sse2(table, keys, count, terms);
#endif
    return find_all_scalar(table, keys, count, terms);
}

// MARK: Adding up

// The stamp and the number of this occurrence; an earlier document's entry counts as none.
static inline uint32_t next_occurrence(uint32_t *stamps, uint32_t term, uint32_t stamp) {
    uint32_t entry = stamps[term];
    uint32_t fresh = stamp << 16;
    entry = ((entry ^ fresh) >> 16) == 0 ? entry + 1 : fresh + 1;
    stamps[term] = entry;
    return entry & 0xFFFF;
}

static void accumulate_scalar(const uint32_t *terms, size_t count, const float *payload,
                              size_t stride, uint32_t *stamps, uint32_t stamp,
                              const ck_increment *increments, double *sums) {
    for (size_t i = 0; i < count; i++) {
        const ck_increment *gain = increments + next_occurrence(stamps, terms[i], stamp);
        const float *row = payload + (size_t)terms[i] * stride;
        double idf = row[0];
        double squares = gain->squares * idf, rest = gain->first * idf;
        sums[0] += squares * (double)row[0];
        for (size_t c = 1; c < stride; c++) sums[c] += rest * (double)row[c];
    }
}

#if CK_X86
static void accumulate_sse2(const uint32_t *terms, size_t count, const float *payload, size_t stride,
                            uint32_t *stamps, uint32_t stamp, const ck_increment *increments,
                            double *sums) {
    for (size_t i = 0; i < count; i++) {
        const ck_increment *gain = increments + next_occurrence(stamps, terms[i], stamp);
        const float *row = payload + (size_t)terms[i] * stride;
        __m128 floats = _mm_loadu_ps(row);
        __m128d low = _mm_cvtps_pd(floats);
        __m128d idf = _mm_unpacklo_pd(low, low);
        __m128d head = _mm_mul_pd(_mm_loadu_pd(&gain->squares), idf);
        __m128d rest = _mm_mul_pd(_mm_loadu_pd(&gain->second), idf);
        _mm_storeu_pd(sums, _mm_add_pd(_mm_loadu_pd(sums), _mm_mul_pd(head, low)));
        __m128d high = _mm_cvtps_pd(_mm_movehl_ps(floats, floats));
        _mm_storeu_pd(sums + 2, _mm_add_pd(_mm_loadu_pd(sums + 2), _mm_mul_pd(rest, high)));
        for (size_t c = 4; c < stride; c += 4) {
            floats = _mm_loadu_ps(row + c);
            __m128d first = _mm_mul_pd(rest, _mm_cvtps_pd(floats));
            __m128d second = _mm_mul_pd(rest, _mm_cvtps_pd(_mm_movehl_ps(floats, floats)));
            _mm_storeu_pd(sums + c, _mm_add_pd(_mm_loadu_pd(sums + c), first));
            _mm_storeu_pd(sums + c + 2, _mm_add_pd(_mm_loadu_pd(sums + c + 2), second));
        }
    }
}

// Up to `WIDTH` vectors of four sums stay in registers while the terms go by.
#define ACCUMULATE_AVX2(NAME, WIDTH)                                                               \
    CK_TARGET_AVX2                                                                                 \
    static void NAME(const uint32_t *terms, size_t count, const float *payload, size_t stride,     \
                     uint32_t *stamps, uint32_t stamp, const ck_increment *increments,             \
                     double *sums) {                                                               \
        __m256d total[WIDTH];                                                                      \
        for (int v = 0; v < WIDTH; v++) total[v] = _mm256_loadu_pd(sums + 4 * v);                  \
        for (size_t i = 0; i < count; i++) {                                                       \
            if (i + 8 < count) {                                                                   \
                _mm_prefetch((const char *)(stamps + terms[i + 8]), _MM_HINT_T0);                  \
                _mm_prefetch((const char *)(payload + (size_t)terms[i + 8] * stride), _MM_HINT_T0);\
            }                                                                                      \
            const ck_increment *gain = increments + next_occurrence(stamps, terms[i], stamp);      \
            const float *row = payload + (size_t)terms[i] * stride;                                \
            __m256d values = _mm256_cvtps_pd(_mm_loadu_ps(row));                                   \
            __m256d idf = _mm256_broadcastsd_pd(_mm256_castpd256_pd128(values));                   \
            __m256d gains = _mm256_mul_pd(_mm256_loadu_pd(&gain->squares), idf);                   \
            total[0] = _mm256_add_pd(total[0], _mm256_mul_pd(gains, values));                      \
            if (WIDTH > 1) {                                                                       \
                __m256d rest = _mm256_permute4x64_pd(gains, 0x55);                                 \
                for (int v = 1; v < WIDTH; v++) {                                                  \
                    values = _mm256_cvtps_pd(_mm_loadu_ps(row + 4 * v));                           \
                    total[v] = _mm256_add_pd(total[v], _mm256_mul_pd(rest, values));               \
                }                                                                                  \
            }                                                                                      \
        }                                                                                          \
        for (int v = 0; v < WIDTH; v++) _mm256_storeu_pd(sums + 4 * v, total[v]);                  \
    }

ACCUMULATE_AVX2(accumulate_4, 1)
ACCUMULATE_AVX2(accumulate_8, 2)
ACCUMULATE_AVX2(accumulate_12, 3)
ACCUMULATE_AVX2(accumulate_16, 4)
ACCUMULATE_AVX2(accumulate_20, 5)
ACCUMULATE_AVX2(accumulate_24, 6)
#endif

void ck_accumulate(const uint32_t *terms, size_t count, const float *payload, size_t stride,
                   uint32_t *stamps, uint32_t stamp, const ck_increment *increments, double *sums,
                   ck_variant variant) {
#if CK_X86
    if (variant == CK_AVX2) {
        switch (stride) {
#define CASE(N)                                                                              \
    case N:                                                                                  \
        return accumulate_##N(terms, count, payload, stride, stamps, stamp, increments, sums);
            CASE(4) CASE(8) CASE(12) CASE(16) CASE(20) CASE(24)
#undef CASE
            default: break;
        }
    }
    if (variant != CK_SCALAR)
        return accumulate_sse2(terms, count, payload, stride, stamps, stamp, increments, sums);
#endif
    accumulate_scalar(terms, count, payload, stride, stamps, stamp, increments, sums);
}
