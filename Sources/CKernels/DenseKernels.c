#include "DenseKernels.h"

#include "DenseProducts.h"

#include <stdint.h>

// Lanes (Lanes.inc) repeat these operations one by one; where the processor has fused products and sums, both do without.
#pragma STDC FP_CONTRACT OFF

// Four doubles in one vector are two registers without AVX. Only static functions pass such vectors, so that their
// calling convention depends on the target's features matters to nobody.
#pragma GCC diagnostic ignored "-Wpsabi"

// From this many samples on, the tiles of DenseProducts are filled.
#define WIDE_BATCH 16

// Coefficients are 1/2!, 1/3!, … of (e^r - 1 - r) / r^2, to degree 13 of e^r in double and 7 in float:
// the first term left out is below 5e-18 and 6e-9 of the value for |r| <= ln 2 / 2.

#define REAL double
#define BITS int64_t
#define NAME(f) f##_f64
#define MANTISSA_BITS 52
#define BIAS 1023
#define ROUNDER 0x1.8p52
#define LN2_HIGH 0x1.62e42feep-1
#define LN2_LOW 0x1.a39ef35793c76p-33
#define EXP_LOW -708.0
#define EXP_HIGH 709.0
#define EXPM1_EVEN(s)                                                                                                  \
  (SPLAT(1.0 / 2) +                                                                                                    \
   s * (SPLAT(1.0 / 24) +                                                                                              \
        s * (SPLAT(1.0 / 720) +                                                                                        \
             s * (SPLAT(1.0 / 40320) + s * (SPLAT(1.0 / 3628800) + s * SPLAT(1.0 / 479001600))))))
#define EXPM1_ODD(s)                                                                                                   \
  (SPLAT(1.0 / 6) +                                                                                                    \
   s * (SPLAT(1.0 / 120) +                                                                                             \
        s * (SPLAT(1.0 / 5040) +                                                                                       \
             s * (SPLAT(1.0 / 362880) + s * (SPLAT(1.0 / 39916800) + s * SPLAT(1.0 / 6227020800))))))
#include "DenseKernels.inc"
#undef REAL
#undef BITS
#undef NAME
#undef MANTISSA_BITS
#undef BIAS
#undef ROUNDER
#undef LN2_HIGH
#undef LN2_LOW
#undef EXP_LOW
#undef EXP_HIGH
#undef EXPM1_EVEN
#undef EXPM1_ODD

#define REAL float
#define BITS int32_t
#define NAME(f) f##_f32
#define MANTISSA_BITS 23
#define BIAS 127
#define ROUNDER 0x1.8p23f
#define LN2_HIGH 0x1.62e4p-1f
#define LN2_LOW 0x1.7f7d1cp-20f
#define EXP_LOW -87.0f
#define EXP_HIGH 88.0f
#define EXPM1_EVEN(s) (SPLAT(1.0f / 2) + s * (SPLAT(1.0f / 24) + s * SPLAT(1.0f / 720)))
#define EXPM1_ODD(s) (SPLAT(1.0f / 6) + s * (SPLAT(1.0f / 120) + s * SPLAT(1.0f / 5040)))
#include "DenseKernels.inc"
