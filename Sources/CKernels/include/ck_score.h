// Keys to columns to sums: a table of fingerprints and one pass over a document's terms.
#ifndef CK_SCORE_H
#define CK_SCORE_H

#include <stddef.h>
#include <stdint.h>

#include "ck_variant.h"

// One cache line: eight fingerprints (the low halves of keys, 0: empty, filled from the first on)
// and the number of the term that each belongs to.
typedef struct {
    uint32_t fingerprints[8];
    uint32_t terms[8];
} ck_bucket;

// A map from 64-bit keys to terms. A key's first bucket is (key * bucket_count) >> 64; a key that
// finds it full is in the next one, round the end.
//
// Invariants: bucket_count >= 1; some bucket is not full; every term is below the number of checks;
// checks[term] is the high half of the term's key.
typedef struct {
    const ck_bucket *buckets;
    uint64_t bucket_count;
    const uint32_t *checks;
} ck_table;

// Fills a table: the key at `i` becomes term `i`, in the first bucket with an empty place.
//
// buckets: all zeros, with more places than there are keys. keys: no two equal. checks: an entry a
// key, written here.
void ck_insert_all(ck_bucket *buckets, uint64_t bucket_count, const uint64_t *keys, size_t count,
                   uint32_t *checks);

// The term of one key, or -1.
int64_t ck_find(const ck_table *table, uint64_t key);

// Writes the terms of those keys that the table has, in their order; returns how many.
//
// terms: room for `count`.
size_t ck_find_all(const ck_table *table, const uint64_t *keys, size_t count, uint32_t *terms,
                   ck_variant variant);

// What a term's c-th occurrence in a document adds: tf(c)^2 - tf(c - 1)^2, then three times
// tf(c) - tf(c - 1).
typedef struct {
    double squares, first, second, third;
} ck_increment;

// Adds up a document: sums[0] += idf^2 tf^2, sums[c] += idf tf W_c, for all terms that it has.
//
// terms: `count` of them, each below the number of payload rows. payload: rows of `stride` floats
// (a multiple of 4): the idf, then the weights, then zeros. stamps: an entry a term, 0 or
// (stamp << 16 | occurrences) of an earlier document; `stamp` is 1...65535 and new. increments: at
// least min(count, 65535) + 1 entries, that of the c-th occurrence at c; count < 65536.
// sums: `stride` numbers, which are added to.
void ck_accumulate(const uint32_t *terms, size_t count, const float *payload, size_t stride,
                   uint32_t *stamps, uint32_t stamp, const ck_increment *increments, double *sums,
                   ck_variant variant);

// How a term's sum becomes its frequency.
typedef enum {
    CK_TF_RAW = 0,        // the sum
    CK_TF_SUBLINEAR = 1,  // 1 + ln of it above 1
    CK_TF_BINARY = 2,     // 1
} ck_tf;

// The frequency of a sum; whole sums below `known_count` are looked up in `known`.
typedef struct {
    ck_tf tf;
    const double *known;
    size_t known_count;
} ck_term_frequency;

// What a term came to in the document of that stamp.
typedef struct {
    double sum;
    uint64_t stamp;
} ck_total;

// As ck_accumulate, for occurrences that count other than 1.
//
// amounts: one for each of the `count` terms. totals: an entry a term; `stamp` is not 0 and new.
void ck_accumulate_amounts(const uint32_t *terms, const double *amounts, size_t count,
                           const float *payload, size_t stride, ck_total *totals, uint64_t stamp,
                           const ck_term_frequency *frequency, double *sums, ck_variant variant);

// As ck_find_all, with an entry for every key: `missing` for those that the table lacks.
void ck_find_each(const ck_table *table, const uint64_t *keys, size_t count, uint32_t missing,
                  uint32_t *terms, ck_variant variant);

#endif
