#include "ck_score.h"

#include <math.h>

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

static void insert(ck_bucket *buckets, uint64_t bucket_count, uint64_t key, uint32_t term) {
    uint64_t place = home(bucket_count, key);
    while (buckets[place].fingerprints[7] != 0) place = place + 1 == bucket_count ? 0 : place + 1;
    ck_bucket *bucket = buckets + place;
    int i = 0;
    while (bucket->fingerprints[i] != 0) i++;
    bucket->fingerprints[i] = fingerprint(key);
    bucket->terms[i] = term;
}

// A bucket is asked for this many keys before it is needed.
enum { keys_ahead = 12 };

void ck_insert_all(ck_bucket *buckets, uint64_t bucket_count, const uint64_t *keys, size_t count,
                   uint32_t *checks) {
    for (size_t i = 0; i < count; i++) {
        if (i + keys_ahead < count)
            __builtin_prefetch(buckets + home(bucket_count, keys[i + keys_ahead]), 1);
        checks[i] = (uint32_t)(keys[i] >> 32);
        insert(buckets, bucket_count, keys[i], (uint32_t)i);
    }
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

static void find_each_scalar(const ck_table *table, const uint64_t *keys, size_t count,
                             uint32_t missing, uint32_t *terms) {
    for (size_t i = 0; i < count; i++) {
        int64_t term = ck_find(table, keys[i]);
        terms[i] = term < 0 ? missing : (uint32_t)term;
    }
}

#if CK_X86
// A bit for each of the eight places that has the fingerprint.
static inline __attribute__((always_inline)) uint32_t matches_sse2(const ck_bucket *bucket,
                                                                   uint32_t fingerprint) {
    __m128i wanted = _mm_set1_epi32((int)fingerprint);
    __m128i low = _mm_loadu_si128((const __m128i *)bucket->fingerprints);
    __m128i high = _mm_loadu_si128((const __m128i *)(bucket->fingerprints + 4));
    return (uint32_t)_mm_movemask_ps(_mm_castsi128_ps(_mm_cmpeq_epi32(low, wanted))) |
           (uint32_t)_mm_movemask_ps(_mm_castsi128_ps(_mm_cmpeq_epi32(high, wanted))) << 4;
}

CK_TARGET_AVX2
static inline __attribute__((always_inline)) uint32_t matches_avx2(const ck_bucket *bucket,
                                                                   uint32_t fingerprint) {
    __m256i wanted = _mm256_set1_epi32((int)fingerprint);
    __m256i held = _mm256_loadu_si256((const __m256i *)bucket->fingerprints);
    return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpeq_epi32(held, wanted)));
}

// The place of the key at `i`, or -1. Rare, so the branch costs nothing while it is foreseen: the
// bucket is full and may go on in the next, two places have the fingerprint, or it belongs to another
// key.
#define TERM_AT(MATCHES)                                                                           \
    if (i + keys_ahead < count)                                                                    \
        _mm_prefetch(                                                                              \
            (const char *)(table->buckets + home(table->bucket_count, keys[i + keys_ahead])),      \
            _MM_HINT_T0);                                                                          \
    uint64_t key = keys[i];                                                                        \
    const ck_bucket *bucket = table->buckets + home(table->bucket_count, key);                     \
    uint32_t hits = MATCHES(bucket, fingerprint(key));                                             \
    uint32_t term = bucket->terms[__builtin_ctz(hits | 0x80)];                                     \
    size_t known = hits != 0;                                                                      \
    int unsure = hits == 0 ? bucket->fingerprints[7] != 0                                          \
                           : table->checks[term] != (uint32_t)(key >> 32);                         \
    if (__builtin_expect(unsure, 0)) {                                                             \
        int64_t other = ck_find(table, key);                                                       \
        term = (uint32_t)other;                                                                    \
        known = other >= 0;                                                                        \
    }

