#pragma once

// The names and signatures of the kernels that exist once per level.

#include "ClassifierKernels.h"

#define CK_LEVEL_FUNCTIONS(SUFFIX)                                                                                  \
  void ck_multiply_##SUFFIX(const ck_product *product);                                                             \
  ptrdiff_t ck_compress_##SUFFIX(const uint8_t *bytes, ptrdiff_t count, uint32_t *entries);                         \
  void ck_forward_sparse_##SUFFIX(const ck_sparse_forward *forward);                                                \
  float ck_update_##SUFFIX(                                                                                         \
    const ck_optimizer *optimizer, ptrdiff_t count, const float *gradient, float *w, float *m, float *v);           \
  float ck_update_dense_##SUFFIX(const ck_optimizer *optimizer, const ck_dense_update *update);                     \
  float ck_update_sparse_##SUFFIX(const ck_optimizer *optimizer, const ck_sparse_update *update);                   \
  void ck_column_sums_##SUFFIX(const float *a, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns, float *sums);   \
  void ck_softmax_cross_entropy_##SUFFIX(                                                                           \
    float *logits, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t classes, const uint8_t *labels, float scale,         \
    float *losses, uint8_t *hits);                                                                                  \
  void ck_activate_##SUFFIX(                                                                                        \
    ck_activation activation, float parameter, ptrdiff_t count, float *z, float *derivative);                       \
  void ck_dropout_##SUFFIX(                                                                                         \
    uint64_t key, uint32_t first, uint32_t threshold, float scale, ptrdiff_t count, float *a, float *derivative); \
  void ck_noise_##SUFFIX(uint64_t key, ptrdiff_t count, float *a);

/// Whether the processor takes the square roots of sixteen numbers beside its other work, in less time than an estimate with
/// a Newton step costs: AMD's with AVX-512 do; Intel's take 18 cycles or more.
int ck_has_root_unit(void);

CK_LEVEL_FUNCTIONS(portable)

#if defined(__x86_64__)
CK_LEVEL_FUNCTIONS(avx2)
CK_LEVEL_FUNCTIONS(avx512)
#endif
