// Vectors of LANES floats and the few operations on them that the kernels need.
//
// Included by KernelBody.h with LANES and LEVEL defined, once per level; hence no include guard.

#include <string.h>

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

typedef float floats __attribute__((vector_size(LANES * 4)));
typedef int32_t ints __attribute__((vector_size(LANES * 4)));
typedef uint32_t words __attribute__((vector_size(LANES * 4)));

INLINE floats load(const float *p) {
  floats v;
  memcpy(&v, p, sizeof v);
  return v;
}

INLINE void store(float *p, floats v) { memcpy(p, &v, sizeof v); }

INLINE floats all(float x) {
#if LANES == 16
  return (floats)_mm512_set1_ps(x);
#elif LANES == 8
  return (floats)_mm256_set1_ps(x);
#else
  return (floats){x, x, x, x};
#endif
}

INLINE ints all_ints(int32_t x) { return x - (ints){0}; }

/// a where the mask is set, else b.
INLINE floats choose(ints mask, floats a, floats b) { return (floats)((mask & (ints)a) | (~mask & (ints)b)); }

/// a where the mask is set, else 0.
INLINE floats keep(ints mask, floats a) { return (floats)(mask & (ints)a); }

INLINE floats root(floats x) {
#if LANES == 16
  return (floats)_mm512_sqrt_ps((__m512)x);
#else
  return __builtin_elementwise_sqrt(x);
#endif
}

// The lanes turned by half, a quarter, an eighth and a sixteenth of sixteen, as far as there are lanes.
#if LANES == 16
#define FOLD(v, OPERATION)                                                                        \
  v = OPERATION(v, __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)); \
  v = OPERATION(v, __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11)); \
  v = OPERATION(v, __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13)); \
  v = OPERATION(v, __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14));
#elif LANES == 8
#define FOLD(v, OPERATION)                                                     \
  v = OPERATION(v, __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3));     \
  v = OPERATION(v, __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5));     \
  v = OPERATION(v, __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6));
#else
#define FOLD(v, OPERATION)                                         \
  v = OPERATION(v, __builtin_shufflevector(v, v, 2, 3, 0, 1));     \
  v = OPERATION(v, __builtin_shufflevector(v, v, 1, 0, 3, 2));
#endif

INLINE floats vector_sum(floats a, floats b) { return a + b; }

INLINE floats vector_max(floats a, floats b) { return choose(a > b, a, b); }

INLINE floats vector_min(floats a, floats b) { return choose(a < b, a, b); }

/// Sum of the lanes, by halves.
INLINE float sum_lanes(floats v) {
  FOLD(v, vector_sum)
  return v[0];
}

/// Largest lane.
INLINE float max_lanes(floats v) {
  FOLD(v, vector_max)
  return v[0];
}

/// eˣ to about one unit in the last place: 2ⁿ · p(x − n ln 2) with a polynomial of degree 7 (S. Moshier, Cephes, expf).
/// Below −87.3 it is the smallest normal number, above 88.3 it stops growing; NaN stays NaN.
INLINE floats exponential(floats x) {
  const floats bounded = vector_min(vector_max(x, all(-87.33654f)), all(88.37626f));
  const floats rounder = all(12582912.0f);  // 1.5 · 2²³: adding it rounds to an integer.
  const floats n = (bounded * all(1.44269504f) + rounder) - rounder;
  const floats r = (bounded - n * all(0.693359375f)) + n * all(2.12194440e-4f);
  floats p = all(1.9875691500e-4f);
  p = p * r + all(1.3981999507e-3f);
  p = p * r + all(8.3334519073e-3f);
  p = p * r + all(4.1665795894e-2f);
  p = p * r + all(1.6666665459e-1f);
  p = p * r + all(5.0000001201e-1f);
  p = p * (r * r) + r + all(1);
  const ints power = (__builtin_convertvector(n, ints) + 127) << 23;
  return choose(x == x, p * (floats)power, x);
}

/// tanh: a polynomial near 0 (Cephes, tanhf), elsewhere 1 − 2 / (e²ˣ + 1).
INLINE floats hyperbolic_tangent(floats x) {
  const floats magnitude = (floats)((ints)x & 0x7fffffff);
  const floats square = x * x;
  floats p = all(-5.70498872745e-3f);
  p = p * square + all(2.06390887954e-2f);
  p = p * square + all(-5.37397155531e-2f);
  p = p * square + all(1.33314422036e-1f);
  p = p * square + all(-3.33332819422e-1f);
  const floats near = p * square * x + x;
  const floats far = all(1) - all(2) / (exponential(magnitude + magnitude) + all(1));
  const floats signed_far = (floats)((ints)far | ((ints)x & (int32_t)0x80000000));
  return choose(magnitude < all(0.625f), near, signed_far);
}

INLINE floats logistic(floats x) { return all(1) / (all(1) + exponential(-x)); }

/// Bits for the bytes that are not 0 among `ck_block_samples`.
INLINE uint32_t occupied(const uint8_t *bytes) {
#if LANES == 16
  const __m256i v = _mm256_loadu_si256((const __m256i *)bytes);
  return _mm256_test_epi8_mask(v, v);
#elif LANES == 8
  const __m256i v = _mm256_loadu_si256((const __m256i *)bytes);
  return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, _mm256_setzero_si256()));
#else
  uint32_t bits = 0;
  for (int i = 0; i < ck_block_samples / 8; i++) {
    uint64_t eight;
    memcpy(&eight, bytes + 8 * i, 8);
    const uint64_t low = 0x7f7f7f7f7f7f7f7f;
    const uint64_t flags = ((((eight & low) + low) | eight) & ~low) >> 7;
    bits |= (uint32_t)((flags * 0x0102040810204080) >> 56) << (8 * i);
  }
  return bits;
#endif
}

/// Bits for the bytes that are not 0 in the same row of both blocks of a pair.
INLINE uint64_t occupied_in_pair(const uint8_t *bytes, ptrdiff_t block_size) {
  return occupied(bytes) | (uint64_t)occupied(bytes + block_size) << ck_block_samples;
}
