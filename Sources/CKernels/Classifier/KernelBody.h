// The kernels of one level.
//
// Included once per level with LANES (floats in a vector), TILE_ROWS and TILE_VECTORS (the block of a product that
// stays in registers), SPARSE_PIXELS and SPARSE_VECTORS (the neighbouring pixels and the vectors of columns whose gradients
// do), FORWARD_BY_IMAGE (whether the first layer goes forward image by image), SKIPS_ZEROS (whether products leave out what is
// multiplied by 0, where that is much) and LEVEL (the level's name for a function) defined; hence no include guard.
//
// A function whose name ends in _pass handles `vectors` vectors of columns and is inlined with that number constant.

#include "Vectors.h"

enum {
  /// The most vectors of columns in a pass.
  most_vectors = 8,
  /// Those of the passes that keep them for several pixels.
  pass_vectors = 4,
};

/// Calls pass(n, column) for all columns, as many vectors at once as `most` allows. More than four are an even number, since
/// then eight floats are a vector and sixteen a unit of width.
#define FOR_COLUMNS(columns, most, pass)                              \
  for (ptrdiff_t column = 0; column < (columns);) {                   \
    const ptrdiff_t left = ((columns)-column) / LANES;                \
    const int vectors = left < (most) ? (int)left : (most);           \
    switch (vectors) {                                                \
      case 8: if ((most) >= 8) { pass(8, column); } break;            \
      case 6: if ((most) >= 6) { pass(6, column); } break;            \
      case 4: pass(4, column); break;                                 \
      case 3: pass(3, column); break;                                 \
      case 2: pass(2, column); break;                                 \
      default: pass(1, column); break;                                \
    }                                                                 \
    column += vectors * LANES;                                        \
  }

// MARK: Dense products

/// The epilogue of some columns of a row.
INLINE void finish_row(
  const ck_product *product, const int vectors, ptrdiff_t row, ptrdiff_t column, const floats *sum
) {
  UNROLL for (int n = 0; n < vectors; n++) {
    floats v = sum[n];
    const ptrdiff_t at = column + n * LANES;
    switch (product->epilogue) {
      case ck_epilogue_none: break;
      case ck_epilogue_relu: v = keep(~(v < all(0)), v); break;
      case ck_epilogue_gate_positive:
        v = keep(load(product->gate + row * product->gate_stride + at) > all(0), v * all(product->gate_scale));
        break;
      case ck_epilogue_gate: v *= load(product->gate + row * product->gate_stride + at); break;
    }
    store(product->c + row * product->c_stride + at, v);
  }
}

/// rows × vectors of a product, in registers all the way.
INLINE void multiply_tile(
  const ck_product *product, const int rows, const int vectors, ptrdiff_t row, ptrdiff_t column
) {
  floats sum[TILE_ROWS][most_vectors];
  UNROLL for (int r = 0; r < rows; r++) {
    UNROLL for (int n = 0; n < vectors; n++) {
      sum[r][n] = product->bias ? load(product->bias + column + n * LANES) : all(0);
    }
  }
  const ptrdiff_t a_row_stride = product->a_row_stride, a_depth_stride = product->a_depth_stride;
  const ptrdiff_t b_stride = product->b_stride;
  const float *a = product->a + row * a_row_stride;
  const float *b = product->b + column;
  for (ptrdiff_t k = product->depth; k > 0; k--) {
    floats right[most_vectors];
    UNROLL for (int n = 0; n < vectors; n++) right[n] = load(b + n * LANES);
    UNROLL for (int r = 0; r < rows; r++) {
      const floats left = all(a[r * a_row_stride]);
      UNROLL for (int n = 0; n < vectors; n++) sum[r][n] += left * right[n];
    }
    a += a_depth_stride;
    b += b_stride;
  }
  UNROLL for (int r = 0; r < rows; r++) finish_row(product, vectors, row + r, column, sum[r]);
}

INLINE void multiply_pass(const ck_product *product, const int vectors, ptrdiff_t column) {
  ptrdiff_t row = 0;
  for (; row + TILE_ROWS <= product->rows; row += TILE_ROWS) {
    multiply_tile(product, TILE_ROWS, vectors, row, column);
  }
  switch (product->rows - row) {
    case 5: multiply_tile(product, 5, vectors, row, column); break;
    case 4: multiply_tile(product, 4, vectors, row, column); break;
    case 3: multiply_tile(product, 3, vectors, row, column); break;
    case 2: multiply_tile(product, 2, vectors, row, column); break;
    case 1: multiply_tile(product, 1, vectors, row, column); break;
    default: break;
  }
}

