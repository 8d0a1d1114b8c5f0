// Vectors of LANES doubles, and exp and tanh that agree with V8's to the last bit.
//
// Included by PlaygroundBody.h with LANES defined, once per level; hence no include guard.
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

#define INLINE static inline __attribute__((always_inline))

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

INLINE vec magnitude(vec x) { return (vec)((bits)x & INT64_MAX); }

INLINE vec with_sign(vec size, vec x) { return (vec)((bits)size | ((bits)x & INT64_MIN)); }

/// 1.5 · 2⁵²: adding it to a small integer leaves the integer in the low bits.
#define INTEGER_MARK 0x1.8p52

/// 2ⁿ for an integral n with a normal power.
INLINE vec power_of_two(vec n) { return (vec)(((bits)(n + all(INTEGER_MARK + 1023))) << 52); }

/// x rounded towards 0, |x| < 2³¹.
INLINE vec whole(vec x) {
  typedef int32_t ints __attribute__((vector_size(LANES * 4)));
  return __builtin_convertvector(__builtin_convertvector(x, ints), vec);
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

/// tanh x: of |x| ≥ 1, 1 − 2 / (expm1(2|x|) + 2); below, −t / (t + 2) with t = expm1(−2|x|).
INLINE vec hyperbolic_tangent(vec x) {
  const vec size = magnitude(x);
  const bits big = size >= all(1);
  // Beyond 6.9 expm1 has other formulas, tanh of tiny numbers is the number, and NaN is NaN: rare in a network, and tested once.
  const bits rare = ~((size < all(6.9)) & (size >= all(0x1p-28)));
  const int is_rare = any(rare);
  const vec bounded = is_rare ? choose(size > all(22), all(22), size) : size;
  const vec twice = bounded + bounded;
  const bits minus = ~big & INT64_MIN;
  const vec u = (vec)((bits)twice | minus);
  // expm1(u)
  const vec turns = whole(all(INVERSE_LN2) * twice + all(0.5));
  const vec reduced = keep(twice >= all(REDUCED_FROM), turns);
  const vec k = (vec)((bits)reduced | minus);
  const vec high = u - k * all(LN2_HIGH);
  const vec low = k * all(LN2_LOW);
  const vec r = high - low;
  const vec c = (high - r) - low;
  const vec half = all(0.5) * r;
  const vec square = r * half;
  vec p = all(-2.01099218183624371326e-07);
  p = all(4.00821782732936239552e-06) + square * p;
  p = all(-7.93650757867487942473e-05) + square * p;
  p = all(1.58730158725481460165e-03) + square * p;
  p = all(-3.33333333333331316428e-02) + square * p;
  const vec r1 = all(1) + square * p;
  const vec t = all(3) - r1 * half;
  vec e = square * ((r1 - t) / (all(6) - r * t));
  e = r * (e - c) - c;
  e = e - square;
  const vec rest = e - r;
  const vec power = power_of_two(k);
  // |x| ≥ 1, so k is 3 or more; below, k is 0 to −3, and from −2 on the sum is taken from 1 and 1 after the scaling.
  const vec inverse = power_of_two(-k);
  vec y = (keep(big, -inverse) + all(1) - rest) * power;
  y = choose(big, y, y - all(1));
  y = choose(~big & (reduced == all(1)), all(0.5) * -rest - all(0.5), y);
  y = choose(reduced == all(0), -rest, y);
  if (is_rare) {
    y = choose(k >= all(20), ((r - (e + inverse)) + all(1)) * power, y);
    y = choose(k > all(56), (all(1) - rest) * power - all(1), y);
  }
  const vec quotient = choose(big, all(2), -y) / (y + all(2));
  vec result = choose(big, all(1) - quotient, quotient);
  if (is_rare) {
    result = choose(size >= all(22), all(1), result);
    result = choose(size < all(0x1p-28), size, result);
    return choose(x == x, with_sign(result, x), x);
  }
  return with_sign(result, x);
}

INLINE vec logistic(vec x) { return all(1) / (all(1) + exponential(-x)); }
