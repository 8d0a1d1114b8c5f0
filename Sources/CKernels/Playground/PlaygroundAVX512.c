// The playground's kernels for AVX-512: eight doubles a register.

#include "PlaygroundLevels.h"

#if defined(__x86_64__)

#pragma clang attribute push( \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)

/// Vectors whose tanh is taken together; 1 or 5.
#define GROUP 5
/// There is an instruction that rounds.
#define ROUNDS
#define LEVEL(name) name##_avx512

#include "PlaygroundBody.h"

#pragma clang attribute pop

#endif
