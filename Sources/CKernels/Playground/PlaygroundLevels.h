#pragma once

// The names and signatures of the playground's kernels that exist once per level.

#include "PlaygroundKernels.h"

#define PK_LEVEL_FUNCTIONS(SUFFIX)                                                                               \
  void pk_train_##SUFFIX(                                                                                        \
    pk_network *network, const pk_samples *samples, pk_loss loss, const pk_update *update, ptrdiff_t from,       \
    ptrdiff_t to, const int32_t *ends, ptrdiff_t end_count);                                                     \
  double pk_evaluate_##SUFFIX(                                                                                   \
    pk_network *network, const pk_samples *samples, pk_loss loss, double threshold, int64_t *correct);           \
  void pk_outputs_##SUFFIX(pk_network *network, const pk_samples *samples, double *outputs, ptrdiff_t stride);   \
  void pk_activate_##SUFFIX(                                                                                     \
    pk_activation activation, double parameter, ptrdiff_t count, const double *z, double *a);

PK_LEVEL_FUNCTIONS(portable)

#if defined(__x86_64__)
PK_LEVEL_FUNCTIONS(avx2)
PK_LEVEL_FUNCTIONS(avx512)
#endif

/// f(z) and f′(z) of the activations that no level has vectors for.
double pk_value(pk_activation activation, double parameter, double z);
double pk_slope(pk_activation activation, double parameter, double z);

/// ln(1 + e^z), stably.
double pk_softplus(double z);

/// Whether dropout takes out a unit's output for a sample.
int pk_drops(uint64_t key, int64_t sample, ptrdiff_t unit, double share);
