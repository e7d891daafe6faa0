#include "ck_text.h"

#include <string.h>

#include "ck_key.h"

#if CK_X86
#include <immintrin.h>
#endif

// MARK: A block of 64 bytes

// What 64 bytes are, a bit a byte.
typedef struct {
    uint64_t words;   // ASCII letters, digits and the underscore
    uint64_t others;  // not ASCII
} block_bits;

static inline block_bits classify_scalar(const uint8_t *text, uint8_t *lower, int lowercase) {
    block_bits bits = {0, 0};
    for (int i = 0; i < 64; i++) {
        uint8_t byte = text[i];
        int capital = (uint8_t)(byte - 'A') < 26;
        int word = capital || (uint8_t)(byte - 'a') < 26 || (uint8_t)(byte - '0') < 10 || byte == '_';
        lower[i] = capital && lowercase ? byte | 0x20 : byte;
        bits.words |= (uint64_t)word << i;
        bits.others |= (uint64_t)(byte >> 7) << i;
    }
    return bits;
}

#if CK_X86
static inline block_bits classify_sse2(const uint8_t *text, uint8_t *lower, int lowercase) {
    // Signed compares: adding 0x80 - low and comparing below makes "low <= byte < low + n" one test.
    block_bits bits = {0, 0};
    const __m128i case_bit = _mm_set1_epi8(lowercase ? 0x20 : 0);
    for (int part = 0; part < 4; part++) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(text + 16 * part));
        __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
        __m128i letters = _mm_cmplt_epi8(_mm_add_epi8(folded, _mm_set1_epi8((char)(0x80 - 'a'))),
                                         _mm_set1_epi8((char)(0x80 + 26)));
        __m128i digits = _mm_cmplt_epi8(_mm_add_epi8(bytes, _mm_set1_epi8((char)(0x80 - '0'))),
                                        _mm_set1_epi8((char)(0x80 + 10)));
        __m128i line = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_'));
        __m128i word = _mm_or_si128(_mm_or_si128(letters, digits), line);
        bits.words |= (uint64_t)(uint32_t)_mm_movemask_epi8(word) << (16 * part);
        bits.others |= (uint64_t)(uint32_t)_mm_movemask_epi8(bytes) << (16 * part);
        // A letter with the case bit set is its lower-case form, whichever it was before.
        _mm_storeu_si128((__m128i *)(lower + 16 * part),
                         _mm_or_si128(bytes, _mm_and_si128(letters, case_bit)));
    }
    return bits;
}

CK_TARGET_AVX2
static inline block_bits classify_avx2(const uint8_t *text, uint8_t *lower, int lowercase) {
    block_bits bits = {0, 0};
    const __m256i case_bit = _mm256_set1_epi8(lowercase ? 0x20 : 0);
    for (int part = 0; part < 2; part++) {
        __m256i bytes = _mm256_loadu_si256((const __m256i *)(text + 32 * part));
        __m256i folded = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
        __m256i letters = _mm256_cmpgt_epi8(
            _mm256_set1_epi8((char)(0x80 + 26)),
            _mm256_add_epi8(folded, _mm256_set1_epi8((char)(0x80 - 'a'))));
        __m256i digits =
            _mm256_cmpgt_epi8(_mm256_set1_epi8((char)(0x80 + 10)),
                              _mm256_add_epi8(bytes, _mm256_set1_epi8((char)(0x80 - '0'))));
        __m256i line = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('_'));
        __m256i word = _mm256_or_si256(_mm256_or_si256(letters, digits), line);
        bits.words |= (uint64_t)(uint32_t)_mm256_movemask_epi8(word) << (32 * part);
        bits.others |= (uint64_t)(uint32_t)_mm256_movemask_epi8(bytes) << (32 * part);
        _mm256_storeu_si256((__m256i *)(lower + 32 * part),
                            _mm256_or_si256(bytes, _mm256_and_si256(letters, case_bit)));
    }
    return bits;
}
#endif

// MARK: What is not ASCII

