// One epoch of dual block coordinate ascent for softmax regression.
#ifndef CK_DUAL_H
#define CK_DUAL_H

#include <stdint.h>

// Classes are padded to blocks of 4 floats; CK_DUAL_BLOCKS blocks at most, 64 classes.
#define CK_DUAL_LANES 4
#define CK_DUAL_BLOCKS 16

typedef struct {
    int32_t column;
    float value;
} ck_dual_entry;

// Row i has the entries starts[i] ..< starts[i + 1]; S = 4 blocks floats per row and per column.
typedef struct {
    const int64_t *starts;
    const ck_dual_entry *entries;
    // The class of every row, under class_count.
    const int32_t *labels;
    // C s_i of every row divided by `scale`; rows of cost 0 are passed over.
    const float *costs;
    // |x_i|^2 without the constant feature.
    const float *norms;
    int32_t class_count;
    int32_t blocks;
    // What all costs are multiplied by.
    float scale;
    // beta^2, the square of the constant feature that carries the biases.
    float constant;
} ck_dual_rows;

typedef struct {
    // sum_i c_i sum_c (p_ic - q_ic)^2 / (p_ic + q_ic), each row at its turn, q_i = softmax(z_i):
    // to second order sum_i c_i KL(p_i || q_i), the duality gap.
    double gap;
    // sum_i c_i (logsumexp(z_i) - z_i[y_i]), each row at its turn.
    double loss;
} ck_dual_epoch_sums;

// Maximises the dual over p_i for the rows of `order`, one after another, and keeps
// weights = sum_i c_i x_i (e[y_i] - p_i)' and bias = its centre + beta^2 sum_i c_i (e[y_i] - p_i).
//
// weights: d S floats; probabilities: n S floats, rows sum to 1; bias: S floats. Places behind
// class_count hold 0 and keep it.
ck_dual_epoch_sums ck_dual_epoch(
    const ck_dual_rows *rows, const int32_t *order, int64_t count, float *weights,
    float *probabilities, float *bias);

#endif
