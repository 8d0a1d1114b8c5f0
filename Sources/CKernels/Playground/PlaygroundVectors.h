// Vectors of eight doubles, and exp and tanh that agree with V8's to the last bit.
//
// Included by PlaygroundBody.h once per level; hence no include guard.
//
// exp, expm1 and tanh follow FDLIBM, which V8 calls for Math.exp and Math.tanh: the same reduction, the same
// polynomials, the same order of operations, with branches turned into choices by lane.
//
// ====================================================
// FDLIBM: Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
// Developed at SunSoft, a Sun Microsystems, Inc. business.
// Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice
// is preserved.
// ====================================================

#include <stdint.h>
#include <string.h>

/// Doubles of a vector: one register with AVX-512, several side by side elsewhere.
#define LANES 8

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

typedef double vec __attribute__((vector_size(LANES * 8)));
typedef int64_t bits __attribute__((vector_size(LANES * 8)));

INLINE vec load(const double *p) {
  vec v;
  memcpy(&v, p, sizeof v);
  return v;
}

INLINE void store(double *p, vec v) { memcpy(p, &v, sizeof v); }

INLINE vec all(double x) { return x - (vec){0}; }

/// a where the mask is set, else b.
INLINE vec choose(bits mask, vec a, vec b) { return (vec)((mask & (bits)a) | (~mask & (bits)b)); }

INLINE vec keep(bits mask, vec a) { return (vec)(mask & (bits)a); }

INLINE bits all_bits(int64_t x) { return x - (bits){0}; }

INLINE vec magnitude(vec x) { return (vec)((bits)x & INT64_MAX); }

INLINE vec with_sign(vec size, vec x) { return (vec)((bits)size | ((bits)x & INT64_MIN)); }

/// 1.5 · 2⁵²: adding it to a small integer leaves the integer in the low bits.
#define INTEGER_MARK 0x1.8p52

/// 2ⁿ for an integral n with a normal power.
INLINE vec power_of_two(vec n) { return (vec)(((bits)(n + all(INTEGER_MARK + 1023))) << 52); }

/// x rounded towards 0, |x| < 2³¹.
INLINE vec whole(vec x) {
#if defined(ROUNDS) || defined(__aarch64__)
  return __builtin_elementwise_trunc(x);
#else
  typedef int32_t ints __attribute__((vector_size(LANES * 4)));
  return __builtin_convertvector(__builtin_convertvector(x, ints), vec);
#endif
}

#define LN2_HIGH 6.93147180369123816490e-01
#define LN2_LOW 1.90821492927058770002e-10
#define INVERSE_LN2 1.44269504088896338700e+00
// The smallest double whose high word exceeds that of ln 2 / 2: below it nothing is reduced.
#define REDUCED_FROM 0x1.62e43p-2

/// eˣ.
INLINE vec exponential(vec x) {
  const vec bounded = choose(x > all(710), all(710), choose(x < all(-746), all(-746), x));
  const vec size = magnitude(bounded);
  const vec turns = whole(all(INVERSE_LN2) * size + all(0.5));
  const vec k = keep(size >= all(REDUCED_FROM), with_sign(turns, bounded));
  const vec high = bounded - k * all(LN2_HIGH);
  const vec low = k * all(LN2_LOW);
  const vec r = high - low;
  const vec t = r * r;
  vec p = all(4.13813679705723846039e-08);
  p = all(-1.65339022054652515390e-06) + t * p;
  p = all(6.61375632143793436117e-05) + t * p;
  p = all(-2.77777777770155933842e-03) + t * p;
  p = all(1.66666666666666019037e-01) + t * p;
  const vec c = r - t * p;
  vec y = all(1) - ((low - (r * c) / (all(2) - c)) - high);
  // In two steps, since 2ᵏ itself may overflow or be subnormal where the product is neither.
  const vec half = whole(k * all(0.5));
  y = y * power_of_two(half) * power_of_two(k - half);
  y = choose(size < all(0x1p-28), all(1) + bounded, y);
  y = choose(x == all(1), all(2.718281828459045), y);
  y = choose(x > all(7.09782712893383973096e+02), all(__builtin_inf()), y);
  y = keep(~(x < all(-7.45133219101941108420e+02)), y);
  return choose(x == x, y, x);
}

/// Whether a mask is set in any lane.
INLINE int any(bits mask) { return __builtin_reduce_or(mask) != 0; }

#define EACH UNROLL for (int n = 0; n < count; n++)

