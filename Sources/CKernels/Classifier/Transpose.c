// Kernels that move data and compute nothing.

#include <string.h>

#include "ClassifierKernels.h"

enum {
  /// Lists that are gone through together: they come from memory, and waiting for several at once takes no longer than for one.
  lists_together = 4,
};

static inline void write_entry(uint8_t *block, uint32_t entry, ptrdiff_t sample) {
  block[(entry & 0xffff) * ck_block_samples + sample] = (uint8_t)(entry >> 16);
}

void ck_transpose_entries(
  ptrdiff_t samples, const uint32_t *const *entries, const int32_t *lengths, ptrdiff_t inputs, uint8_t *block
) {
  memset(block, 0, (size_t)inputs * ck_block_samples);
  for (ptrdiff_t first = 0; first < samples; first += lists_together) {
    const ptrdiff_t end = first + lists_together < samples ? first + lists_together : samples;
    // As far as the shortest list goes, all together, then the rest of each.
    int32_t common = 0;
    if (end - first == lists_together) {
      common = lengths[first];
      for (ptrdiff_t s = first + 1; s < end; s++) common = lengths[s] < common ? lengths[s] : common;
    }
    const uint32_t *const *lists = entries + first;
    for (int32_t i = 0; i < common; i++) {
      const uint32_t now[lists_together] = {lists[0][i], lists[1][i], lists[2][i], lists[3][i]};
      for (int n = 0; n < lists_together; n++) write_entry(block, now[n], first + n);
    }
    for (ptrdiff_t s = first; s < end; s++) {
      for (int32_t i = common; i < lengths[s]; i++) write_entry(block, entries[s][i], s);
    }
  }
}

void ck_prefetch_entries(ptrdiff_t samples, const uint32_t *const *entries, const int32_t *lengths) {
  for (ptrdiff_t s = 0; s < samples; s++) {
    for (int32_t i = 0; i < lengths[s]; i += 16) __builtin_prefetch(entries[s] + i, 0, 2);
  }
}

typedef float four __attribute__((vector_size(16)));

static inline four load_four(const float *p) {
  four v;
  memcpy(&v, p, sizeof v);
  return v;
}

static inline void store_four(float *p, four v) { memcpy(p, &v, sizeof v); }

static void transpose_tile(const float *a, ptrdiff_t a_stride, float *b, ptrdiff_t b_stride) {
  const four r0 = load_four(a), r1 = load_four(a + a_stride);
  const four r2 = load_four(a + 2 * a_stride), r3 = load_four(a + 3 * a_stride);
  const four low01 = __builtin_shufflevector(r0, r1, 0, 4, 1, 5);
  const four high01 = __builtin_shufflevector(r0, r1, 2, 6, 3, 7);
  const four low23 = __builtin_shufflevector(r2, r3, 0, 4, 1, 5);
  const four high23 = __builtin_shufflevector(r2, r3, 2, 6, 3, 7);
  store_four(b, __builtin_shufflevector(low01, low23, 0, 1, 4, 5));
  store_four(b + b_stride, __builtin_shufflevector(low01, low23, 2, 3, 6, 7));
  store_four(b + 2 * b_stride, __builtin_shufflevector(high01, high23, 0, 1, 4, 5));
  store_four(b + 3 * b_stride, __builtin_shufflevector(high01, high23, 2, 3, 6, 7));
}

void ck_transpose(
  const float *a, ptrdiff_t a_stride, ptrdiff_t rows, ptrdiff_t columns, float *b, ptrdiff_t b_stride
) {
  const ptrdiff_t whole_rows = rows & ~(ptrdiff_t)3, whole_columns = columns & ~(ptrdiff_t)3;
  // Sixteen rows at a time: then whole cache lines are read and written while they are near.
  for (ptrdiff_t first = 0; first < whole_rows; first += 16) {
    const ptrdiff_t end = first + 16 < whole_rows ? first + 16 : whole_rows;
    for (ptrdiff_t j = 0; j < whole_columns; j += 4) {
      for (ptrdiff_t i = first; i < end; i += 4) {
        transpose_tile(a + i * a_stride + j, a_stride, b + j * b_stride + i, b_stride);
      }
    }
  }
  for (ptrdiff_t i = 0; i < rows; i++) {
    for (ptrdiff_t j = i < whole_rows ? whole_columns : 0; j < columns; j++) {
      b[j * b_stride + i] = a[i * a_stride + j];
    }
  }
}
