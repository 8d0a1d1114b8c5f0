// The kernels for AVX-512: sixteen floats at a time.

#include "Levels.h"

#if defined(__x86_64__)

#include <immintrin.h>

#pragma clang attribute push( \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)

#define LANES 16
#define TILE_ROWS 6
#define SPARSE_PIXELS 3
#define SPARSE_VECTORS 4
#define FORWARD_BY_IMAGE 0
#define TILE_VECTORS 4
#define SKIPS_ZEROS 0
#define LEVEL(name) name##_avx512

#include "KernelBody.h"

#pragma clang attribute pop

#endif
