// Text to token keys: lower case and word classes of 64 bytes at a time, then a 64-bit key a token.
#ifndef CK_TEXT_H
#define CK_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "ck_variant.h"

// Bytes that must be readable (and, in `lower`, writable) behind the end of a text.
#define CK_PADDING 64

// Code points that take part in a run of capitals: every `stride`-th from `first` to `last`; the
// lower-case form is `delta` away.
typedef struct {
    uint32_t first;
    uint32_t last;
    uint32_t stride;
    int32_t delta;
} ck_lower_run;

// The frozen Unicode tables that a text is read by.
typedef struct {
    const uint8_t *flags;  // a byte for each of the 0x110000 code points
    const ck_lower_run *lower_runs;
    size_t lower_run_count;
    uint8_t word_flag;   // the bit of `flags` that means "word character"
    uint8_t upper_flag;  // the bit that means "has another lower-case form"
    uint8_t lowercase;   // 0: letters stay as they are
    uint8_t ascii_only;  // 1: any other byte is left to the caller
} ck_unicode;

// What `ck_classify` found.
typedef enum {
    CK_TEXT_READ = 0,
    // A scalar needs more context than a block has, or another number of bytes in lower case; a
    // byte is malformed; or `ascii_only`: the caller must read the whole text in its own way.
    CK_TEXT_NEEDS_CALLER = 1,
} ck_text_status;

// Writes the lower-case text and one bit a byte, "belongs to a word character".
//
// text: `count` bytes of UTF-8. lower: count + CK_PADDING writable bytes, zeros from `count` on
// afterwards. words: (count + 63) / 64 + 1 writable words; bits from `count` on are 0.
ck_text_status ck_classify(const uint8_t *text, size_t count, const ck_unicode *unicode,
                           uint8_t *lower, uint64_t *words, ck_variant variant);

// Writes the key of every run of set bits that has at least `minimum` (1 or 2) scalars.
//
// lower, words: as ck_classify leaves them. edges: count + 16 entries of scratch. keys: count / 2 + 1
// entries (count + 1 where `minimum` is 1). spans: NULL, or room for twice as many numbers: where
// each token begins and ends. Returns the number of keys.
size_t ck_token_keys(const uint8_t *lower, const uint64_t *words, size_t count, int minimum,
                     uint32_t *edges, uint64_t *keys, uint32_t *spans, ck_variant variant);

// The key of a term: of the tokens that single spaces part, empty ones too. The bytes may lie
// anywhere: none behind them is read.
uint64_t ck_term_key(const uint8_t *term, size_t count);

// The key of an n-gram: that of its first n - 1 tokens and that of its last one.
uint64_t ck_ngram_key(uint64_t first, uint64_t last);

// Writes the keys of all n-grams of `shortest` to `longest` tokens, shorter ones first.
//
// ngrams: room for count * (longest - shortest + 1); previous: count entries of scratch. Returns
// their number.
size_t ck_ngram_keys(const uint64_t *keys, size_t count, int shortest, int longest,
                     uint64_t *previous, uint64_t *ngrams);

#endif