/// tanh of `count` vectors, at most GROUP: of |x| ≥ 1, 1 − 2 / (expm1(2|x|) + 2); below, −t / (t + 2) with
/// t = expm1(−2|x|). Where `is_usual`, all 2⁻²⁸ ≤ |x| < 6.9: beyond, expm1 has other formulas, and tanh of a tiny
/// number is the number.
///
/// Sixty operations wait for each other in one vector. A processor looks ahead over about two such rows, so that the
/// vectors are taken step by step together.
INLINE void tangents(vec *x, const int count, const int is_usual) {
  vec size[GROUP], u[GROUP], reduced[GROUP], k[GROUP], r[GROUP], c[GROUP], half[GROUP], square[GROUP], p[GROUP];
  vec t[GROUP], e[GROUP], power[GROUP], y[GROUP];
  bits small[GROUP];
  EACH {
    size[n] = magnitude(x[n]);
    small[n] = ~(size[n] >= all(1));
    if (!is_usual) size[n] = choose(size[n] > all(22), all(22), size[n]);
  }
  // expm1(u)
  EACH u[n] = (vec)((bits)(size[n] + size[n]) | (small[n] & INT64_MIN));
  EACH reduced[n] = all(2 * INVERSE_LN2) * size[n] + all(0.5);
  EACH reduced[n] = keep(size[n] >= all(REDUCED_FROM / 2), whole(reduced[n]));
  EACH k[n] = (vec)((bits)reduced[n] | (small[n] & INT64_MIN));
  EACH r[n] = u[n] - k[n] * all(LN2_HIGH);
  EACH c[n] = k[n] * all(LN2_LOW);
  EACH {
    const vec high = r[n], low = c[n];
    r[n] = high - low;
    c[n] = (high - r[n]) - low;
  }
  EACH half[n] = all(0.5) * r[n];
  EACH square[n] = r[n] * half[n];
  EACH p[n] = all(4.00821782732936239552e-06) + square[n] * all(-2.01099218183624371326e-07);
  EACH p[n] = all(-7.93650757867487942473e-05) + square[n] * p[n];
  EACH p[n] = all(1.58730158725481460165e-03) + square[n] * p[n];
  EACH p[n] = all(-3.33333333333331316428e-02) + square[n] * p[n];
  EACH p[n] = all(1) + square[n] * p[n];
  EACH t[n] = all(3) - p[n] * half[n];
  EACH e[n] = (p[n] - t[n]) / (all(6) - r[n] * t[n]);
  EACH e[n] = square[n] * e[n];
  EACH e[n] = r[n] * (e[n] - c[n]) - c[n];
  EACH e[n] = e[n] - square[n];
  EACH power[n] = power_of_two(k[n]);
  // |x| ≥ 1, so k is 3 or more; below, k is 0 to −3, and from −2 on the sum is taken from 1 and 1 after the scaling:
  // (1 − 2⁻ᵏ − rest) · 2ᵏ; −rest of k = 0; −rest / 2 − 1/2 of k = −1; (1 − rest) · 2ᵏ − 1.
  EACH {
    const vec rest = e[n] - r[n];
    const vec inverse = (vec)(~small[n] & (all_bits(2046LL << 52) - (bits)power[n]));
    const vec before = keep(reduced[n] >= all(2), all(1) - inverse);
    const vec scaled = k[n] * all(0.5), after = keep(small[n], choose(scaled > all(-1), scaled, all(-1)));
    y[n] = (before - rest) * power[n] + after;
    if (!is_usual) {
      y[n] = choose(k[n] >= all(20), ((r[n] - (e[n] + inverse)) + all(1)) * power[n], y[n]);
      y[n] = choose(k[n] > all(56), (all(1) - rest) * power[n] - all(1), y[n]);
    }
  }
  EACH y[n] = choose(small[n], -y[n], all(2)) / (y[n] + all(2));
  EACH {
    vec result = choose(small[n], y[n], all(1) - y[n]);
    if (!is_usual) {
      const vec size = magnitude(x[n]);
      result = choose(size >= all(22), all(1), result);
      result = choose(size < all(0x1p-28), size, result);
      x[n] = choose(x[n] == x[n], with_sign(result, x[n]), x[n]);
    } else {
      x[n] = with_sign(result, x[n]);
    }
  }
}

/// tanh of at most GROUP vectors of any numbers, out of the way of the others.
static __attribute__((noinline, cold)) void any_tangents(const double *z, double *a, int count) {
  vec x[GROUP];
  for (int n = 0; n < GROUP; n++) x[n] = n < count ? load(z + n * LANES) : all(0);
  tangents(x, GROUP, 0);
  for (int n = 0; n < count; n++) store(a + n * LANES, x[n]);
}

INLINE bits is_rare(vec x) {
  const vec size = magnitude(x);
  return ~((size < all(6.9)) & (size >= all(0x1p-28)));
}

INLINE void group_tangents(const double *z, double *a, const int count) {
  vec x[GROUP];
  bits rare = all_bits(0);
  EACH {
    x[n] = load(z + n * LANES);
    rare |= is_rare(x[n]);
  }
  if (any(rare)) {
    any_tangents(z, a, count);
    return;
  }
  tangents(x, count, 1);
  EACH store(a + n * LANES, x[n]);
}

#undef EACH

/// tanh of `count` numbers, a multiple of LANES.
static void hyperbolic_tangents(ptrdiff_t count, const double *z, double *a) {
  const ptrdiff_t step = GROUP * LANES;
  for (; count >= step; count -= step, z += step, a += step) group_tangents(z, a, GROUP);
  switch (count / LANES) {
#if GROUP > 1
    case 1: group_tangents(z, a, 1); break;
    case 2: group_tangents(z, a, 2); break;
    case 3: group_tangents(z, a, 3); break;
    case 4: group_tangents(z, a, 4); break;
#endif
    default: break;
  }
}

INLINE vec logistic(vec x) { return all(1) / (all(1) + exponential(-x)); }
