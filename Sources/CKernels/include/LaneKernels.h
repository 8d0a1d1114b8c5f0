// Small networks of one shape that train side by side: lane l of every vector belongs to network l.
//
// Every operation stands in the order of DenseKernels and of the trainer around it, and none is contracted to a fused one,
// so that a lane's bits are those of the network trained alone, whatever the instruction set and the number of lanes.
#pragma once

#include "ClassifierKernels.h"

/// The activations that lanes know.
typedef enum dlviz_lane_activation {
  dlviz_lane_identity,
  dlviz_lane_sigmoid,
  dlviz_lane_tanh,
  dlviz_lane_relu,
  dlviz_lane_leaky_relu,
  dlviz_lane_elu,
  dlviz_lane_selu,
  dlviz_lane_hard_tanh,
} dlviz_lane_activation;

/// The losses that lanes know; bce from the logit.
typedef enum dlviz_lane_loss {
  dlviz_lane_mse,
  dlviz_lane_mae,
  dlviz_lane_huber,
  dlviz_lane_hinge,
  dlviz_lane_bce_with_logits,
} dlviz_lane_loss;

/// The update rules that lanes know; adamw is adam with `keep` below 1.
typedef enum dlviz_lane_optimizer {
  dlviz_lane_sgd,
  dlviz_lane_momentum,
  dlviz_lane_nesterov,
  dlviz_lane_rmsprop,
  dlviz_lane_adagrad,
  dlviz_lane_adam,
} dlviz_lane_optimizer;

/// What is trained, and where it stands. Value n of lane l is at n * lanes + l.
typedef struct dlviz_lanes {
  /// The number of dense layers, and the units of every layer with the input first.
  long layers;
  const long *sizes;
  /// The samples of a step, and that number rounded up to a multiple of four, at most 12.
  long count, batch;
  dlviz_lane_activation hidden, output;
  dlviz_lane_loss loss;
  dlviz_lane_optimizer optimizer;
  /// Leaky ReLU's slope or ELU's alpha; SELU's scale and scale · alpha.
  double hidden_parameter, hidden_scale;
  double output_parameter, output_scale;
  /// Huber's delta.
  double delta;
  double learning_rate, momentum, keep, l1, l2;
  /// (inputs, batch) and (outputs, batch), feature-major, zeros behind `count`; the same for all lanes.
  const double *inputs, *targets;
  /// In the order of a network's flat parameters; the moments as the optimizer needs them.
  double *parameters, *gradients, *first, *second;
  /// (units of all layers, batch): z, f(z) and the loss's derivative by z.
  double *z, *a, *deltas;
  /// Per lane: the last pass's loss; the last step whose pass put a sample on the wrong side of 0.5, and the first whose
  /// loss was not finite, each as the step's number from 1; 0 for none.
  double *losses;
  /// Per lane the largest finite loss of any pass since it was last set.
  double *peaks;
  long long *last_wrong, *first_bad;
} dlviz_lanes;

/// How many networks train side by side: 8 with AVX-512 and AVX2, else 4.
long dlviz_lane_count(ck_level level);

/// Trains `steps` steps, the first of them being number `first_step` from 1.
///
/// With adam, `rates[k]` and `scales[k]` are the corrected learning rate and 1 / √(1 − β₂ᵗ) of the k-th of these steps.
void dlviz_lanes_train(ck_level level, const dlviz_lanes *lanes, long first_step, long steps, const double *rates,
                       const double *scales);
