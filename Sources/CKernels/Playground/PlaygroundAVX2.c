// The playground's kernels for AVX2: four doubles at a time.

#include "PlaygroundLevels.h"

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)

#define LANES 4
#define LEVEL(name) name##_avx2

#include "PlaygroundBody.h"

#pragma clang attribute pop

#endif
