// Counting terms by their keys while a vocabulary is made.
#ifndef CK_COUNT_H
#define CK_COUNT_H

#include <stddef.h>
#include <stdint.h>

// What is known of one term: half a cache line, found by one look at its key.
typedef struct {
    uint64_t key;        // 0: the slot is empty
    uint64_t total;      // occurrences in all documents
    uint32_t term;       // its number, in the order in which terms were met
    uint32_t documents;  // how many have it
    uint32_t stamp;      // of the last of them
    uint32_t here;       // its occurrences in that one
} ck_counted;

// How many different terms a document has, and how many of them no document before it had.
typedef struct {
    size_t terms;
    size_t fresh;
} ck_met;

// A key's slots begin at key & mask and go on upwards, round the end.
//
// Invariants, for each function here: `mask` + 1 slots, a power of two, of which at least one is
// empty also after all terms of the call were put in.

// Counts the terms of a document.
//
// keys: 0 counts as 1. stamp: not 0, and not given before. next: the number of the first new term.
// places: room for `count`: the slots of the document's different terms, as they are first met.
// fresh: room for `count`: for each new term, in the order of their numbers, its place among the keys.
ck_met ck_count(ck_counted *slots, uint64_t mask, const uint64_t *keys, size_t count,
                uint32_t stamp, uint32_t next, uint32_t *places, uint32_t *fresh);

// Puts the terms of `count` slots into larger memory of empty ones.
void ck_count_move(const ck_counted *from, uint64_t count, ck_counted *slots, uint64_t mask);

// Adds the counts of other documents.
//
// others: their slots; places: where in them each of their `count` terms lies, by number. numbers:
// room for `count`: the number here of each of their terms. fresh: room for `count`: those of their
// terms that are new here, in the order of their new numbers, which begin at `next`. Returns how many.
size_t ck_count_join(ck_counted *slots, uint64_t mask, const ck_counted *others,
                     const uint32_t *places, size_t count, uint32_t next, uint32_t *numbers,
                     uint32_t *fresh);

// Marks keys as met, and those that were marked before, or share their bit with one, as met again.
//
// marks: (mask + 1) / 32 words, mask + 1 a power of two of at least 64: for every 64 bits a word of
// those met and a word of those met again.
void ck_mark(uint64_t *marks, uint64_t mask, const uint64_t *keys, size_t count);

// Adds the marks of other documents.
void ck_mark_join(uint64_t *marks, const uint64_t *others, size_t word_count);

// Keeps the keys that were met again, and their places among all; returns how many.
//
// kept, places: room for `count`.
size_t ck_keep_marked(const uint64_t *marks, uint64_t mask, const uint64_t *keys, size_t count,
                      uint64_t *kept, uint32_t *places);

#endif
