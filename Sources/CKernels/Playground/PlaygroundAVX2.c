// The playground's kernels for AVX2: two registers of four doubles side by side.

#include "PlaygroundLevels.h"

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)

/// Vectors whose tanh is taken together; 1 or 5.
#define GROUP 5
/// There is an instruction that rounds.
#define ROUNDS
#define LEVEL(name) name##_avx2

#include "PlaygroundBody.h"

#pragma clang attribute pop

#endif
