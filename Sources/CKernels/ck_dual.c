#include "ck_dual.h"

#include <stddef.h>

#include "ck_dual_math.h"

typedef float block __attribute__((vector_size(16)));
typedef int32_t iblock __attribute__((vector_size(16)));
// The same floats where they need not lie at a multiple of 16 bytes.
typedef float loose __attribute__((vector_size(16), aligned(4)));

CK_DEFINE_MATH(4, block, iblock)

CK_INLINE float sum(block v) { return (v[0] + v[1]) + (v[2] + v[3]); }

CK_INLINE float largest(block v) {
    float a = v[0] > v[1] ? v[0] : v[1], b = v[2] > v[3] ? v[2] : v[3];
    return a > b ? a : b;
}

CK_INLINE block load(const float *at) { return *(const loose *)at; }

CK_INLINE void store(float *at, block v) { *(loose *)at = v; }

// q = softmax(u) in the classes, 0 in the padding; returns logsumexp(u). `hidden` is -1e30 in the
// padding and 0 elsewhere.
CK_INLINE float softmax(const block *u, const block *hidden, int blocks, block *q) {
    block top = u[0] + hidden[0];
    for (int j = 1; j < blocks; j++) top = ck_max_4(top, u[j] + hidden[j]);
    float m = largest(top);
    block total = {0};
    for (int j = 0; j < blocks; j++) {
        q[j] = ck_select_4(hidden[j] < 0, (block){0}, ck_exp_4((u[j] + hidden[j]) - m));
        total += q[j];
    }
    float s = sum(total), inverse = 1.0f / s;
    for (int j = 0; j < blocks; j++) q[j] *= inverse;
    return m + ck_log_4((block){0} + s)[0];
}

// z += W' x for the entries of a row.
CK_INLINE void gather(
    const ck_dual_entry *entry, const ck_dual_entry *end, const float *weights, int blocks,
    block *z) {
    if (blocks == 1) {
        // Four sums at once: one alone would wait for every addition.
        block z1 = {0}, z2 = {0}, z3 = {0};
        for (; end - entry >= 4; entry += 4) {
            z[0] += entry[0].value * load(weights + 4 * (size_t)entry[0].column);
            z1 += entry[1].value * load(weights + 4 * (size_t)entry[1].column);
            z2 += entry[2].value * load(weights + 4 * (size_t)entry[2].column);
            z3 += entry[3].value * load(weights + 4 * (size_t)entry[3].column);
        }
        z[0] = (z[0] + z1) + (z2 + z3);
    }
    const size_t stride = (size_t)blocks * 4;
    for (; entry < end; entry++) {
        const float *w = weights + stride * entry->column;
        if (blocks > 1 && end - entry > 4) {
            const char *ahead = (const char *)(weights + stride * entry[4].column);
            for (size_t at = 0; at < 4 * stride; at += 64) __builtin_prefetch(ahead + at, 1);
        }
        for (int j = 0; j < blocks; j++) z[j] += entry->value * load(w + 4 * j);
    }
}

CK_INLINE void scatter(
    const ck_dual_entry *entry, const ck_dual_entry *end, float *weights, int blocks,
    const block *change) {
    const size_t stride = (size_t)blocks * 4;
    for (; entry < end; entry++) {
        float *w = weights + stride * entry->column;
        for (int j = 0; j < blocks; j++) {
            store(w + 4 * j, load(w + 4 * j) + entry->value * change[j]);
        }
    }
}