#if SKIPS_ZEROS

/// Which of up to 64 floats are not 0, a bit each.
INLINE uint64_t nonzero(const float *a, ptrdiff_t count) {
  uint64_t bits = 0;
  for (ptrdiff_t k = 0; k < count; k += LANES) {
    bits |= (uint64_t)(uint32_t)_mm256_movemask_ps((__m256)(ints)(load(a + k) != all(0))) << k;
  }
  return count < 64 ? bits & (((uint64_t)1 << count) - 1) : bits;
}

/// Some columns of a row of a product without what is multiplied by 0. Eight sums are as many as keep both units for
/// products busy, so a row needs no others beside it.
INLINE void multiply_row(const ck_product *product, const int vectors, ptrdiff_t row, ptrdiff_t column) {
  floats sum[most_vectors];
  UNROLL for (int n = 0; n < vectors; n++) sum[n] = product->bias ? load(product->bias + column + n * LANES) : all(0);
  const float *a = product->a + row * product->a_row_stride;
  const float *b = product->b + column;
  const ptrdiff_t b_stride = product->b_stride;
  for (ptrdiff_t k = 0; k < product->depth; k += 64) {
    const ptrdiff_t left = product->depth - k;
    for (uint64_t bits = nonzero(a + k, left < 64 ? left : 64); bits != 0; bits &= bits - 1) {
      const ptrdiff_t at = k + __builtin_ctzll(bits);
      const floats value = all(a[at]);
      const float *right = b + at * b_stride;
      UNROLL for (int n = 0; n < vectors; n++) sum[n] += value * load(right + n * LANES);
    }
  }
  finish_row(product, vectors, row, column, sum);
}

INLINE void multiply_rows_pass(const ck_product *product, const int vectors, ptrdiff_t column) {
  for (ptrdiff_t row = 0; row < product->rows; row++) multiply_row(product, vectors, row, column);
}

#endif

void LEVEL(ck_multiply)(const ck_product *product) {
#if SKIPS_ZEROS
  if (product->has_many_zeros && product->columns >= most_vectors * LANES) {
#define PASS(vectors, column) multiply_rows_pass(product, vectors, column)
    FOR_COLUMNS(product->columns, most_vectors, PASS)
#undef PASS
    return;
  }
#endif
#define PASS(vectors, column) multiply_pass(product, vectors, column)
  FOR_COLUMNS(product->columns, TILE_VECTORS, PASS)
#undef PASS
}

// MARK: Optimizers

#if LANES == 16
/// √x from an estimate of 1/√x.
INLINE floats estimated_root(floats x) {
  const floats bounded = (floats)_mm512_max_ps((__m512)all(1e-30f), (__m512)x);
  const floats r = (floats)_mm512_rsqrt14_ps((__m512)bounded);
  return x * (r * (all(1.5f) - all(0.5f) * bounded * (r * r)));
}
#endif

/// One vector of parameters; returns the new ones. `m` and `v` are moved along.
/// - has_root_unit: whether the processor takes square roots beside its other work.
INLINE floats updated(
  const ck_optimizer *o, const ck_rule rule, const int decays, const int has_root_unit, floats g, floats w, float *m,
  float *v
) {
  if (decays) {
    const floats l1 = all(o->l1);
    g += all(o->l2) * w + (keep(w > all(0), l1) - keep(w < all(0), l1));
    w *= all(o->shrink);
  }
  const floats rate = all(o->rate);
  switch (rule) {
    case ck_rule_export: store(m, g); return w;
    case ck_rule_sgd: return w - rate * g;
    case ck_rule_momentum: {
      const floats velocity = all(o->momentum) * load(m) + g;
      store(m, velocity);
      return w - rate * velocity;
    }
    case ck_rule_nesterov: {
      const floats velocity = all(o->momentum) * load(m) + g;
      store(m, velocity);
      return w - rate * (g + all(o->momentum) * velocity);
    }
    case ck_rule_rmsprop: {
      const floats square = all(o->beta2) * load(v) + all(o->gain2) * (g * g);
      store(v, square);
      return w - rate * g / (root(square) + all(o->epsilon));
    }
    case ck_rule_adagrad: {
      const floats square = load(v) + g * g;
      store(v, square);
      return w - rate * g / (root(square) + all(o->epsilon));
    }
    case ck_rule_adam:
    case ck_rule_nadam: break;
  }
  // m and v go the share gain = 1 − beta of the way to g and g²: a product less than the sum of both shares takes.
  const floats old_mean = load(m), old_square = load(v);
  const floats mean = old_mean + all(o->gain1) * (g - old_mean);
  const floats square = old_square + all(o->gain2) * (g * g - old_square);
  store(m, mean);
  store(v, square);
  const floats move = rule == ck_rule_nadam ? rate * g + all(o->momentum) * mean : rate * mean;
#if LANES == 16
  // The processor's 14-bit estimates with one Newton step are as good as float goes, and faster than what they stand for
  // but for the root where there is a unit for it.
  const floats denominator =
    (has_root_unit ? root(square) : estimated_root(square)) * all(o->root_correction) + all(o->epsilon);
  const floats q = (floats)_mm512_rcp14_ps((__m512)denominator);
  return w - (move * q) * (all(2) - denominator * q);
#else
  return w - move / (root(square) * all(o->root_correction) + all(o->epsilon));
#endif
}

