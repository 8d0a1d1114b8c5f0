// Which instructions the processor has, and the way from a kernel's name to the one for a level.

#include "Levels.h"

#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)

#include <cpuid.h>

/// The register sets that the operating system saves.
static uint64_t saved_state(void) {
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (uint64_t)high << 32 | low;
}

/// The highest level of the processor and its operating system.
static ck_level found_level(void) {
  uint32_t a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return ck_level_portable;
  const uint32_t fma = 1u << 12, popcnt = 1u << 23, osxsave = 1u << 27, avx = 1u << 28;
  const uint32_t needed = fma | popcnt | osxsave | avx;
  if ((c & needed) != needed) return ck_level_portable;
  const uint64_t state = saved_state(), ymm = 0x6, zmm = 0xe6;
  if ((state & ymm) != ymm) return ck_level_portable;
  if (!__get_cpuid(0x80000001, &a, &b, &c, &d) || !(c & 1u << 5)) return ck_level_portable;  // LZCNT
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return ck_level_portable;
  const uint32_t avx2 = 1u << 3 | 1u << 5 | 1u << 8;  // BMI1, AVX2, BMI2
  if ((b & avx2) != avx2) return ck_level_portable;
  const uint32_t avx512 = 1u << 16 | 1u << 17 | 1u << 30 | 1u << 31;  // F, DQ, BW, VL
  return (b & avx512) == avx512 && (state & zmm) == zmm ? ck_level_avx512 : ck_level_avx2;
}

ck_level ck_best_level(void) {
  const ck_level found = found_level();
  const char *asked = getenv("DLVIZ_VECTORS");
  if (asked && !strcmp(asked, "portable")) return ck_level_portable;
  if (asked && !strcmp(asked, "avx2") && found > ck_level_avx2) return ck_level_avx2;
  return found;
}

int ck_has_root_unit(void) { return __builtin_cpu_is("amd"); }

#define DISPATCH(name, ...)                                        \
  switch (level) {                                                 \
    case ck_level_avx512: return name##_avx512(__VA_ARGS__);       \
    case ck_level_avx2: return name##_avx2(__VA_ARGS__);           \
    case ck_level_portable: return name##_portable(__VA_ARGS__);   \
  }                                                                \
  __builtin_unreachable();

#else

ck_level ck_best_level(void) { return ck_level_portable; }

int ck_has_root_unit(void) { return 0; }

#define DISPATCH(name, ...) (void)level; return name##_portable(__VA_ARGS__);

#endif

void ck_multiply(ck_level level, const ck_product *product) { DISPATCH(ck_multiply, product) }

ptrdiff_t ck_compress(ck_level level, const uint8_t *bytes, ptrdiff_t count, uint32_t *entries) {
  DISPATCH(ck_compress, bytes, count, entries)
}

void ck_forward_sparse(ck_level level, const ck_sparse_forward *forward) { DISPATCH(ck_forward_sparse, forward) }

float ck_update(
  ck_level level, const ck_optimizer *optimizer, ptrdiff_t count, const float *gradient, float *w, float *m,
  float *v
) {
  DISPATCH(ck_update, optimizer, count, gradient, w, m, v)
}

float ck_update_dense(ck_level level, const ck_optimizer *optimizer, const ck_dense_update *update) {
  DISPATCH(ck_update_dense, optimizer, update)
}

float ck_update_sparse(ck_level level, const ck_optimizer *optimizer, const ck_sparse_update *update) {
  DISPATCH(ck_update_sparse, optimizer, update)
}

void ck_column_sums(
  ck_level level, const float *a, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns, float *sums
) {
  DISPATCH(ck_column_sums, a, stride, rows, columns, sums)
}

void ck_softmax_cross_entropy(
  ck_level level, float *logits, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t classes, const uint8_t *labels,
  float scale, float *losses, uint8_t *hits
) {
  DISPATCH(ck_softmax_cross_entropy, logits, stride, rows, classes, labels, scale, losses, hits)
}

void ck_activate(
  ck_level level, ck_activation activation, float parameter, ptrdiff_t count, float *z, float *derivative
) {
  DISPATCH(ck_activate, activation, parameter, count, z, derivative)
}

void ck_dropout(
  ck_level level, uint64_t key, uint32_t first, uint32_t threshold, float scale, ptrdiff_t count, float *a,
  float *derivative
) {
  DISPATCH(ck_dropout, key, first, threshold, scale, count, a, derivative)
}

void ck_noise(ck_level level, uint64_t key, ptrdiff_t count, float *a) { DISPATCH(ck_noise, key, count, a) }