// The number of bytes that a UTF-8 sequence has, by the high half of its first byte.
static const uint8_t sequence_length[16] = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 2, 2, 3, 4};

static uint32_t lower_case(uint32_t code, const ck_unicode *unicode) {
    size_t low = 0, high = unicode->lower_run_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (unicode->lower_runs[middle].last < code) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == unicode->lower_run_count) return code;
    ck_lower_run run = unicode->lower_runs[low];
    if (code < run.first || (code - run.first) % run.stride != 0) return code;
    return (uint32_t)((int64_t)code + run.delta);
}

static size_t encode(uint32_t code, uint8_t *bytes) {
    if (code < 0x80) {
        bytes[0] = (uint8_t)code;
        return 1;
    }
    if (code < 0x800) {
        bytes[0] = (uint8_t)(0xC0 | code >> 6);
        bytes[1] = (uint8_t)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        bytes[0] = (uint8_t)(0xE0 | code >> 12);
        bytes[1] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
        bytes[2] = (uint8_t)(0x80 | (code & 0x3F));
        return 3;
    }
    bytes[0] = (uint8_t)(0xF0 | code >> 18);
    bytes[1] = (uint8_t)(0x80 | (code >> 12 & 0x3F));
    bytes[2] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
    bytes[3] = (uint8_t)(0x80 | (code & 0x3F));
    return 4;
}

// Classes and lowers the scalars that begin in the block at `block`; `others` has its bytes that are
// not ASCII. `*spill` takes the word bits of bytes in the next block, and has those of this one.
static ck_text_status read_scalars(const uint8_t *text, size_t count, size_t block, uint64_t others,
                                   const ck_unicode *unicode, uint8_t *lower, uint64_t *words,
                                   uint64_t *spill, size_t *next) {
    if (unicode->ascii_only) return CK_TEXT_NEEDS_CALLER;
    while (others != 0) {
        size_t place = block + (size_t)__builtin_ctzll(others);
        if (place < *next) {  // a byte of a scalar that was read already
            others &= others - 1;
            continue;
        }
        size_t length = sequence_length[text[place] >> 4];
        if (length < 2 || text[place] < 0xC2 || text[place] > 0xF4 || place + length > count)
            return CK_TEXT_NEEDS_CALLER;
        uint32_t code = text[place] & (0xFFu >> (length + 1));
        for (size_t i = 1; i < length; i++) {
            if ((text[place + i] & 0xC0) != 0x80) return CK_TEXT_NEEDS_CALLER;
            code = code << 6 | (text[place + i] & 0x3F);
        }
        if (code >= 0x110000) return CK_TEXT_NEEDS_CALLER;
        uint8_t flags = unicode->flags[code];
        if (flags & unicode->word_flag) {
            uint64_t run = (1ULL << length) - 1;
            size_t offset = place - block;
            *words |= run << offset;
            if (offset + length > 64) *spill |= run >> (64 - offset);
        }
        uint8_t bytes[4];
        if (unicode->lowercase && (flags & unicode->upper_flag)) {
            // The dotted I becomes two scalars, and a capital sigma goes by its neighbours.
            if (code == 0x130 || code == 0x3A3) return CK_TEXT_NEEDS_CALLER;
            if (encode(lower_case(code, unicode), bytes) != length) return CK_TEXT_NEEDS_CALLER;
        } else {
            memcpy(bytes, text + place, length);
        }
        memcpy(lower + place, bytes, length);
        *next = place + length;
        others &= others - 1;
    }
    return CK_TEXT_READ;
}

// MARK: A text