/// The cases that the compiler sees by themselves, for the commonest optimizer.
enum {
  /// Any optimizer.
  any_case = 0,
  /// Adam without any decay.
  plain_adam = 1,
  /// The same, on a processor that takes square roots beside its other work.
  plain_adam_rooted = 2,
};

/// Which case is at hand.
INLINE int case_of(const ck_optimizer *o) {
  const int is_plain = o->rule == ck_rule_adam && o->l1 == 0 && o->l2 == 0 && o->shrink == 1;
  return !is_plain ? any_case : ck_has_root_unit() ? plain_adam_rooted : plain_adam;
}

/// `updated` for a case.
INLINE floats updated_by(const ck_optimizer *o, const int optimizer_case, floats g, floats w, float *m, float *v) {
  switch (optimizer_case) {
    case plain_adam: return updated(o, ck_rule_adam, 0, 0, g, w, m, v);
    case plain_adam_rooted: return updated(o, ck_rule_adam, 0, 1, g, w, m, v);
    default: return updated(o, o->rule, 1, 0, g, w, m, v);
  }
}

INLINE float update_all(
  const ck_optimizer *optimizer, const int optimizer_case, ptrdiff_t count, const float *gradient, float *w, float *m,
  float *v
) {
  // A copy, which no store through w, m or v can change.
  const ck_optimizer o = *optimizer;
  floats squares = all(0);
  for (ptrdiff_t i = 0; i < count; i += LANES) {
    const floats g = load(gradient + i);
    squares += g * g;
    store(w + i, updated_by(&o, optimizer_case, g, load(w + i), m + i, v + i));
  }
  return sum_lanes(squares);
}

float LEVEL(ck_update)(
  const ck_optimizer *o, ptrdiff_t count, const float *gradient, float *w, float *m, float *v
) {
  switch (case_of(o)) {
    case plain_adam: return update_all(o, plain_adam, count, gradient, w, m, v);
    case plain_adam_rooted: return update_all(o, plain_adam_rooted, count, gradient, w, m, v);
    default: return update_all(o, any_case, count, gradient, w, m, v);
  }
}

#if SKIPS_ZEROS

enum {
  /// Rows whose samples are looked at together: those of a vector of inputs.
  sparse_rows = LANES,
};

