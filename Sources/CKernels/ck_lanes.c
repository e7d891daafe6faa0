#include "ck_lanes.h"

#include <stddef.h>

#include "ck_dual_math.h"

// Every function that takes a vector by value is inlined, so none is ever passed.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float lanes __attribute__((vector_size(32)));
typedef int32_t ilanes __attribute__((vector_size(32)));
typedef double dlanes __attribute__((vector_size(64)));
// The same numbers where they need not lie at a multiple of their size.
typedef float loose __attribute__((vector_size(32), aligned(4)));
typedef double dloose __attribute__((vector_size(64), aligned(8)));

CK_DEFINE_MATH(8, lanes, ilanes)

#define LOAD(at) ((lanes) * (const loose *)(at))
#define STORE(at, v) (*(loose *)(at) = (v))

// z_c += sum_e x_e W[j_e][c]
CK_INLINE void gather(
    const ck_dual_entry *entry, const ck_dual_entry *end, const float *weights, int k, lanes *z) {
    const size_t stride = (size_t)k * CK_LANES;
    for (; entry < end; entry++) {
        const float *w = weights + stride * entry->column;
        if (end - entry > 4) {
            const char *ahead = (const char *)(weights + stride * entry[4].column);
            for (size_t at = 0; at < 4 * stride; at += 64) __builtin_prefetch(ahead + at, 1);
        }
        for (int c = 0; c < k; c++) z[c] += entry->value * LOAD(w + CK_LANES * c);
    }
}

// q = softmax(u) over the classes, log_sum = logsumexp(u).
CK_INLINE void softmax(const lanes *u, int k, lanes *q, lanes *log_sum) {
    lanes top = u[0];
    for (int c = 1; c < k; c++) top = ck_max_8(top, u[c]);
    lanes total = {0};
    for (int c = 0; c < k; c++) {
        q[c] = ck_exp_8(u[c] - top);
        total += q[c];
    }
    lanes inverse = 1.0f / total;
    for (int c = 0; c < k; c++) q[c] *= inverse;
    *log_sum = top + ck_log_8(total);
}

CK_INLINE int any(const ilanes *mask) {
    int found = 0;
    for (int l = 0; l < CK_LANES; l++) found |= (*mask)[l];
    return found;
}

// The step of ck_dual.c in every lane of `alive`; each stops by itself.
CK_INLINE void block_step(
    const lanes *z, const lanes *p, const lanes *h, ilanes alive, int k, lanes *first,
    lanes *first_log_sum, lanes *q) {
    const lanes inverse = 1.0f / *h;
    lanes u[CK_LANES_CLASSES], t[CK_LANES_CLASSES], a[CK_LANES_CLASSES], step[CK_LANES_CLASSES];
    lanes log_sum;
    for (int c = 0; c < k; c++) {
        t[c] = z[c] + *h * p[c];
        u[c] = z[c];
    }
    softmax(u, k, q, first_log_sum);
    for (int c = 0; c < k; c++) first[c] = q[c];
    for (int round = 0; round < 24 && any(&alive); round++) {
        lanes above = {0}, below = {0};
        for (int c = 0; c < k; c++) {
            lanes gradient = (u[c] - t[c]) * inverse + q[c];
            a[c] = 1.0f / (inverse + q[c]);
            step[c] = a[c] * gradient;
            above += q[c] * step[c];
            below += q[c] * a[c];
        }
        lanes share = above / (inverse * below), most = {0};
        for (int c = 0; c < k; c++) {
            step[c] += (a[c] * q[c]) * share;
            most = ck_max_8(most, ck_abs_8(step[c]));
        }
        lanes one = (lanes){0} + 1.0f;
        lanes cut = ck_select_8(most > 2.0f, 2.0f / most, one);
        cut = ck_select_8(alive, cut, (lanes){0});
        for (int c = 0; c < k; c++) u[c] -= cut * step[c];
        softmax(u, k, q, &log_sum);
        alive = alive & (most >= 0.05f);
    }
}

