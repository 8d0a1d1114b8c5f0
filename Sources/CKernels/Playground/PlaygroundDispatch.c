// The way from a kernel's name to the one for a level, and what all levels share.

#include "PlaygroundLevels.h"

#include <math.h>

#if defined(__x86_64__)
#define DISPATCH(name, ...)                                      \
  switch (level) {                                               \
    case ck_level_avx512: return name##_avx512(__VA_ARGS__);     \
    case ck_level_avx2: return name##_avx2(__VA_ARGS__);         \
    case ck_level_portable: return name##_portable(__VA_ARGS__); \
  }                                                              \
  __builtin_unreachable();
#else
#define DISPATCH(name, ...) (void)level; return name##_portable(__VA_ARGS__);
#endif

ptrdiff_t pk_scratch_count(ptrdiff_t layer_count, const pk_layer *layers) {
  ptrdiff_t rows = layer_count > 0 ? layers[0].inputs : 0;
  for (ptrdiff_t l = 0; l < layer_count; l++) rows += 5 * (ptrdiff_t)layers[l].units;
  return (rows + 1) * pk_lanes;
}

void pk_train(
  ck_level level, pk_network *network, const pk_samples *samples, pk_loss loss, const pk_update *update,
  ptrdiff_t from, ptrdiff_t to, const int32_t *ends, ptrdiff_t end_count
) {
  DISPATCH(pk_train, network, samples, loss, update, from, to, ends, end_count)
}

double pk_evaluate(
  ck_level level, pk_network *network, const pk_samples *samples, pk_loss loss, double threshold, int64_t *correct
) {
  DISPATCH(pk_evaluate, network, samples, loss, threshold, correct)
}

void pk_outputs(
  ck_level level, pk_network *network, const pk_samples *samples, double *outputs, ptrdiff_t stride
) {
  DISPATCH(pk_outputs, network, samples, outputs, stride)
}

void pk_activate(
  ck_level level, pk_activation activation, double parameter, ptrdiff_t count, const double *z, double *a
) {
  DISPATCH(pk_activate, activation, parameter, count, z, a)
}

static const double selu_scale = 1.0507009873554804934193349852946;
static const double selu_alpha = 1.6732632423543772848170429916717;
static const double gelu_scale = 0.79788456080286535587989211986876;  // √(2/π)
static const double gelu_cubic = 0.044715;

double pk_softplus(double z) { return (z > 0 ? z : 0) + log1p(exp(-fabs(z))); }

static double logistic(double z) {
  const double e = exp(-fabs(z));
  return z < 0 ? e / (1 + e) : 1 / (1 + e);
}

/// Φ(z), by erfc so that the lower tail keeps its digits.
static double normal_cumulative(double z) { return erfc(-z * sqrt(0.5)) / 2; }

double pk_value(pk_activation activation, double parameter, double z) {
  switch (activation) {
    case pk_activation_leaky_relu: return z > 0 ? z : parameter * z;
    case pk_activation_elu: return z > 0 ? z : parameter * expm1(z);
    case pk_activation_selu: return z > 0 ? selu_scale * z : selu_scale * selu_alpha * expm1(z);
    case pk_activation_gelu: return z * normal_cumulative(z);
    case pk_activation_gelu_tanh: return z * logistic(2 * gelu_scale * (z + gelu_cubic * z * z * z));
    case pk_activation_silu: return z * logistic(z);
    case pk_activation_softplus: return pk_softplus(z);
    case pk_activation_mish: return z * tanh(pk_softplus(z));
    case pk_activation_hard_tanh: return z > 1 ? 1 : (z < -1 ? -1 : z);
    case pk_activation_step: return z >= 0 ? 1 : 0;
    default: return z;
  }
}

double pk_slope(pk_activation activation, double parameter, double z) {
  switch (activation) {
    case pk_activation_leaky_relu: return z > 0 ? 1 : parameter;
    case pk_activation_elu: return z > 0 ? 1 : parameter * exp(z);
    case pk_activation_selu: return z > 0 ? selu_scale : selu_scale * selu_alpha * exp(z);
    case pk_activation_gelu: {
      const double density = exp(-z * z / 2) / sqrt(2 * M_PI);
      return normal_cumulative(z) + (density == 0 ? 0 : z * density);
    }
    case pk_activation_gelu_tanh: {
      const double y = logistic(2 * gelu_scale * (z + gelu_cubic * z * z * z)), slope = y * (1 - y);
      // Where the logistic function has reached 0 or 1, z² below may overflow.
      return slope == 0 ? y : y + 2 * z * slope * gelu_scale * (1 + 3 * gelu_cubic * z * z);
    }
    case pk_activation_silu: {
      const double y = logistic(z);
      return y * (1 + z * (1 - y));
    }
    case pk_activation_softplus: return logistic(z);
    case pk_activation_mish: {
      const double t = tanh(pk_softplus(z));
      return t + z * (1 - t * t) * logistic(z);
    }
    case pk_activation_hard_tanh: return z > -1 && z < 1 ? 1 : 0;
    case pk_activation_step: return 0;
    default: return 1;
  }
}

int pk_drops(uint64_t key, int64_t sample, ptrdiff_t unit, double share) {
  uint64_t z = key + (uint64_t)sample * 0x9E3779B97F4A7C15 + (uint64_t)unit * 0xD1B54A32D192ED03;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  z ^= z >> 31;
  return (double)(z >> 11) * 0x1p-53 < share;
}