/// inputsᵀ · delta for up to eight rows and 64 columns, without what is multiplied by 0.
static void sparse_gradient(
  const ck_dense_update *update, ptrdiff_t first_row, ptrdiff_t rows, ptrdiff_t column, float *gradient
) {
  const ck_dense_update u = *update;
  UNROLL for (int n = 0; n < sparse_rows * most_vectors; n++) store(gradient + n * LANES, all(0));
  for (ptrdiff_t first = 0; first < u.samples; first += 64) {
    const ptrdiff_t samples = u.samples - first < 64 ? u.samples - first : 64;
    const float *inputs = u.inputs + first * u.input_stride + first_row;
    const float *delta = u.delta + first * u.delta_stride + column;
    // A byte a sample with a bit a row; then, for each row, its bits of all samples.
    _Alignas(32) uint8_t bits_of[64] = {0};
    for (ptrdiff_t s = 0; s < samples; s++) {
      bits_of[s] = (uint8_t)_mm256_movemask_ps((__m256)(ints)(load(inputs + s * u.input_stride) != all(0)));
    }
    const __m256i low = _mm256_load_si256((const __m256i *)bits_of);
    const __m256i high = _mm256_load_si256((const __m256i *)(bits_of + 32));
    for (ptrdiff_t r = 0; r < rows; r++) {
      const __m128i shift = _mm_cvtsi64_si128(7 - r);
      uint64_t bits = (uint32_t)_mm256_movemask_epi8(_mm256_sll_epi16(low, shift));
      bits |= (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_sll_epi16(high, shift)) << 32;
      float *g = gradient + r * most_vectors * LANES;
      floats sum[most_vectors];
      UNROLL for (int n = 0; n < most_vectors; n++) sum[n] = load(g + n * LANES);
      for (; bits != 0; bits &= bits - 1) {
        const ptrdiff_t s = __builtin_ctzll(bits);
        const floats value = all(inputs[s * u.input_stride + r]);
        const float *right = delta + s * u.delta_stride;
        UNROLL for (int n = 0; n < most_vectors; n++) sum[n] += value * load(right + n * LANES);
      }
      UNROLL for (int n = 0; n < most_vectors; n++) store(g + n * LANES, sum[n]);
    }
  }
}

INLINE float update_without_zeros(const ck_optimizer *o, const ck_dense_update *update) {
  _Alignas(64) float gradient[sparse_rows * most_vectors * LANES];
  const ptrdiff_t width = most_vectors * LANES;
  float squares = 0;
  for (ptrdiff_t column = 0; column < update->width; column += width) {
    for (ptrdiff_t row = update->first_row; row < update->end_row; row += sparse_rows) {
      const ptrdiff_t rows = update->end_row - row < sparse_rows ? update->end_row - row : sparse_rows;
      sparse_gradient(update, row, rows, column, gradient);
      for (ptrdiff_t r = 0; r < rows; r++) {
        const ptrdiff_t at = (row + r) * update->width + column;
        squares += LEVEL(ck_update)(o, width, gradient + r * width, update->w + at, update->m + at, update->v + at);
      }
    }
  }
  return squares;
}

#endif

float LEVEL(ck_update_dense)(const ck_optimizer *o, const ck_dense_update *update) {
#if SKIPS_ZEROS
  if (update->has_many_zeros && update->width % (most_vectors * LANES) == 0) return update_without_zeros(o, update);
#endif
  float gradient[TILE_ROWS * 64];
  float squares = 0;
  for (ptrdiff_t column = 0; column < update->width; column += 64) {
    const ptrdiff_t width = update->width - column < 64 ? update->width - column : 64;
    for (ptrdiff_t row = update->first_row; row < update->end_row; row += TILE_ROWS) {
      const ptrdiff_t rows = update->end_row - row < TILE_ROWS ? update->end_row - row : TILE_ROWS;
      const ck_product product = {
        .rows = rows,
        .depth = update->samples,
        .columns = width,
        .a = update->inputs + row,
        .a_row_stride = 1,
        .a_depth_stride = update->input_stride,
        .b = update->delta + column,
        .b_stride = update->delta_stride,
        .c = gradient,
        .c_stride = width,
      };
      LEVEL(ck_multiply)(&product);
      for (ptrdiff_t r = 0; r < rows; r++) {
        const ptrdiff_t at = (row + r) * update->width + column;
        squares += LEVEL(ck_update)(o, width, gradient + r * width, update->w + at, update->m + at, update->v + at);
      }
    }
  }
  return squares;
}

// MARK: Sparse images

ptrdiff_t LEVEL(ck_compress)(const uint8_t *bytes, ptrdiff_t count, uint32_t *entries) {
  ptrdiff_t found = 0, i = 0;
  for (; i + ck_block_samples <= count; i += ck_block_samples) {
    for (uint32_t bits = occupied(bytes + i); bits != 0; bits &= bits - 1) {
      const ptrdiff_t pixel = i + __builtin_ctz(bits);
      entries[found++] = (uint32_t)pixel | (uint32_t)bytes[pixel] << 16;
    }
  }
  for (; i < count; i++) {
    if (bytes[i] != 0) entries[found++] = (uint32_t)i | (uint32_t)bytes[i] << 16;
  }
  return found;
}