#define FIND(VARIANT, ATTRIBUTE)                                                                   \
    ATTRIBUTE static size_t find_all_##VARIANT(const ck_table *table, const uint64_t *keys,        \
                                               size_t count, uint32_t *terms) {                    \
        size_t found = 0;                                                                          \
        for (size_t i = 0; i < count; i++) {                                                       \
            TERM_AT(matches_##VARIANT)                                                             \
            terms[found] = term;                                                                   \
            found += known;                                                                        \
        }                                                                                          \
        return found;                                                                              \
    }                                                                                              \
    ATTRIBUTE static void find_each_##VARIANT(const ck_table *table, const uint64_t *keys,         \
                                              size_t count, uint32_t missing, uint32_t *terms) {   \
        for (size_t i = 0; i < count; i++) {                                                       \
            TERM_AT(matches_##VARIANT)                                                             \
            terms[i] = known ? term : missing;                                                     \
        }                                                                                          \
    }

FIND(avx2, CK_TARGET_AVX2)
FIND(sse2, )
#endif

size_t ck_find_all(const ck_table *table, const uint64_t *keys, size_t count, uint32_t *terms,
                   ck_variant variant) {
#if CK_X86
    if (variant == CK_AVX2) return find_all_avx2(table, keys, count, terms);
    if (variant == CK_SSE2) return find_all_sse2(table, keys, count, terms);
#endif
    return find_all_scalar(table, keys, count, terms);
}

void ck_find_each(const ck_table *table, const uint64_t *keys, size_t count, uint32_t missing,
                  uint32_t *terms, ck_variant variant) {
#if CK_X86
    if (variant == CK_AVX2) return find_each_avx2(table, keys, count, missing, terms);
    if (variant == CK_SSE2) return find_each_sse2(table, keys, count, missing, terms);
#endif
    find_each_scalar(table, keys, count, missing, terms);
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

// What the occurrence at `i` gains, by the kind of document.
typedef struct {
    const uint32_t *terms;
    uint32_t *stamps;
    uint32_t stamp;
    const ck_increment *increments;
} counted;

static inline __attribute__((always_inline)) ck_increment counted_gain(const counted *source,
                                                                       size_t i) {
    return source->increments[next_occurrence(source->stamps, source->terms[i], source->stamp)];
}

typedef struct {
    const uint32_t *terms;
    const double *amounts;
    ck_total *totals;
    uint64_t stamp;
    const ck_term_frequency *frequency;
} measured;

static inline double frequency_of(double sum, const ck_term_frequency *frequency) {
    if (frequency->tf == CK_TF_BINARY) return 1;
    if (frequency->tf == CK_TF_RAW || sum <= 1) return sum;
    // Most sums are counts, for which a logarithm would cost more than all else.
    if (sum < (double)frequency->known_count) {
        size_t whole = (size_t)sum;
        if ((double)whole == sum) return frequency->known[whole];
    }
    return 1 + log(sum);
}

static inline __attribute__((always_inline)) ck_increment measured_gain(const measured *source,
                                                                        size_t i) {
    ck_total *total = source->totals + source->terms[i];
    double amount = source->amounts[i], old = 0, new;
    if (total->stamp == source->stamp) {
        old = frequency_of(total->sum, source->frequency);
        total->sum += amount;
    } else {
        total->stamp = source->stamp;
        total->sum = amount;
    }
    new = frequency_of(total->sum, source->frequency);
    ck_increment gain = {new *new - old *old, new - old, new - old, new - old};
    return gain;
}

// The kernels' bodies, for either kind of source.
#define SCALAR(SOURCE)                                                                             \
    static void SOURCE##_scalar(const SOURCE *source, size_t count, const float *payload,          \
                                size_t stride, double *sums) {                                     \
        for (size_t i = 0; i < count; i++) {                                                       \
            ck_increment gain = SOURCE##_gain(source, i);                                          \
            const float *row = payload + (size_t)source->terms[i] * stride;                        \
            double idf = row[0];                                                                   \
            double squares = gain.squares * idf, rest = gain.first * idf;                          \
            sums[0] += squares * (double)row[0];                                                   \
            for (size_t c = 1; c < stride; c++) sums[c] += rest * (double)row[c];                  \
        }                                                                                          \
    }

SCALAR(counted)
SCALAR(measured)

#if CK_X86
#define SSE2(SOURCE)                                                                               \
    static void SOURCE##_sse2(const SOURCE *source, size_t count, const float *payload,            \
                              size_t stride, double *sums) {                                       \
        for (size_t i = 0; i < count; i++) {                                                       \
            ck_increment gain = SOURCE##_gain(source, i);                                          \
            const float *row = payload + (size_t)source->terms[i] * stride;                        \
            __m128 floats = _mm_loadu_ps(row);                                                     \
            __m128d low = _mm_cvtps_pd(floats);                                                    \
            __m128d idf = _mm_unpacklo_pd(low, low);                                               \
            __m128d head = _mm_mul_pd(_mm_loadu_pd(&gain.squares), idf);                           \
            __m128d rest = _mm_mul_pd(_mm_loadu_pd(&gain.second), idf);                            \
            _mm_storeu_pd(sums, _mm_add_pd(_mm_loadu_pd(sums), _mm_mul_pd(head, low)));            \
            __m128d high = _mm_mul_pd(rest, _mm_cvtps_pd(_mm_movehl_ps(floats, floats)));          \
            _mm_storeu_pd(sums + 2, _mm_add_pd(_mm_loadu_pd(sums + 2), high));                     \
            for (size_t c = 4; c < stride; c += 4) {                                               \
                floats = _mm_loadu_ps(row + c);                                                    \
                low = _mm_mul_pd(rest, _mm_cvtps_pd(floats));                                      \
                high = _mm_mul_pd(rest, _mm_cvtps_pd(_mm_movehl_ps(floats, floats)));              \
                _mm_storeu_pd(sums + c, _mm_add_pd(_mm_loadu_pd(sums + c), low));                  \
                _mm_storeu_pd(sums + c + 2, _mm_add_pd(_mm_loadu_pd(sums + c + 2), high));         \
            }                                                                                      \
        }                                                                                          \
    }