// A block's store must not undo what a scalar that crosses the border wrote over its first bytes, so
// these are kept and written again.
#define CLASSIFY(NAME, BLOCK, ATTRIBUTE)                                                             \
    ATTRIBUTE static ck_text_status NAME(const uint8_t *text, size_t count,                          \
                                         const ck_unicode *unicode, uint8_t *lower,                  \
                                         uint64_t *words) {                                          \
        uint64_t spill = 0;                                                                          \
        size_t next = 0;                                                                             \
        for (size_t block = 0; block < count; block += 64) {                                         \
            uint8_t saved[3];                                                                        \
            size_t crossing = next > block ? next - block : 0;                                       \
            if (crossing) memcpy(saved, lower + block, crossing);                                    \
            block_bits bits;                                                                         \
            if (__builtin_expect(count - block >= 64, 1)) {                                          \
                bits = BLOCK(text + block, lower + block, unicode->lowercase);                       \
            } else {                                                                                 \
                uint8_t tail[64] = {0};                                                              \
                memcpy(tail, text + block, count - block);                                           \
                bits = BLOCK(tail, lower + block, unicode->lowercase);                               \
            }                                                                                        \
            if (crossing) memcpy(lower + block, saved, crossing);                                    \
            uint64_t word = bits.words | spill;                                                      \
            spill = 0;                                                                               \
            if (__builtin_expect(bits.others != 0, 0) &&                                             \
                read_scalars(text, count, block, bits.others, unicode, lower, &word, &spill,         \
                             &next) != CK_TEXT_READ)                                                 \
                return CK_TEXT_NEEDS_CALLER;                                                         \
            words[block / 64] = word;                                                                \
        }                                                                                            \
        words[(count + 63) / 64] = 0;                                                                \
        memset(lower + count, 0, CK_PADDING);                                                        \
        return CK_TEXT_READ;                                                                         \
    }

CLASSIFY(read_scalar_variant, classify_scalar, )
#if CK_X86
CLASSIFY(read_sse2, classify_sse2, )
CLASSIFY(read_avx2, classify_avx2, CK_TARGET_AVX2)
#endif

ck_text_status ck_classify(const uint8_t *text, size_t count, const ck_unicode *unicode,
                           uint8_t *lower, uint64_t *words, ck_variant variant) {
#if CK_X86
    if (variant == CK_AVX2) return read_avx2(text, count, unicode, lower, words);
    if (variant == CK_SSE2) return read_sse2(text, count, unicode, lower, words);
#endif
    return read_scalar_variant(text, count, unicode, lower, words);
}

// MARK: Tokens

// Writes where bits change, eight places at a time, the last of which may be junk that the next word
// overwrites. The number is even, because no bit is set from `count` on.
static inline __attribute__((always_inline)) size_t find_edges(const uint64_t *words, size_t count,
                                                               uint32_t *edges) {
    size_t found = 0;
    uint64_t before = 0;
    for (size_t word = 0; word <= count / 64; word++) {
        uint64_t bits = words[word];
        uint64_t changes = bits ^ (bits << 1 | before);
        before = bits >> 63;
        uint32_t base = (uint32_t)(64 * word);
        size_t number = (size_t)__builtin_popcountll(changes);
        uint32_t *place = edges + found;
        found += number;
        size_t written = 0;
        do {
            for (int i = 0; i < 8; i++) {
                place[i] = base + (uint32_t)__builtin_ctzll(changes | 1ULL << 63);
                changes &= changes - 1;
            }
            place += 8;
            written += 8;
        } while (written < number);
    }
    return found;
}

// A token of one scalar has exactly as many bytes as the sequence that begins it.
static const uint8_t at_least_one[16] = {0};
static const uint8_t at_least_two[16] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4};

static inline __attribute__((always_inline)) size_t token_keys(const uint8_t *lower,
                                                               const uint64_t *words, size_t count,
                                                               int minimum, uint32_t *edges,
                                                               uint64_t *keys, uint32_t *spans) {
    size_t edge_count = find_edges(words, count, edges);
    const uint8_t *too_short = minimum > 1 ? at_least_two : at_least_one;
    size_t found = 0;
    for (size_t edge = 0; edge < edge_count; edge += 2) {
        const uint8_t *token = lower + edges[edge];
        size_t length = edges[edge + 1] - edges[edge];
        keys[found] = ck_key_padded(token, length);
        if (spans) {
            spans[2 * found] = edges[edge];
            spans[2 * found + 1] = edges[edge + 1];
        }
        found += length > too_short[*token >> 4];
    }
    return found;
}