/// Where a sample's byte is in a row of a pair of blocks.
INLINE ptrdiff_t place_in_pair(int sample, ptrdiff_t block_size) {
  return sample < ck_block_samples ? sample : sample - ck_block_samples + block_size;
}

#if FORWARD_BY_IMAGE

enum {
  /// Pixels that the images go through together: few enough for their weights to stay near, enough to seldom change over.
  stretch_pixels = 196,
};

/// What a stretch of pixels adds to an image's sums, which stay in registers meanwhile; returns the first entry behind it.
INLINE const uint32_t *forward_entries(
  const ck_sparse_forward *f, const int vectors, const uint32_t *entry, const uint32_t *end, uint32_t limit,
  const float *weights, const float *sums, const int is_last, float *c
) {
  floats sum[most_vectors];
  UNROLL for (int n = 0; n < vectors; n++) sum[n] = load(sums + n * LANES);
  for (; entry < end; entry++) {
    const uint32_t pixel = *entry & 0xffff;
    if (pixel >= limit) break;
    const floats value = all(f->values[*entry >> 16]);
    const float *w = weights + pixel * f->width;
    UNROLL for (int n = 0; n < vectors; n++) sum[n] += value * load(w + n * LANES);
  }
  UNROLL for (int n = 0; n < vectors; n++) {
    if (is_last && f->epilogue == ck_epilogue_relu) sum[n] = keep(~(sum[n] < all(0)), sum[n]);
    store(c + n * LANES, sum[n]);
  }
  return entry;
}

/// With few registers, those are better filled with an image's sums than with weights: each entry is one product for each column,
/// where pixel by pixel each neighbour's samples are multiplied too, and sums are loaded and stored again and again.
INLINE void forward_sparse_pass(const ck_sparse_forward *forward, const int vectors, ptrdiff_t column) {
  // A copy, which no store through c can change.
  const ck_sparse_forward f = *forward;
  const uint32_t *next[ck_pair_samples];
  for (ptrdiff_t first = 0; first < f.samples; first += ck_pair_samples) {
    const ptrdiff_t samples = f.samples - first < ck_pair_samples ? f.samples - first : ck_pair_samples;
    for (ptrdiff_t s = 0; s < samples; s++) next[s] = f.lists[first + s];
    for (ptrdiff_t pixel = 0; pixel < f.inputs; pixel += stretch_pixels) {
      const int is_last = pixel + stretch_pixels >= f.inputs;
      const uint32_t limit = (uint32_t)(is_last ? f.inputs : pixel + stretch_pixels);
      for (ptrdiff_t s = 0; s < samples; s++) {
        const uint32_t *end = f.lists[first + s] + f.lengths[first + s];
        float *c = f.c + (first + s) * f.c_stride + column;
        next[s] = forward_entries(
          &f, vectors, next[s], end, limit, f.weights + column, pixel == 0 ? f.base + column : c, is_last, c
        );
      }
    }
  }
}

#else

/// What some neighbouring pixels add to the sums of a pair of blocks. Their weights stay in registers while the samples,
/// whose sums stay in the nearest cache, go by: read by sample, the weights would come from the second-level cache again
/// and again, which takes longer than the arithmetic.
INLINE void forward_pixels(
  const ck_sparse_forward *f, const int vectors, const int pixels, const uint8_t *bytes, const float *weights,
  float *sums
) {
  const float *values = f->values;
  const ptrdiff_t block_size = f->inputs * ck_block_samples;
  uint64_t bits = 0;
  UNROLL for (int p = 0; p < pixels; p++) bits |= occupied_in_pair(bytes + p * ck_block_samples, block_size);
  if (bits == 0) return;
  floats w[SPARSE_PIXELS][4];
  UNROLL for (int p = 0; p < pixels; p++) {
    UNROLL for (int n = 0; n < vectors; n++) w[p][n] = load(weights + p * f->width + n * LANES);
  }
  for (; bits != 0; bits &= bits - 1) {
    const int sample = __builtin_ctzll(bits);
    const uint8_t *ink = bytes + place_in_pair(sample, block_size);
    float *z = sums + sample * (vectors * LANES);
    floats sum[4];
    UNROLL for (int n = 0; n < vectors; n++) sum[n] = load(z + n * LANES);
    UNROLL for (int p = 0; p < pixels; p++) {
      const floats value = all(values[ink[p * ck_block_samples]]);
      UNROLL for (int n = 0; n < vectors; n++) sum[n] += value * w[p][n];
    }
    UNROLL for (int n = 0; n < vectors; n++) store(z + n * LANES, sum[n]);
  }
}

