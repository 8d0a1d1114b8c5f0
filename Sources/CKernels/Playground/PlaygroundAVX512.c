// The playground's kernels for AVX-512: sixteen doubles at a time, two registers that work side by side.

#include "PlaygroundLevels.h"

#if defined(__x86_64__)

#pragma clang attribute push( \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)

#define LANES 16
#define LEVEL(name) name##_avx512

#include "PlaygroundBody.h"

#pragma clang attribute pop

#endif
