#include "LaneKernels.h"

#include <math.h>
#include <stdint.h>

// Fusing a product and a sum rounds once where the single run rounds twice.
#pragma STDC FP_CONTRACT OFF
// Only static functions pass vectors, so their calling convention matters to nobody.
#pragma GCC diagnostic ignored "-Wpsabi"

#define NAME(f) f##_portable
#define TARGET
#define LANES 4
#include "Lanes.inc"

#if defined(__x86_64__)

#define NAME(f) f##_avx2
#define TARGET __attribute__((target("avx2")))
// Two registers side by side: the chains of exp leave half of the units idle else (1.3 times as fast).
#define LANES 8
#include "Lanes.inc"

#define NAME(f) f##_avx512
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx2")))
#define LANES 8
#include "Lanes.inc"

long dlviz_lane_count(ck_level level) { return level == ck_level_portable ? 4 : 8; }

#define CHOOSE(f) (level == ck_level_avx512 ? f##_avx512 : level == ck_level_avx2 ? f##_avx2 : f##_portable)

#else

long dlviz_lane_count(ck_level level) {
  (void)level;
  return 4;
}

#define CHOOSE(f) ((void)level, f##_portable)

#endif

void dlviz_lanes_train(ck_level level, const dlviz_lanes *lanes, long first_step, long steps, const double *rates,
                       const double *scales) {
  CHOOSE(train)(lanes, first_step, steps, rates, scales);
}