INLINE void forward_sparse_pass(const ck_sparse_forward *f, const int vectors, ptrdiff_t column) {
  _Alignas(64) float sums[ck_pair_samples * pass_vectors * LANES];
  const uint8_t *pair = f->blocks;
  for (ptrdiff_t first = 0; first < f->samples; first += ck_pair_samples) {
    const ptrdiff_t samples = f->samples - first < ck_pair_samples ? f->samples - first : ck_pair_samples;
    for (ptrdiff_t s = 0; s < samples; s++) {
      UNROLL for (int n = 0; n < vectors; n++) {
        store(sums + (s * vectors + n) * LANES, load(f->base + column + n * LANES));
      }
    }
    const float *weights = f->weights + column;
    ptrdiff_t pixel = 0;
    for (; pixel + SPARSE_PIXELS <= f->inputs; pixel += SPARSE_PIXELS) {
      forward_pixels(
        f, vectors, SPARSE_PIXELS, pair + pixel * ck_block_samples, weights + pixel * f->width, sums
      );
    }
    for (; pixel < f->inputs; pixel++) {
      forward_pixels(f, vectors, 1, pair + pixel * ck_block_samples, weights + pixel * f->width, sums);
    }
    for (ptrdiff_t s = 0; s < samples; s++) {
      float *c = f->c + (first + s) * f->c_stride + column;
      UNROLL for (int n = 0; n < vectors; n++) {
        floats v = load(sums + (s * vectors + n) * LANES);
        if (f->epilogue == ck_epilogue_relu) v = keep(~(v < all(0)), v);
        store(c + n * LANES, v);
      }
    }
    pair += f->inputs * ck_pair_samples;
  }
}

#endif

void LEVEL(ck_forward_sparse)(const ck_sparse_forward *f) {
#define PASS(vectors, column) forward_sparse_pass(f, vectors, column)
  FOR_COLUMNS(f->width, FORWARD_BY_IMAGE ? most_vectors : pass_vectors, PASS)
#undef PASS
}

/// Running sums of a pass over the pixels.
typedef struct sparse_sums {
  floats weights[most_vectors];
  floats squares;
} sparse_sums;

/// Gradient and update of some neighbouring pixels. Ink comes in strokes, so neighbours mostly have it in the same
/// samples, and a row of delta that is loaded for one serves the others. With few registers one pixel by itself is faster: all
/// its columns fit, so its samples are gone through once, and no product is one by zero.
INLINE void update_pixels(
  const ck_optimizer *o, const int optimizer_case, const ck_sparse_update *u, const int vectors, const int pixels,
  ptrdiff_t column, ptrdiff_t pixel, const floats *base, sparse_sums *sums
) {
  const ptrdiff_t width = u->width, stride = u->delta_stride, inputs = u->inputs;
  const ptrdiff_t pairs = (u->samples + ck_pair_samples - 1) / ck_pair_samples;
  const ptrdiff_t block_size = inputs * ck_block_samples;
  const float *values = u->values, *delta = u->delta + column;
  const uint8_t *bytes = u->blocks + pixel * ck_block_samples;
  floats g[SPARSE_PIXELS][most_vectors];
  UNROLL for (int p = 0; p < pixels; p++) {
    UNROLL for (int n = 0; n < vectors; n++) g[p][n] = base[n];
  }
  for (ptrdiff_t pair = 0; pair < pairs; pair++) {
    uint64_t bits = 0;
    UNROLL for (int p = 0; p < pixels; p++) bits |= occupied_in_pair(bytes + p * ck_block_samples, block_size);
    for (; bits != 0; bits &= bits - 1) {
      const int sample = __builtin_ctzll(bits);
      const uint8_t *ink = bytes + place_in_pair(sample, block_size);
      const float *row = delta + sample * stride;
      floats d[most_vectors];
      UNROLL for (int n = 0; n < vectors; n++) d[n] = load(row + n * LANES);
      UNROLL for (int p = 0; p < pixels; p++) {
        const floats value = all(values[ink[p * ck_block_samples]]);
        UNROLL for (int n = 0; n < vectors; n++) g[p][n] += value * d[n];
      }
    }
    bytes += 2 * block_size;
    delta += ck_pair_samples * stride;
  }
  UNROLL for (int p = 0; p < pixels; p++) {
    const ptrdiff_t at = (pixel + p) * width + column;
    UNROLL for (int n = 0; n < vectors; n++) {
      const ptrdiff_t i = at + n * LANES;
      sums->squares += g[p][n] * g[p][n];
      const floats w = updated_by(o, optimizer_case, g[p][n], load(u->w + i), u->m + i, u->v + i);
      store(u->w + i, w);
      sums->weights[n] += w;
    }
  }
}

