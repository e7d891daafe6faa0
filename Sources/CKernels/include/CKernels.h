// The few loops that Swift does not turn into vector code, each with the ratio that was measured
// (docs/speed.md). Kernels neither allocate nor decide: lengths are checked by the caller.
#include "ck_count.h"
#include "ck_dual.h"
#include "ck_lanes.h"
#include "ck_score.h"
#include "ck_text.h"
#include "ck_variant.h"