// Minimises |u - t|^2 / (2 h) + logsumexp(u), t = z + h p, from u = z by Newton's method and leaves
// softmax(u) in q. `first` takes softmax(z), and logsumexp(z) is returned.
//
// H = I / h + diag(q) - q q' is inverted by Sherman and Morrison. Written as
// (1/h) sum_c q_c a_c, a_c = 1 / (1/h + q_c), the denominator 1 - sum_c q_c^2 a_c does not cancel.
// A step is cut to 2 in its largest part (full steps diverge where h is large), and steps go on
// until one is under 0.05, after which the error is of the order of its square.
CK_INLINE float block_step(
    const block *z, const block *p, float h, const block *hidden, int blocks, block *first,
    block *q) {
    const float inverse = 1.0f / h;
    block u[CK_DUAL_BLOCKS], t[CK_DUAL_BLOCKS], a[CK_DUAL_BLOCKS], step[CK_DUAL_BLOCKS];
    for (int j = 0; j < blocks; j++) {
        t[j] = z[j] + h * p[j];
        u[j] = z[j];
    }
    float log_sum = softmax(u, hidden, blocks, q);
    for (int j = 0; j < blocks; j++) first[j] = q[j];
    for (int round = 0; round < 24; round++) {
        block above = {0}, below = {0};
        for (int j = 0; j < blocks; j++) {
            block gradient = (u[j] - t[j]) * inverse + q[j];
            a[j] = 1.0f / (inverse + q[j]);
            step[j] = a[j] * gradient;
            above += q[j] * step[j];
            below += q[j] * a[j];
        }
        float share = sum(above) / (inverse * sum(below));
        block most = {0};
        for (int j = 0; j < blocks; j++) {
            step[j] += (a[j] * q[j]) * share;
            block size = ck_select_4(hidden[j] < 0, (block){0}, ck_abs_4(step[j]));
            most = ck_max_4(most, size);
        }
        float length = largest(most);
        float cut = length > 2.0f ? 2.0f / length : 1.0f;
        for (int j = 0; j < blocks; j++) u[j] -= cut * step[j];
        softmax(u, hidden, blocks, q);
        if (!(length >= 0.05f)) break;
    }
    return log_sum;
}

CK_INLINE ck_dual_epoch_sums epoch(
    const ck_dual_rows *rows, const int32_t *order, int64_t count, float *weights,
    float *probabilities, float *bias, int blocks) {
    ck_dual_epoch_sums sums = {0, 0};
    block z[CK_DUAL_BLOCKS], p[CK_DUAL_BLOCKS], q[CK_DUAL_BLOCKS], first[CK_DUAL_BLOCKS];
    block b[CK_DUAL_BLOCKS], hidden[CK_DUAL_BLOCKS];
    const size_t stride = (size_t)blocks * 4;
    for (int j = 0; j < blocks; j++) {
        b[j] = load(bias + 4 * j);
        for (int l = 0; l < 4; l++) hidden[j][l] = 4 * j + l < rows->class_count ? 0.0f : -1e30f;
    }
    for (int64_t turn = 0; turn < count; turn++) {
        if (turn + 3 < count) {
            const int32_t next = order[turn + 3];
            const char *from = (const char *)(rows->entries + rows->starts[next]);
            const char *to = (const char *)(rows->entries + rows->starts[next + 1]);
            for (; from < to; from += 64) __builtin_prefetch(from);
            __builtin_prefetch(probabilities + stride * next, 1);
        }
        const int32_t row = order[turn];
        const float cost = rows->costs[row] * rows->scale;
        if (!(cost > 0)) continue;
        const ck_dual_entry *start = rows->entries + rows->starts[row];
        const ck_dual_entry *end = rows->entries + rows->starts[row + 1];
        float *row_p = probabilities + stride * row;
        for (int j = 0; j < blocks; j++) {
            z[j] = b[j];
            p[j] = load(row_p + 4 * j);
        }
        gather(start, end, weights, blocks, z);
        const float h = cost * (rows->norms[row] + rows->constant);
        float log_sum = block_step(z, p, h, hidden, blocks, first, q);
        block distance = {0};
        for (int j = 0; j < blocks; j++) {
            block change = p[j] - first[j];
            distance += (change * change) / ((p[j] + first[j]) + 1e-30f);
        }
        sums.gap += (double)(cost * sum(distance));
        const int32_t label = rows->labels[row];
        sums.loss += (double)(cost * (log_sum - z[label / 4][label % 4]));
        for (int j = 0; j < blocks; j++) {
            z[j] = cost * (p[j] - q[j]);
            store(row_p + 4 * j, q[j]);
            b[j] += rows->constant * z[j];
        }
        scatter(start, end, weights, blocks, z);
    }
    for (int j = 0; j < blocks; j++) store(bias + 4 * j, b[j]);
    return sums;
}

ck_dual_epoch_sums ck_dual_epoch(
    const ck_dual_rows *rows, const int32_t *order, int64_t count, float *weights,
    float *probabilities, float *bias) {
    // Known counts of blocks keep the sums in registers.
    switch (rows->blocks) {
    case 1: return epoch(rows, order, count, weights, probabilities, bias, 1);
    case 2: return epoch(rows, order, count, weights, probabilities, bias, 2);
    case 3: return epoch(rows, order, count, weights, probabilities, bias, 3);
    case 5: return epoch(rows, order, count, weights, probabilities, bias, 5);
    default: return epoch(rows, order, count, weights, probabilities, bias, rows->blocks);
    }
}
