// The kernels for AVX2 and FMA: eight floats at a time.

#include "Levels.h"

#if defined(__x86_64__)

#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)

#define LANES 8
#define TILE_ROWS 6
#define SPARSE_PIXELS 1
#define SPARSE_VECTORS 8
#define FORWARD_BY_IMAGE 1
#define TILE_VECTORS 2
#define SKIPS_ZEROS 1
#define LEVEL(name) name##_avx2

#include "KernelBody.h"

#pragma clang attribute pop

#endif