CK_INLINE void epoch(
    const ck_lanes_rows *rows, const int32_t *order, int64_t count, float *weights,
    float *probabilities, float *bias, ck_lanes_epoch_sums *sums, int k) {
    lanes z[CK_LANES_CLASSES], p[CK_LANES_CLASSES], q[CK_LANES_CLASSES], first[CK_LANES_CLASSES];
    lanes b[CK_LANES_CLASSES], log_sum;
    dlanes gap = {0}, loss = {0}, norm = {0};
    const size_t stride = (size_t)k * CK_LANES;
    const lanes scale = LOAD(rows->scale), constant = LOAD(rows->constant);
    const lanes one = (lanes){0} + 1.0f;
    for (int c = 0; c < k; c++) b[c] = LOAD(bias + CK_LANES * c);
    for (int64_t turn = 0; turn < count; turn++) {
        if (turn + 2 < count) {
            const int32_t next = order[turn + 2];
            const char *from = (const char *)(rows->entries + rows->starts[next]);
            const char *to = (const char *)(rows->entries + rows->starts[next + 1]);
            for (; from < to; from += 64) __builtin_prefetch(from);
            from = (const char *)(probabilities + stride * next);
            for (size_t at = 0; at < 4 * stride; at += 64) __builtin_prefetch(from + at, 1);
        }
        const int32_t row = order[turn];
        const lanes cost = scale * LOAD(rows->row_weights + CK_LANES * (size_t)row);
        const ilanes counts = cost > 0;
        const ck_dual_entry *start = rows->entries + rows->starts[row];
        const ck_dual_entry *end = rows->entries + rows->starts[row + 1];
        float *row_p = probabilities + stride * row;
        for (int c = 0; c < k; c++) {
            z[c] = b[c];
            p[c] = LOAD(row_p + CK_LANES * c);
        }
        gather(start, end, weights, k, z);
        const lanes h = ck_select_8(counts, cost * (rows->norms[row] + constant), one);
        block_step(z, p, &h, counts, k, first, &log_sum, q);
        lanes distance = {0};
        for (int c = 0; c < k; c++) {
            lanes change = p[c] - first[c];
            distance += (change * change) / ((p[c] + first[c]) + 1e-30f);
        }
        // A cost of 0 leaves nothing of the lanes that do not count.
        gap += __builtin_convertvector(cost * distance, dlanes);
        loss += __builtin_convertvector(cost * (log_sum - z[rows->labels[row]]), dlanes);
        const int label = rows->labels[row];
        lanes product = z[label] - b[label];
        for (int c = 0; c < k; c++) product -= (z[c] - b[c]) * p[c];
        norm += __builtin_convertvector(cost * product, dlanes);
        for (int c = 0; c < k; c++) {
            z[c] = cost * (p[c] - q[c]);
            STORE(row_p + CK_LANES * c, ck_select_8(counts, q[c], p[c]));
            b[c] += constant * z[c];
        }
        for (const ck_dual_entry *entry = start; entry < end; entry++) {
            float *w = weights + stride * entry->column;
            for (int c = 0; c < k; c++) {
                STORE(w + CK_LANES * c, LOAD(w + CK_LANES * c) + entry->value * z[c]);
            }
        }
    }
    for (int c = 0; c < k; c++) STORE(bias + CK_LANES * c, b[c]);
    *(dloose *)sums->gap = gap;
    *(dloose *)sums->loss = loss;
    *(dloose *)sums->norm = norm;
}

CK_INLINE void margins_of(
    const ck_lanes_rows *rows, int64_t row_count, const float *weights, const float *bias,
    float *margins, int k) {
    lanes z[CK_LANES_CLASSES];
    for (int64_t row = 0; row < row_count; row++) {
        for (int c = 0; c < k; c++) z[c] = LOAD(bias + CK_LANES * c);
        gather(
            rows->entries + rows->starts[row], rows->entries + rows->starts[row + 1], weights, k,
            z);
        for (int c = 0; c < k; c++) STORE(margins + ((size_t)row * k + c) * CK_LANES, z[c]);
    }
}

// Three classes are compiled by themselves: all their sums stay in registers.
#define DEFINE_VARIANT(NAME, TARGET)                                                              \
    TARGET static void epoch_##NAME(                                                              \
        const ck_lanes_rows *rows, const int32_t *order, int64_t count, float *weights,           \
        float *probabilities, float *bias, ck_lanes_epoch_sums *sums) {                           \
        int k = rows->class_count;                                                                \
        if (k == 3) {                                                                             \
            epoch(rows, order, count, weights, probabilities, bias, sums, 3);                     \
        } else {                                                                                  \
            epoch(rows, order, count, weights, probabilities, bias, sums, k);                     \
        }                                                                                         \
    }                                                                                             \
    TARGET static void margins_##NAME(                                                            \
        const ck_lanes_rows *rows, int64_t row_count, const float *weights, const float *bias,    \
        float *margins) {                                                                         \
        int k = rows->class_count;                                                                \
        if (k == 3) {                                                                             \
            margins_of(rows, row_count, weights, bias, margins, 3);                               \
        } else {                                                                                  \
            margins_of(rows, row_count, weights, bias, margins, k);                               \
        }                                                                                         \
    }

// What every machine of the kind runs: 16 bytes at a time on x86-64.
DEFINE_VARIANT(portable, )
#if CK_X86
DEFINE_VARIANT(avx2, CK_TARGET_AVX2)
#endif

void ck_lanes_epoch(
    ck_variant variant, const ck_lanes_rows *rows, const int32_t *order, int64_t count,
    float *weights, float *probabilities, float *bias, ck_lanes_epoch_sums *sums) {
#if CK_X86
    if (variant == CK_AVX2) {
        epoch_avx2(rows, order, count, weights, probabilities, bias, sums);
        return;
    }
#endif
    (void)variant;
    epoch_portable(rows, order, count, weights, probabilities, bias, sums);
}

void ck_lanes_margins(
    ck_variant variant, const ck_lanes_rows *rows, int64_t row_count, const float *weights,
    const float *bias, float *margins) {
#if CK_X86
    if (variant == CK_AVX2) {
        margins_avx2(rows, row_count, weights, bias, margins);
        return;
    }
#endif
    (void)variant;
    margins_portable(rows, row_count, weights, bias, margins);
}
