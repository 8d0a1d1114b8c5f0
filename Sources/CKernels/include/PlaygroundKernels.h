#pragma once

// Training of small networks of the plane in doubles. Lanes are samples, or the units of a layer where no layer has more than
// eight; sums are in the order of the samples.
//
// No multiplication is fused with an addition and every sum has one order, so all levels give the same bits,
// and for SGD with the half square loss the same bits as TensorFlow Playground's engine in V8.

#include "ClassifierKernels.h"

#if defined(__cplusplus)
extern "C" {
#endif

/// What a unit makes of its weighted sum z.
typedef enum pk_activation {
  pk_activation_identity = 0,
  pk_activation_relu = 1,
  pk_activation_tanh = 2,
  pk_activation_sigmoid = 3,
  pk_activation_leaky_relu = 4,
  pk_activation_elu = 5,
  pk_activation_selu = 6,
  pk_activation_gelu = 7,
  pk_activation_gelu_tanh = 8,
  pk_activation_silu = 9,
  pk_activation_softplus = 10,
  pk_activation_mish = 11,
  pk_activation_hard_tanh = 12,
  pk_activation_step = 13,
  /// Over the whole output layer; only there, and only with cross-entropy.
  pk_activation_softmax = 14,
} pk_activation;

/// What is minimised; `target` is the sample's number, for `pk_loss_cross_entropy` the index of its class.
typedef enum pk_loss {
  /// (a − y)² / 2.
  pk_loss_half_square = 0,
  /// (a − y)².
  pk_loss_square = 1,
  /// (a − y)² / 2 within 1, |a − y| − 1/2 beyond.
  pk_loss_huber = 2,
  /// max(0, 1 − y·a) with y = ±1.
  pk_loss_hinge = 3,
  /// −y ln σ(z) − (1 − y) ln(1 − σ(z)) of the output's z, whose activation is the sigmoid.
  pk_loss_bce = 4,
  /// −ln softmax(z) of the class.
  pk_loss_cross_entropy = 5,
} pk_loss;

/// How a gradient changes a parameter.
typedef enum pk_rule {
  /// w −= rate · g.
  pk_rule_sgd = 0,
  /// m = momentum · m + g; w −= rate · m.
  pk_rule_momentum = 1,
  /// v = 0.99 v + 0.01 g²; w −= rate · g / (√v + 1e-8).
  pk_rule_rmsprop = 2,
  /// Adam with β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
  pk_rule_adam = 3,
} pk_rule;

/// What keeps weights small after each update.
typedef enum pk_regularization {
  pk_regularization_none = 0,
  /// w −= rate · strength · sign(w); a weight that crosses zero by it stays 0 for good.
  pk_regularization_l1 = 1,
  /// w −= rate · strength · w.
  pk_regularization_l2 = 2,
} pk_regularization;

/// One layer; its parameters are (units, inputs) weights and then `units` biases.
typedef struct pk_layer {
  int32_t inputs;
  int32_t units;
  pk_activation activation;
  /// Slope of leaky ReLU, α of ELU.
  double parameter;
  /// Whether the layer's input is added to its output; `inputs` equals `units` then.
  int32_t residual;
  /// Share of outputs left out in training, the others scaled by 1 / (1 − dropout).
  double dropout;
} pk_layer;

/// A network with the state of its training.
typedef struct pk_network {
  ptrdiff_t layer_count;
  const pk_layer *_Nonnull layers;
  /// Layer after layer.
  double *_Nonnull parameters;
  /// Sums of derivatives since the last update, like `parameters`.
  double *_Nonnull sums;
  /// What momentum, RMSprop and Adam remember, like `parameters`.
  double *_Nonnull first;
  double *_Nonnull second;
  /// 1 for each weight that L1 has taken out, like `parameters`.
  uint8_t *_Nonnull dead;
  /// Samples in `sums`.
  int64_t pending;
  /// Updates so far.
  int64_t updates;
  /// Samples trained so far, which choose dropout's units.
  int64_t samples;
  uint64_t dropout_key;
  /// `pk_scratch_count` doubles, aligned to 64 bytes.
  double *_Nonnull scratch;
} pk_network;

/// The rule of an update.
typedef struct pk_update {
  pk_rule rule;
  double rate;
  double momentum;
  pk_regularization regularization;
  double strength;
} pk_update;

/// Samples by feature; each row has room for `pk_lanes` more doubles than samples.
typedef struct pk_samples {
  ptrdiff_t count;
  /// (features, stride).
  const double *_Nonnull features;
  ptrdiff_t stride;
  const double *_Nonnull targets;
} pk_samples;

/// Samples that go through a network at a time, at most.
enum { pk_lanes = 32 };

/// Doubles of scratch that a network needs.
ptrdiff_t pk_scratch_count(ptrdiff_t layer_count, const pk_layer *_Nonnull layers);

/// Sums the derivatives of samples `from` to `to`, and updates after each sample whose index + 1 is in `ends`.
void pk_train(
  ck_level level, pk_network *_Nonnull network, const pk_samples *_Nonnull samples, pk_loss loss,
  const pk_update *_Nonnull update, ptrdiff_t from, ptrdiff_t to, const int32_t *_Nonnull ends, ptrdiff_t end_count);

/// The sum of the losses in the order of the samples, and how many are classified rightly: on the target's side
/// of `threshold`, or with the largest output.
double pk_evaluate(
  ck_level level, pk_network *_Nonnull network, const pk_samples *_Nonnull samples, pk_loss loss, double threshold,
  int64_t *_Nonnull correct);

/// Writes every unit's output, layer after layer, as (units, stride); `stride` has room for `pk_lanes` more.
void pk_outputs(
  ck_level level, pk_network *_Nonnull network, const pk_samples *_Nonnull samples, double *_Nonnull outputs,
  ptrdiff_t stride);

/// f(z) of `count` numbers, a multiple of `pk_lanes`.
void pk_activate(
  ck_level level, pk_activation activation, double parameter, ptrdiff_t count, const double *_Nonnull z,
  double *_Nonnull a);

#if defined(__cplusplus)
}
#endif
