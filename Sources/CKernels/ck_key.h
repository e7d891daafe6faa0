// The key of a token and of an n-gram; inlined into every kernel that makes keys.
//
//     key(token)      = m(a ^ S0, b ^ S1 ^ count), then for each further 16 bytes  m(a ^ key, b ^ S2)
//     key(t1 ... tn)  = m(key(t1 ... tn-1) ^ S3, key(tn) ^ S4)
//     m(x, y)         = the high half of the 128-bit product x y, xor its low half
//
// a, b: the next eight bytes each, zeros behind the end of the token; count: its bytes. The mixing is wyhash's (Wang Yi,
// "wyhash: No hash function left behind", final version 4, MIT); the constants are its secrets.
#ifndef CK_KEY_H
#define CK_KEY_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define CK_S0 0xa0761d6478bd642fULL
#define CK_S1 0xe7037ed1a0b428dbULL
#define CK_S2 0x8ebc6af09c88c6e3ULL
#define CK_S3 0x589965cc75374cc3ULL
#define CK_S4 0x1d8e4e27c47d124fULL

static inline uint64_t ck_mix(uint64_t x, uint64_t y) {
    unsigned __int128 product = (unsigned __int128)x * y;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t ck_load8(const uint8_t *bytes) {
    uint64_t word;
    memcpy(&word, bytes, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

// The low `count` bytes of `word`; all of it from 8 on.
static inline uint64_t ck_low_bytes(uint64_t word, size_t count) {
    return count >= 8 ? word : word & ((1ULL << (8 * count)) - 1);
}

// Reads up to 15 bytes behind the token, which must be readable.
static inline uint64_t ck_key_padded(const uint8_t *token, size_t count) {
    uint64_t a = ck_low_bytes(ck_load8(token), count);
    uint64_t b = count > 8 ? ck_low_bytes(ck_load8(token + 8), count - 8) : 0;
    uint64_t key = ck_mix(a ^ CK_S0, b ^ CK_S1 ^ count);
    while (__builtin_expect(count > 16, 0)) {
        token += 16;
        count -= 16;
        a = ck_low_bytes(ck_load8(token), count);
        b = count > 8 ? ck_low_bytes(ck_load8(token + 8), count - 8) : 0;
        key = ck_mix(a ^ key, b ^ CK_S2);
    }
    return key;
}

static inline uint64_t ck_join(uint64_t first, uint64_t last) {
    return ck_mix(first ^ CK_S3, last ^ CK_S4);
}

#endif
