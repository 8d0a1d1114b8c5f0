#pragma once

// Element-wise and matrix kernels of the image classifier, in plain C.
//
// Every kernel exists three times: for AVX-512, for AVX2 with FMA, and portably for whatever else the
// compiler targets. The caller passes the level, usually `ck_best_level()`, which asks the processor,
// so no instruction is executed that the machine lacks.
//
// Matrices are row-major with a stride in floats. Widths are multiples of `ck_width_unit` and padded with
// zeros, so that no kernel has a scalar tail. The order in which the terms of a sum are added depends on
// the level and on nothing else: not on how rows or columns are shared out among threads.

#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>

#if defined(__cplusplus)
extern "C" {
#endif

#pragma mark - Instruction sets

/// Instruction set a kernel is compiled for.
typedef enum ck_level {
  /// What the compiler targets without being asked: SSE2 on x86-64, NEON on arm64.
  ck_level_portable = 0,
  /// AVX2 and FMA.
  ck_level_avx2 = 1,
  /// AVX-512 F, BW, DQ and VL.
  ck_level_avx512 = 2,
} ck_level;

/// Widths of padded rows are multiples of this many floats.
enum { ck_width_unit = 16 };

enum {
  /// Samples that share one block of the pixel-major table of a batch; one thread writes a block.
  ck_block_samples = 32,
  /// Samples whose ink is looked for at once, those of two blocks.
  ck_pair_samples = 64,
};

/// The highest level that this processor and its operating system support, or a lower one that `DLVIZ_VECTORS` asks for: `avx2`, `portable`.
ck_level ck_best_level(void);

#pragma mark - Dense products

/// What happens to an element of a product before it is stored.
typedef enum ck_epilogue {
  /// c = a·b + bias.
  ck_epilogue_none = 0,
  /// c = max(0, a·b + bias).
  ck_epilogue_relu = 1,
  /// c = gate > 0 ? gate_scale · a·b : 0, the backward pass of ReLU with inverted dropout.
  ck_epilogue_gate_positive = 2,
  /// c = gate · a·b, the backward pass of any activation whose derivative was kept.
  ck_epilogue_gate = 3,
} ck_epilogue;

/// One dense product c = epilogue(a·b + bias).
typedef struct ck_product {
  /// Rows of a and c.
  ptrdiff_t rows;
  /// Columns of a, rows of b.
  ptrdiff_t depth;
  /// Columns of b and c, a multiple of `ck_width_unit`.
  ptrdiff_t columns;
  /// a[r, k] is at a[r * a_row_stride + k * a_depth_stride].
  const float *_Nonnull a;
  ptrdiff_t a_row_stride;
  ptrdiff_t a_depth_stride;
  /// b[k, n] is at b[k * b_stride + n].
  const float *_Nonnull b;
  ptrdiff_t b_stride;
  /// `columns` floats to start from, or null for zeros.
  const float *_Nullable bias;
  float *_Nonnull c;
  ptrdiff_t c_stride;
  ck_epilogue epilogue;
  const float *_Nullable gate;
  ptrdiff_t gate_stride;
  float gate_scale;
  /// Whether many elements of a are expected to be 0, as behind a ReLU: a kernel may leave their products out, which changes
  /// nothing but a zero's sign and what 0 · ∞ gives. a_depth_stride is 1 then, and behind a row, up to a multiple of
  /// `ck_width_unit`, there are floats that can be read.
  bool has_many_zeros;
} ck_product;

/// Computes a product; each element is one running sum over `depth` in ascending order.
void ck_multiply(ck_level level, const ck_product *_Nonnull product);

#pragma mark - Sparse images

// An image whose background has one grey value is a list of entries, one for each other pixel:
// the pixel's index in the low 16 bits and its byte in the bits above.

/// Writes the entries of the pixels of `bytes` that are not 0 and returns how many there are.
/// `entries` has room for `count`.
ptrdiff_t ck_compress(
  ck_level level, const uint8_t *_Nonnull bytes, ptrdiff_t count, uint32_t *_Nonnull entries);

/// The first layer's forward pass over sparse images, for one panel of `width` columns.
typedef struct ck_sparse_forward {
  ptrdiff_t samples;
  ptrdiff_t inputs;
  ptrdiff_t width;
  /// Pixel-major blocks, in pairs: (samples / ck_pair_samples rounded up, 2, inputs, ck_block_samples).
  const uint8_t *_Nonnull blocks;
  /// The same images as lists of entries, pixels in ascending order, and how many each has. Which of both is read depends on
  /// the level.
  const uint32_t *_Nonnull const *_Nonnull lists;
  const int32_t *_Nonnull lengths;
  /// The value that each byte adds to the background's.
  const float *_Nonnull values;
  /// (inputs, width).
  const float *_Nonnull weights;
  /// What an image without ink gives: bias + background · Σ weights, `width` floats.
  const float *_Nonnull base;
  float *_Nonnull c;
  ptrdiff_t c_stride;
  /// `ck_epilogue_none` or `ck_epilogue_relu`.
  ck_epilogue epilogue;
} ck_sparse_forward;

/// c[s] = epilogue(base + Σ over pixels of values[byte] · weights[pixel]).
void ck_forward_sparse(ck_level level, const ck_sparse_forward *_Nonnull forward);

/// Writes the bytes of up to `ck_block_samples` samples into a pixel-major block of
/// (inputs, ck_block_samples) bytes, zeroing the rest of it.
void ck_transpose_entries(
  ptrdiff_t samples, const uint32_t *_Nonnull const *_Nonnull entries, const int32_t *_Nonnull lengths,
  ptrdiff_t inputs, uint8_t *_Nonnull block);

/// Asks for the entries of samples that will be read soon: samples come in random order, so the lists are the one thing that
/// is not in a near cache.
void ck_prefetch_entries(
  ptrdiff_t samples, const uint32_t *_Nonnull const *_Nonnull entries, const int32_t *_Nonnull lengths);

/// Asks the system for pages of 2 MB where the memory holds whole ones, before anything is written there: entries are read in
/// random order, and the search for an address takes longer than a small page's share of them.
void ck_prefer_large_pages(void *_Nonnull memory, ptrdiff_t bytes);

#pragma mark - Optimizers

/// Which formula turns a gradient into a change of a weight.
typedef enum ck_rule {
  /// Writes the gradient, decay included, over m; weights stay.
  ck_rule_export = 0,
  /// w −= rate · g.
  ck_rule_sgd = 1,
  /// m = momentum · m + g; w −= rate · m.
  ck_rule_momentum = 2,
  /// m = momentum · m + g; w −= rate · (g + momentum · m).
  ck_rule_nesterov = 3,
  /// v = beta2 · v + gain2 · g²; w −= rate · g / (√v + epsilon).
  ck_rule_rmsprop = 4,
  /// v += g²; w −= rate · g / (√v + epsilon).
  ck_rule_adagrad = 5,
  /// m += gain1 · (g − m); v += gain2 · (g² − v); w −= rate · m / (√v · root_correction + epsilon).
  ck_rule_adam = 6,
  /// m and v as Adam's; w −= (rate · g + momentum · m) / (√v · root_correction + epsilon).
  ck_rule_nadam = 7,
} ck_rule;

/// An optimizer's formula with the numbers of the current step.
typedef struct ck_optimizer {
  ck_rule rule;
  /// Learning rate; for Adam already divided by 1 − beta1ᵗ.
  float rate;
  /// For NAdam the factor of m.
  float momentum;
  float beta1;
  float beta2;
  /// 1 − beta1 and 1 − beta2, rounded once: the difference of floats would have lost digits.
  float gain1;
  float gain2;
  float epsilon;
  /// 1 / √(1 − beta2ᵗ).
  float root_correction;
  /// Factor on the weight before the step, 1 − learning rate · decay for AdamW, else 1.
  float shrink;
  /// Penalties: g += l2 · w + l1 · sign(w).
  float l1;
  float l2;
} ck_optimizer;

/// Updates `count` parameters, a multiple of `ck_width_unit`, from their gradients and returns Σ g².
float ck_update(
  ck_level level, const ck_optimizer *_Nonnull optimizer, ptrdiff_t count, const float *_Nonnull gradient,
  float *_Nonnull w, float *_Nonnull m, float *_Nonnull v);

/// Gradient and update of some rows of one panel of a dense layer, the gradient never leaving the cache.
typedef struct ck_dense_update {
  ptrdiff_t samples;
  /// Rows first_row ..< end_row of the weights, which are the layer's inputs.
  ptrdiff_t first_row;
  ptrdiff_t end_row;
  ptrdiff_t width;
  /// Inputs of the layer (samples, inputs).
  const float *_Nonnull inputs;
  ptrdiff_t input_stride;
  /// Gradient at the layer's outputs (samples, width), first column of the panel.
  const float *_Nonnull delta;
  ptrdiff_t delta_stride;
  /// (inputs, width) each.
  float *_Nonnull w;
  float *_Nonnull m;
  float *_Nonnull v;
  /// As of a `ck_product`, of the inputs.
  bool has_many_zeros;
} ck_dense_update;

/// w, m, v ← optimizer(w, m, v, inputsᵀ · delta); returns Σ g².
float ck_update_dense(
  ck_level level, const ck_optimizer *_Nonnull optimizer, const ck_dense_update *_Nonnull update);

/// Gradient and update of one panel of the first layer over sparse images.
typedef struct ck_sparse_update {
  ptrdiff_t samples;
  ptrdiff_t inputs;
  ptrdiff_t width;
  /// Pixel-major blocks, in pairs: (samples / ck_pair_samples rounded up, 2, inputs, ck_block_samples).
  const uint8_t *_Nonnull blocks;
  const float *_Nonnull values;
  /// Gradient at the layer's outputs (samples, width), first column of the panel.
  const float *_Nonnull delta;
  ptrdiff_t delta_stride;
  /// background · Σ over samples of delta, `width` floats.
  const float *_Nonnull base;
  /// (inputs, width) each.
  float *_Nonnull w;
  float *_Nonnull m;
  float *_Nonnull v;
  /// Receives Σ over inputs of the new weights, `width` floats.
  float *_Nonnull weight_sums;
} ck_sparse_update;

/// w, m, v ← optimizer(w, m, v, base + Σ over samples of values[byte] · delta); returns Σ g².
float ck_update_sparse(
  ck_level level, const ck_optimizer *_Nonnull optimizer, const ck_sparse_update *_Nonnull update);

#pragma mark - Rows

/// sums[n] = Σ over rows of a[r, n] for `columns` columns, a multiple of `ck_width_unit`.
void ck_column_sums(
  ck_level level, const float *_Nonnull a, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns,
  float *_Nonnull sums);

/// b[j, i] = a[i, j] for `rows` rows and `columns` columns of a.
void ck_transpose(
  const float *_Nonnull a, ptrdiff_t a_stride, ptrdiff_t rows, ptrdiff_t columns, float *_Nonnull b,
  ptrdiff_t b_stride);

/// Softmax of each row of logits (rows, classes) in place, then, where labels are given, the cross-entropy
/// and its gradient scale · (softmax − one-hot), also in place. `losses` receives −log p of the label and `hits`
/// 1 where the largest logit (the first, of equals) is the label's.
/// Columns from `classes` up to the next multiple of `ck_width_unit` become 0.
void ck_softmax_cross_entropy(
  ck_level level, float *_Nonnull logits, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t classes,
  const uint8_t *_Nullable labels, float scale, float *_Nullable losses, uint8_t *_Nullable hits);

/// Activations with their own kernel.
typedef enum ck_activation {
  ck_activation_sigmoid,
  ck_activation_tanh,
  ck_activation_relu,
  ck_activation_leaky_relu,
  ck_activation_elu,
  ck_activation_silu,
  ck_activation_gelu_tanh,
} ck_activation;

/// z ← f(z), and f′(z) to `derivative` where it is given; `count` is a multiple of `ck_width_unit`.
/// `parameter` is the slope of leaky ReLU and the alpha of ELU.
void ck_activate(
  ck_level level, ck_activation activation, float parameter, ptrdiff_t count, float *_Nonnull z,
  float *_Nullable derivative);

/// Inverted dropout: keeps an element with probability threshold / 2³² and multiplies it by `scale`, else makes
/// it 0; the same to `derivative` where it is given. The choice is a hash of `key` and `first` + index.
void ck_dropout(
  ck_level level, uint64_t key, uint32_t first, uint32_t threshold, float scale, ptrdiff_t count,
  float *_Nonnull a, float *_Nullable derivative);

/// Writes `count` numbers uniform in [−1, 1), hashes of `key` and the index; `count` as widths are.
void ck_noise(ck_level level, uint64_t key, ptrdiff_t count, float *_Nonnull a);

#pragma mark - Images

/// Draws a square image through a map from where a pixel is to where its grey value comes from:
/// (map[0] · x + map[1] · y + map[2] + dx, map[3] · x + map[4] · y + map[5] + dy), bilinear, 0 outside.
/// `source` has a frame of zeros: one pixel above and to the left, two below and to the right of
/// side × side. `dx` and `dy` are (side, stride), or both null.
void ck_warp(
  const uint8_t *_Nonnull source, ptrdiff_t side, const float *_Nonnull map, const float *_Nullable dx,
  const float *_Nullable dy, ptrdiff_t stride, uint8_t *_Nonnull image);

#pragma mark - Threads

/// Processors that this process may run on.
int32_t ck_processor_count(void);

/// Threads that run one function together, again and again, meeting at barriers in between.
/// Waiting spins for some microseconds and then sleeps, so that an idle pool costs nothing.
typedef struct ck_pool ck_pool;

/// The function that a pool runs; `worker` counts from 0, which is the calling thread.
typedef void (*ck_job)(void *_Nonnull context, int32_t worker);

/// Starts threads − 1 threads; null when the system refuses one.
ck_pool *_Nullable ck_pool_create(int32_t threads);

/// Ends the threads and frees the pool.
void ck_pool_destroy(ck_pool *_Nonnull pool);

/// Runs the job on all threads and returns when all have returned from it. While a job runs, numbers below
/// the normal range count as 0 on its threads, because they would slow arithmetic a hundredfold.
void ck_pool_run(ck_pool *_Nonnull pool, ck_job _Nonnull job, void *_Nonnull context);

/// Runs a job on the calling thread only, with small numbers counting as 0 as in a pool's.
void ck_run_alone(ck_job _Nonnull job, void *_Nonnull context);

/// Called by each thread inside a job with its number: returns when all threads have called it.
void ck_pool_barrier(ck_pool *_Nonnull pool, int32_t worker);

/// How many queues of pieces a job may have.
enum { ck_queues = 2 };

/// Called by threads inside a job: the number of the next piece in a queue, from 0 up. In a run each number is given to one
/// thread, to whichever asks first.
int32_t ck_pool_take(ck_pool *_Nonnull pool, int32_t queue);

/// Says that a thread outside of pools has work to do now; each call is taken back by one of `ck_release_processor`.
void ck_claim_processor(void);

/// Takes a claim back.
void ck_release_processor(void);

/// Whether the pool's threads and the claims are more than the processors.
bool ck_pool_is_crowded(const ck_pool *_Nonnull pool);

#if defined(__cplusplus)
}
#endif