SSE2(counted)
SSE2(measured)

// What a term needs in memory is asked for this many terms ahead.
enum { terms_ahead = 8 };

#define counted_prefetch(SOURCE, TERM) \
    _mm_prefetch((const char *)((SOURCE)->stamps + (TERM)), _MM_HINT_T0)
#define measured_prefetch(SOURCE, TERM) \
    _mm_prefetch((const char *)((SOURCE)->totals + (TERM)), _MM_HINT_T0)

// `WIDTH` vectors of four sums stay in registers while the terms go by.
#define AVX2(SOURCE, STRIDE, WIDTH)                                                                \
    CK_TARGET_AVX2                                                                                 \
    static void SOURCE##_avx2_##STRIDE(const SOURCE *source, size_t count, const float *payload,   \
                                       double *sums) {                                             \
        __m256d total[WIDTH];                                                                      \
        for (int v = 0; v < WIDTH; v++) total[v] = _mm256_loadu_pd(sums + 4 * v);                  \
        for (size_t i = 0; i < count; i++) {                                                       \
            if (i + terms_ahead < count) {                                                         \
                size_t next = source->terms[i + terms_ahead];                                      \
                SOURCE##_prefetch(source, next);                                                   \
                _mm_prefetch((const char *)(payload + next * STRIDE), _MM_HINT_T0);                \
            }                                                                                      \
            ck_increment gain = SOURCE##_gain(source, i);                                          \
            const float *row = payload + (size_t)source->terms[i] * STRIDE;                        \
            __m256d values = _mm256_cvtps_pd(_mm_loadu_ps(row));                                   \
            __m256d idf = _mm256_broadcastsd_pd(_mm256_castpd256_pd128(values));                   \
            __m256d gains = _mm256_mul_pd(_mm256_loadu_pd(&gain.squares), idf);                    \
            total[0] = _mm256_add_pd(total[0], _mm256_mul_pd(gains, values));                      \
            __m256d rest = _mm256_permute4x64_pd(gains, 0x55);                                     \
            for (int v = 1; v < WIDTH; v++) {                                                      \
                values = _mm256_cvtps_pd(_mm_loadu_ps(row + 4 * v));                               \
                total[v] = _mm256_add_pd(total[v], _mm256_mul_pd(rest, values));                   \
            }                                                                                      \
        }                                                                                          \
        for (int v = 0; v < WIDTH; v++) _mm256_storeu_pd(sums + 4 * v, total[v]);                  \
    }

#define AVX2_WIDTHS(SOURCE)                                                                        \
    AVX2(SOURCE, 4, 1)                                                                             \
    AVX2(SOURCE, 8, 2)                                                                             \
    AVX2(SOURCE, 12, 3)                                                                            \
    AVX2(SOURCE, 16, 4)                                                                            \
    AVX2(SOURCE, 20, 5)                                                                            \
    AVX2(SOURCE, 24, 6)

AVX2_WIDTHS(counted)
AVX2_WIDTHS(measured)

#define DISPATCH_X86(SOURCE)                                                                       \
    if (variant == CK_AVX2) {                                                                      \
        switch (stride) {                                                                          \
            case 4: return SOURCE##_avx2_4(&source, count, payload, sums);                         \
            case 8: return SOURCE##_avx2_8(&source, count, payload, sums);                         \
            case 12: return SOURCE##_avx2_12(&source, count, payload, sums);                       \
            case 16: return SOURCE##_avx2_16(&source, count, payload, sums);                       \
            case 20: return SOURCE##_avx2_20(&source, count, payload, sums);                       \
            case 24: return SOURCE##_avx2_24(&source, count, payload, sums);                       \
            default: break;                                                                        \
        }                                                                                          \
    }                                                                                              \
    if (variant != CK_SCALAR) return SOURCE##_sse2(&source, count, payload, stride, sums);
#else
#define DISPATCH_X86(SOURCE)
#endif

void ck_accumulate(const uint32_t *terms, size_t count, const float *payload, size_t stride,
                   uint32_t *stamps, uint32_t stamp, const ck_increment *increments, double *sums,
                   ck_variant variant) {
    counted source = {terms, stamps, stamp, increments};
    DISPATCH_X86(counted)
    counted_scalar(&source, count, payload, stride, sums);
}

void ck_accumulate_amounts(const uint32_t *terms, const double *amounts, size_t count,
                           const float *payload, size_t stride, ck_total *totals, uint64_t stamp,
                           const ck_term_frequency *frequency, double *sums, ck_variant variant) {
    measured source = {terms, amounts, totals, stamp, frequency};
    DISPATCH_X86(measured)
    measured_scalar(&source, count, payload, stride, sums);
}
