#include "ck_count.h"

// A slot or a mark is asked for this many keys before it is looked at.
enum { keys_ahead = 12 };

// The slot of a key, or the empty one that it belongs into.
static inline ck_counted *slot_of(ck_counted *slots, uint64_t mask, uint64_t key) {
    uint64_t place = key & mask;
    while (slots[place].key != key && slots[place].key != 0) place = (place + 1) & mask;
    return slots + place;
}

ck_met ck_count(ck_counted *slots, uint64_t mask, const uint64_t *keys, size_t count,
                uint32_t stamp, uint32_t next, uint32_t *places, uint32_t *fresh) {
    ck_met met = {0, 0};
    for (size_t i = 0; i < count; i++) {
        if (i + keys_ahead < count) __builtin_prefetch(slots + (keys[i + keys_ahead] & mask), 1);
        uint64_t key = keys[i] + (keys[i] == 0);
        ck_counted *slot = slot_of(slots, mask, key);
        if (slot->key == 0) {
            slot->key = key;
            slot->term = next++;
            fresh[met.fresh++] = (uint32_t)i;
        }
        if (slot->stamp != stamp) {
            slot->stamp = stamp;
            slot->documents++;
            slot->here = 0;
            places[met.terms++] = (uint32_t)(slot - slots);
        }
        slot->here++;
        slot->total++;
    }
    return met;
}

void ck_count_move(const ck_counted *from, uint64_t count, ck_counted *slots, uint64_t mask) {
    for (uint64_t i = 0; i < count; i++) {
        if (i + keys_ahead < count) __builtin_prefetch(slots + (from[i + keys_ahead].key & mask), 1);
        if (from[i].key != 0) *slot_of(slots, mask, from[i].key) = from[i];
    }
}

size_t ck_count_join(ck_counted *slots, uint64_t mask, const ck_counted *others,
                     const uint32_t *places, size_t count, uint32_t next, uint32_t *numbers,
                     uint32_t *fresh) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        if (i + keys_ahead < count) __builtin_prefetch(others + places[i + keys_ahead]);
        const ck_counted *other = others + places[i];
        ck_counted *slot = slot_of(slots, mask, other->key);
        if (slot->key == 0) {
            *slot = *other;
            slot->term = next++;
            fresh[found++] = (uint32_t)i;
        } else {
            slot->documents += other->documents;
            slot->total += other->total;
        }
        numbers[i] = slot->term;
    }
    return found;
}

// A key's low bits choose its slot; these are others.
static inline uint64_t mark_of(uint64_t key, uint64_t mask) { return (key >> 24) & mask; }

void ck_mark(uint64_t *marks, uint64_t mask, const uint64_t *keys, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i + keys_ahead < count)
            __builtin_prefetch(marks + (mark_of(keys[i + keys_ahead], mask) >> 6) * 2, 1);
        uint64_t mark = mark_of(keys[i], mask), bit = 1ULL << (mark & 63);
        uint64_t *words = marks + (mark >> 6) * 2;
        words[1] |= words[0] & bit;
        words[0] |= bit;
    }
}

void ck_mark_join(uint64_t *marks, const uint64_t *others, size_t word_count) {
    for (size_t i = 0; i + 1 < word_count; i += 2) {
        marks[i + 1] |= others[i + 1] | (marks[i] & others[i]);
        marks[i] |= others[i];
    }
}

size_t ck_keep_marked(const uint64_t *marks, uint64_t mask, const uint64_t *keys, size_t count,
                      uint64_t *kept, uint32_t *places) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        if (i + keys_ahead < count)
            __builtin_prefetch(marks + (mark_of(keys[i + keys_ahead], mask) >> 6) * 2);
        uint64_t mark = mark_of(keys[i], mask);
        kept[found] = keys[i];
        places[found] = (uint32_t)i;
        found += marks[(mark >> 6) * 2 + 1] >> (mark & 63) & 1;
    }
    return found;
}
