// The inner loops of dense networks, in double (_f64) and float (_f32).
//
// Every block is feature-major: value (feature, sample) stands at feature * batch + sample. `batch` and `count` are
// multiples of four; no pointer needs more than its element's alignment. Outputs never overlap inputs, except that the
// element-wise functions may work in place.
#pragma once

#define DLVIZ_DENSE_KERNELS(REAL, suffix)                                                                              \
  /* 1 / (1 + e^-z), tanh z and e^z - 1, within a few units in the last place; NaN stays NaN. */                       \
  void dlviz_sigmoid_##suffix(long count, const REAL *input, REAL *output);                                            \
  void dlviz_tanh_##suffix(long count, const REAL *input, REAL *output);                                               \
  void dlviz_expm1_##suffix(long count, const REAL *input, REAL *output);                                              \
  /* z (outputs, batch) = w (outputs, inputs) · a (inputs, batch) + b (outputs) */                                     \
  void dlviz_dense_forward_##suffix(long inputs, long outputs, long batch, const REAL *w, const REAL *b,               \
                                    const REAL *a, REAL *z);                                                           \
  /* dw (outputs, inputs) = delta (outputs, batch) · a^T, db (outputs) = row sums of delta */                          \
  void dlviz_dense_weight_gradients_##suffix(long inputs, long outputs, long batch, const REAL *delta, const REAL *a,  \
                                             REAL *dw, REAL *db);                                                      \
  /* da (inputs, batch) = w^T · delta (outputs, batch) */                                                              \
  void dlviz_dense_input_gradients_##suffix(long inputs, long outputs, long batch, const REAL *w, const REAL *delta,   \
                                            REAL *da);                                                                 \
  /* sums (rows) of values (rows, batch) */                                                                            \
  void dlviz_row_sums_##suffix(long rows, long batch, const REAL *values, REAL *sums);

DLVIZ_DENSE_KERNELS(double, f64)
DLVIZ_DENSE_KERNELS(float, f32)