#if CK_X86
CK_TARGET_AVX2
static size_t token_keys_avx2(const uint8_t *lower, const uint64_t *words, size_t count, int minimum,
                              uint32_t *edges, uint64_t *keys, uint32_t *spans) {
    return token_keys(lower, words, count, minimum, edges, keys, spans);
}
#endif

size_t ck_token_keys(const uint8_t *lower, const uint64_t *words, size_t count, int minimum,
                     uint32_t *edges, uint64_t *keys, uint32_t *spans, ck_variant variant) {
#if CK_X86
    if (variant == CK_AVX2)
        return token_keys_avx2(lower, words, count, minimum, edges, keys, spans);
#endif
    return token_keys(lower, words, count, minimum, edges, keys, spans);
}

// Up to eight bytes as one word, zeros behind them; reads none but these.
static uint64_t load_up_to_8(const uint8_t *bytes, size_t count) {
    if (count == 8) return ck_load8(bytes);
    if (count >= 4) {
        uint32_t first, last;  // they overlap in bytes that are the same
        memcpy(&first, bytes, 4);
        memcpy(&last, bytes + count - 4, 4);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        first = __builtin_bswap32(first);
        last = __builtin_bswap32(last);
#endif
        return (uint64_t)first | (uint64_t)last << (8 * (count - 4));
    }
    if (count == 0) return 0;
    size_t middle = count / 2;
    return (uint64_t)bytes[0] | (uint64_t)bytes[middle] << (8 * middle) |
           (uint64_t)bytes[count - 1] << (8 * (count - 1));
}

static uint64_t exact_key(const uint8_t *token, size_t count) {
    uint64_t x = CK_S0, y = CK_S1 ^ count, key;
    for (;;) {
        size_t first = count < 8 ? count : 8;
        size_t second = count - first < 8 ? count - first : 8;
        key = ck_mix(load_up_to_8(token, first) ^ x, load_up_to_8(token + first, second) ^ y);
        if (count <= 16) return key;
        token += 16;
        count -= 16;
        x = key;
        y = CK_S2;
    }
}

// Whether one of the eight bytes is a space.
static inline int has_space(uint64_t bytes) {
    uint64_t spaces = bytes ^ 0x2020202020202020ULL;
    return ((spaces - 0x0101010101010101ULL) & ~spaces & 0x8080808080808080ULL) != 0;
}

uint64_t ck_term_key(const uint8_t *term, size_t count) {
    if (count <= 16) {
        size_t first = count < 8 ? count : 8;
        uint64_t a = load_up_to_8(term, first), b = load_up_to_8(term + first, count - first);
        if (!has_space(a) && !has_space(b)) return ck_mix(a ^ CK_S0, b ^ CK_S1 ^ count);
    }
    const uint8_t *end = term + count;
    const uint8_t *space = memchr(term, ' ', count);
    uint64_t key = exact_key(term, (size_t)((space ? space : end) - term));
    while (space) {
        const uint8_t *token = space + 1;
        space = token < end ? memchr(token, ' ', (size_t)(end - token)) : NULL;
        key = ck_join(key, exact_key(token, (size_t)((space ? space : end) - token)));
    }
    return key;
}

uint64_t ck_ngram_key(uint64_t first, uint64_t last) { return ck_join(first, last); }

size_t ck_ngram_keys(const uint64_t *keys, size_t count, int shortest, int longest,
                     uint64_t *previous, uint64_t *ngrams) {
    size_t found = 0;
    memcpy(previous, keys, count * sizeof(uint64_t));
    for (int length = 1; length <= longest; length++) {
        if (length > 1) {
            for (size_t i = 0; i + (size_t)length <= count; i++)
                previous[i] = ck_join(previous[i], keys[i + (size_t)length - 1]);
        }
        if (length >= shortest && count >= (size_t)length) {
            size_t number = count - (size_t)length + 1;
            memcpy(ngrams + found, previous, number * sizeof(uint64_t));
            found += number;
        }
    }
    return found;
}