INLINE float update_sparse_pass(
  const ck_optimizer *optimizer, const int optimizer_case, const ck_sparse_update *update, const int vectors,
  ptrdiff_t column
) {
  // Copies, which no store through w, m or v can change.
  const ck_optimizer o = *optimizer;
  const ck_sparse_update u = *update;
  floats base[most_vectors];
  sparse_sums sums = {.squares = all(0)};
  UNROLL for (int n = 0; n < vectors; n++) {
    base[n] = load(u.base + column + n * LANES);
    sums.weights[n] = all(0);
  }
  ptrdiff_t pixel = 0;
  for (; pixel + SPARSE_PIXELS <= u.inputs; pixel += SPARSE_PIXELS) {
    update_pixels(&o, optimizer_case, &u, vectors, SPARSE_PIXELS, column, pixel, base, &sums);
  }
  for (; pixel < u.inputs; pixel++) update_pixels(&o, optimizer_case, &u, vectors, 1, column, pixel, base, &sums);
  UNROLL for (int n = 0; n < vectors; n++) store(u.weight_sums + column + n * LANES, sums.weights[n]);
  return sum_lanes(sums.squares);
}

float LEVEL(ck_update_sparse)(const ck_optimizer *o, const ck_sparse_update *u) {
  float squares = 0;
#define PASS_PLAIN(vectors, column) squares += update_sparse_pass(o, plain_adam, u, vectors, column)
#define PASS_ROOTED(vectors, column) squares += update_sparse_pass(o, plain_adam_rooted, u, vectors, column)
#define PASS_ANY(vectors, column) squares += update_sparse_pass(o, any_case, u, vectors, column)
  switch (case_of(o)) {
    case plain_adam: FOR_COLUMNS(u->width, SPARSE_VECTORS, PASS_PLAIN) break;
    case plain_adam_rooted: FOR_COLUMNS(u->width, SPARSE_VECTORS, PASS_ROOTED) break;
    default: FOR_COLUMNS(u->width, SPARSE_VECTORS, PASS_ANY) break;
  }
#undef PASS_ANY
#undef PASS_ROOTED
#undef PASS_PLAIN
  return squares;
}

// MARK: Rows

void LEVEL(ck_column_sums)(const float *a, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns, float *sums) {
  for (ptrdiff_t column = 0; column < columns; column += LANES) {
    floats sum = all(0);
    for (ptrdiff_t r = 0; r < rows; r++) sum += load(a + r * stride + column);
    store(sums + column, sum);
  }
}

void LEVEL(ck_softmax_cross_entropy)(
  float *logits, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t classes, const uint8_t *labels, float scale,
  float *losses, uint8_t *hits
) {
  const ptrdiff_t padded = (classes + ck_width_unit - 1) / ck_width_unit * ck_width_unit;
  for (ptrdiff_t r = 0; r < rows; r++) {
    float *row = logits + r * stride;
    for (ptrdiff_t n = classes; n < padded; n++) row[n] = -__builtin_inff();
    floats largest = load(row);
    for (ptrdiff_t n = LANES; n < padded; n += LANES) largest = vector_max(largest, load(row + n));
    const float top = max_lanes(largest);
    float label_logit = 0;
    if (labels) {
      label_logit = row[labels[r]];
      if (hits) {
        ptrdiff_t best = 0;
        while (best < classes - 1 && row[best] != top) best++;
        hits[r] = best == labels[r];
      }
    }
    floats sums = all(0);
    for (ptrdiff_t n = 0; n < padded; n += LANES) {
      const floats e = exponential(load(row + n) - all(top));
      store(row + n, e);
      sums += e;
    }
    const float sum = sum_lanes(sums);
    const floats factor = all((labels ? scale : 1) / sum);
    for (ptrdiff_t n = 0; n < padded; n += LANES) store(row + n, load(row + n) * factor);
    for (ptrdiff_t n = classes; n < padded; n++) row[n] = 0;
    if (labels) {
      row[labels[r]] -= scale;
      if (losses) losses[r] = __builtin_logf(sum) + (top - label_logit);
    }
  }
}

