// Dual block coordinate ascent for eight problems at once over the same rows: one number of each
// problem in every vector, so that a row's entries are read once for all of them.
#ifndef CK_LANES_H
#define CK_LANES_H

#include <stdint.h>

#include "ck_dual.h"
#include "ck_variant.h"

#define CK_LANES 8
// Classes at most.
#define CK_LANES_CLASSES 32

// As ck_dual_rows, with eight of what differs between problems.
typedef struct {
    const int64_t *starts;
    const ck_dual_entry *entries;
    const int32_t *labels;
    // s_i of every row in every lane, 8 a row; a row of weight 0 is held out of that lane.
    const float *row_weights;
    const float *norms;
    int32_t class_count;
    // C of every lane.
    float scale[CK_LANES];
    // beta^2 of every lane.
    float constant[CK_LANES];
} ck_lanes_rows;

// For every lane the sums of ck_dual_epoch_sums and one more.
typedef struct {
    double gap[CK_LANES];
    double loss[CK_LANES];
    // sum_i c_i (e[y_i] - p_i)' (z_i - b), each row at its turn: |W|^2 where nothing moves any
    // more.
    double norm[CK_LANES];
} ck_lanes_epoch_sums;

// An epoch in every lane. weights: d x k x 8, probabilities: n x k x 8, bias: k x 8 floats.
//
// What a lane yields depends on its own numbers and on `order` alone, not on the other lanes.
void ck_lanes_epoch(
    ck_variant variant, const ck_lanes_rows *rows, const int32_t *order, int64_t count,
    float *weights, float *probabilities, float *bias, ck_lanes_epoch_sums *sums);

// The margins of all rows in every lane, n x k x 8 floats.
void ck_lanes_margins(
    ck_variant variant, const ck_lanes_rows *rows, int64_t row_count, const float *weights,
    const float *bias, float *margins);

#endif
