#include "DenseProducts.h"

#include "ClassifierKernels.h"

// Only static functions pass vectors, so their calling convention matters to nobody.
#pragma GCC diagnostic ignored "-Wpsabi"

#define REAL double
#define NAME(f) f##_portable_f64
#define TARGET
#define WIDTH 16
#define COLUMNS 2
#include "DenseProducts.inc"

#define REAL float
#define NAME(f) f##_portable_f32
#define TARGET
#define WIDTH 16
#define COLUMNS 2
#include "DenseProducts.inc"

#if defined(__x86_64__)

#define REAL double
#define NAME(f) f##_avx2_f64
#define TARGET __attribute__((target("avx2,fma")))
#define WIDTH 32
#define COLUMNS 2
#include "DenseProducts.inc"

#define REAL float
#define NAME(f) f##_avx2_f32
#define TARGET __attribute__((target("avx2,fma")))
#define WIDTH 32
#define COLUMNS 2
#include "DenseProducts.inc"

#define REAL double
#define NAME(f) f##_avx512_f64
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx2,fma")))
#define WIDTH 64
#define COLUMNS 4
#include "DenseProducts.inc"

#define REAL float
#define NAME(f) f##_avx512_f32
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx2,fma")))
#define WIDTH 64
#define COLUMNS 4
#include "DenseProducts.inc"

/// Asked once: the question costs more than a small product.
static ck_level level(void) {
  static _Atomic int known = -1;
  int found = known;
  if (found < 0) known = found = ck_best_level();
  return (ck_level)found;
}

#define CHOOSE(f, suffix)                                                                                              \
  (level() == ck_level_avx512 ? f##_avx512_##suffix                                                                    \
   : level() == ck_level_avx2 ? f##_avx2_##suffix                                                                      \
                              : f##_portable_##suffix)

#else

#define CHOOSE(f, suffix) f##_portable_##suffix

#endif

void dlviz_product_f64(long rows, long columns, long depth, const double *a, long a_row, long a_depth, const double *b,
                       const double *bias, double *c) {
  CHOOSE(product, f64)(rows, columns, depth, a, a_row, a_depth, b, bias, c);
}

void dlviz_product_f32(long rows, long columns, long depth, const float *a, long a_row, long a_depth, const float *b,
                       const float *bias, float *c) {
  CHOOSE(product, f32)(rows, columns, depth, a, a_row, a_depth, b, bias, c);
}

void dlviz_dots_f64(long rows, long columns, long depth, const double *a, const double *b, double *c) {
  CHOOSE(dots, f64)(rows, columns, depth, a, b, c);
}

void dlviz_dots_f32(long rows, long columns, long depth, const float *a, const float *b, float *c) {
  CHOOSE(dots, f32)(rows, columns, depth, a, b, c);
}