INLINE void activate(
  const ck_activation activation, float parameter, ptrdiff_t count, float *z, float *derivative
) {
  for (ptrdiff_t i = 0; i < count; i += LANES) {
    const floats x = load(z + i);
    floats y = x, slope = all(1);
    switch (activation) {
      case ck_activation_sigmoid:
        y = logistic(x);
        slope = y * (all(1) - y);
        break;
      case ck_activation_tanh:
        y = hyperbolic_tangent(x);
        slope = all(1) - y * y;
        break;
      case ck_activation_relu:
        y = keep(~(x < all(0)), x);
        slope = keep(x > all(0), all(1));
        break;
      case ck_activation_leaky_relu:
        slope = choose(x > all(0), all(1), all(parameter));
        y = x * slope;
        break;
      case ck_activation_elu: {
        const floats e = all(parameter) * exponential(x);
        y = choose(x > all(0), x, e - all(parameter));
        slope = choose(x > all(0), all(1), e);
        break;
      }
      case ck_activation_silu: {
        // Far below, the exponential has stopped growing, and what is left of σ must not be multiplied by z.
        const floats s = keep(x > all(-88), logistic(x)) + keep(~(x == x), x);
        y = x * s;
        slope = s * (all(1) + x * (all(1) - s));
        break;
      }
      case ck_activation_gelu_tanh: {
        const floats k = all(0.7978845608f), c = all(0.044715f);  // √(2/π)
        // Beyond ±30 tanh is ±1, and the cube would soon overflow.
        const floats near = choose(x == x, vector_min(vector_max(x, all(-30)), all(30)), x);
        const floats t = hyperbolic_tangent(k * (near + c * near * near * near));
        const floats half = all(0.5f);
        y = half * x * (all(1) + t);
        slope = half * (all(1) + t) + half * near * (all(1) - t * t) * k * (all(1) + all(3) * c * near * near);
        break;
      }
    }
    store(z + i, y);
    if (derivative) store(derivative + i, slope);
  }
}

void LEVEL(ck_activate)(
  ck_activation activation, float parameter, ptrdiff_t count, float *z, float *derivative
) {
  switch (activation) {
#define CASE(name) \
  case name: activate(name, parameter, count, z, derivative); break;
    CASE(ck_activation_sigmoid)
    CASE(ck_activation_tanh)
    CASE(ck_activation_relu)
    CASE(ck_activation_leaky_relu)
    CASE(ck_activation_elu)
    CASE(ck_activation_silu)
    CASE(ck_activation_gelu_tanh)
#undef CASE
  }
}

/// The 32 bits of a counter under a key, by the finalizer of MurmurHash3 (A. Appleby) over both halves of the key.
INLINE words hashed(words counter, uint64_t key) {
  words h = counter * 0x9e3779b9u + (uint32_t)key;
  h ^= h >> 16;
  h *= 0x85ebca6bu;
  h ^= h >> 13;
  h *= 0xc2b2ae35u;
  h ^= h >> 16;
  h += (uint32_t)(key >> 32);
  h ^= h >> 15;
  h *= 0x2c1b3c6du;
  h ^= h >> 12;
  h *= 0x297a2d39u;
  h ^= h >> 15;
  return h;
}

void LEVEL(ck_dropout)(
  uint64_t key, uint32_t first, uint32_t threshold, float scale, ptrdiff_t count, float *a, float *derivative
) {
  words counter;
  for (int n = 0; n < LANES; n++) counter[n] = first + (uint32_t)n;
  for (ptrdiff_t i = 0; i < count; i += LANES) {
    const floats factor = keep((ints)(hashed(counter, key) < threshold), all(scale));
    store(a + i, load(a + i) * factor);
    if (derivative) store(derivative + i, load(derivative + i) * factor);
    counter += LANES;
  }
}

void LEVEL(ck_noise)(uint64_t key, ptrdiff_t count, float *a) {
  words counter;
  for (int n = 0; n < LANES; n++) counter[n] = (uint32_t)n;
  for (ptrdiff_t i = 0; i < count; i += LANES) {
    // 24 bits, as many as a float holds.
    const floats whole = __builtin_convertvector((ints)(hashed(counter, key) >> 8), floats);
    store(a + i, whole * all(0x1p-23f) - all(1));
    counter += LANES;
  }
}
