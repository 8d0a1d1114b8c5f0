// The playground's kernels, included once per level with GROUP and LEVEL defined.
//
// A block is `v` vectors of samples; `v` is a constant wherever it is used, so that its loops unroll. In the scratch
// a row is one number of each of the block's samples. Rows follow each other: the features, then for each layer
// z, f(z), the output, dL/dz and dL/d(output) by unit.

#pragma STDC FP_CONTRACT OFF
#pragma GCC diagnostic ignored "-Wpsabi"

#include "PlaygroundVectors.h"

#include <math.h>


/// The five groups of rows of a layer.
typedef struct rows {
  double *z, *f, *a, *delta, *outer;
} rows;

INLINE rows rows_after(double *end, const pk_layer *layer, ptrdiff_t width) {
  const ptrdiff_t size = layer->units * width;
  return (rows){end, end + size, end + 2 * size, end + 3 * size, end + 4 * size};
}

// MARK: Forward

INLINE vec activated(pk_activation activation, double parameter, vec z) {
  switch (activation) {
    case pk_activation_identity: return z;
    case pk_activation_relu: return choose(z > all(0), z, keep(z != z, z));
    case pk_activation_sigmoid: return logistic(z);
    default: {
      vec f;
      for (int n = 0; n < LANES; n++) f[n] = pk_value(activation, parameter, z[n]);
      return f;
    }
  }
}

/// z of all units: the bias, then weight by weight.
INLINE void weigh(const pk_layer *layer, const double *weights, const double *a, double *z, const int v) {
  const ptrdiff_t width = v * LANES, inputs = layer->inputs, units = layer->units;
  const double *biases = weights + inputs * units;
  ptrdiff_t i = 0;
  for (; i + 2 <= units; i += 2) {
    vec s0[8], s1[8];
    UNROLL for (int k = 0; k < v; k++) {
      s0[k] = all(biases[i]);
      s1[k] = all(biases[i + 1]);
    }
    for (ptrdiff_t j = 0; j < inputs; j++) {
      const vec w0 = all(weights[i * inputs + j]), w1 = all(weights[(i + 1) * inputs + j]);
      UNROLL for (int k = 0; k < v; k++) {
        const vec x = load(a + j * width + k * LANES);
        s0[k] += w0 * x;
        s1[k] += w1 * x;
      }
    }
    UNROLL for (int k = 0; k < v; k++) {
      store(z + i * width + k * LANES, s0[k]);
      store(z + (i + 1) * width + k * LANES, s1[k]);
    }
  }
  for (; i < units; i++) {
    vec s[8];
    UNROLL for (int k = 0; k < v; k++) s[k] = all(biases[i]);
    for (ptrdiff_t j = 0; j < inputs; j++) {
      const vec w = all(weights[i * inputs + j]);
      UNROLL for (int k = 0; k < v; k++) s[k] += w * load(a + j * width + k * LANES);
    }
    UNROLL for (int k = 0; k < v; k++) store(z + i * width + k * LANES, s[k]);
  }
}

INLINE void softmax(ptrdiff_t units, const double *z, double *f, const int v) {
  const ptrdiff_t width = v * LANES;
  for (int k = 0; k < v; k++) {
    vec most = load(z + k * LANES), sum = all(0);
    for (ptrdiff_t i = 1; i < units; i++) {
      const vec x = load(z + i * width + k * LANES);
      most = choose(x > most, x, most);
    }
    for (ptrdiff_t i = 0; i < units; i++) {
      const vec e = exponential(load(z + i * width + k * LANES) - most);
      store(f + i * width + k * LANES, e);
      sum += e;
    }
    for (ptrdiff_t i = 0; i < units; i++) store(f + i * width + k * LANES, load(f + i * width + k * LANES) / sum);
  }
}

#define ACTIVATE(KIND)                                                                   \
  case KIND:                                                                             \
    for (ptrdiff_t n = 0; n < count; n += LANES) store(f + n, activated(KIND, 0, load(z + n))); \
    break;

INLINE void activate(pk_activation activation, double parameter, ptrdiff_t count, const double *z, double *f) {
  switch (activation) {
    ACTIVATE(pk_activation_identity)
    ACTIVATE(pk_activation_relu)
    ACTIVATE(pk_activation_sigmoid)
    case pk_activation_tanh: hyperbolic_tangents(count, z, f); break;
    default:
      for (ptrdiff_t n = 0; n < count; n++) f[n] = pk_value(activation, parameter, z[n]);
  }
}

/// Whether a layer's output is something else than f(z).
INLINE int transforms(const pk_layer *layer, int training) {
  return layer->residual || (training && layer->dropout > 0);
}

/// Runs a block of samples through the network.
INLINE void forward(
  const pk_network *network, const pk_samples *samples, ptrdiff_t first, const int v, const int training
) {
  const ptrdiff_t width = v * LANES;
  const ptrdiff_t features = network->layers[0].inputs;
  double *end = network->scratch;
  for (ptrdiff_t j = 0; j < features; j++) {
    UNROLL for (int k = 0; k < v; k++) {
      store(end + j * width + k * LANES, load(samples->features + j * samples->stride + first + k * LANES));
    }
  }
  const double *a = end;
  end += features * width;
  const double *weights = network->parameters;
  ptrdiff_t unit = 0;
  for (ptrdiff_t l = 0; l < network->layer_count; l++) {
    const pk_layer *layer = network->layers + l;
    const rows r = rows_after(end, layer, width);
    const ptrdiff_t count = layer->units * width;
    weigh(layer, weights, a, r.z, v);
    if (layer->activation == pk_activation_softmax) {
      softmax(layer->units, r.z, r.f, v);
    } else {
      activate(layer->activation, layer->parameter, count, r.z, r.f);
    }
    if (transforms(layer, training)) {
      const double scale = training ? 1 / (1 - layer->dropout) : 1;
      for (ptrdiff_t n = 0; n < count; n++) {
        double x = r.f[n];
        if (training && layer->dropout > 0) {
          const int drops = pk_drops(
            network->dropout_key, network->samples + n % width, unit + n / width, layer->dropout);
          x = drops ? 0 : x * scale;
        }
        r.a[n] = layer->residual ? x + a[n] : x;
      }
      a = r.a;
    } else {
      a = r.f;
    }
    unit += layer->units;
    weights += (layer->inputs + 1) * (ptrdiff_t)layer->units;
    end += 5 * count;
  }
}

// MARK: Backward

INLINE vec slope(pk_activation activation, double parameter, vec z, vec f) {
  switch (activation) {
    case pk_activation_identity: return all(1);
    case pk_activation_relu: return choose(z <= all(0), all(0), all(1));
    case pk_activation_tanh: return all(1) - f * f;
    case pk_activation_sigmoid: return f * (all(1) - f);
    default: {
      vec d;
      for (int n = 0; n < LANES; n++) d[n] = pk_slope(activation, parameter, z[n]);
      return d;
    }
  }
}

/// dL/da of a single output, for the losses that have one.
INLINE vec loss_slope(pk_loss loss, vec a, vec y) {
  const vec difference = a - y;
  switch (loss) {
    case pk_loss_square: return difference + difference;
    case pk_loss_huber:
      return choose(difference > all(1), all(1), choose(difference < all(-1), all(-1), difference));
    case pk_loss_hinge: return keep(y * a < all(1), -y);
    default: return difference;
  }
}

#define SLOPES(KIND)                                                                       \
  case KIND:                                                                               \
    for (ptrdiff_t n = 0; n < count; n += LANES) {                                         \
      store(r->delta + n, load(r->outer + n) * slope(KIND, 0, load(r->z + n), load(r->f + n))); \
    }                                                                                      \
    break;

INLINE void deltas(const pk_layer *layer, const rows *r, ptrdiff_t count) {
  switch (layer->activation) {
    SLOPES(pk_activation_identity)
    SLOPES(pk_activation_relu)
    SLOPES(pk_activation_tanh)
    SLOPES(pk_activation_sigmoid)
    default:
      for (ptrdiff_t n = 0; n < count; n++) {
        r->delta[n] = r->outer[n] * pk_slope(layer->activation, layer->parameter, r->z[n]);
      }
  }
}

/// Sums the derivatives of one layer over the first `count` samples of a block, sample by sample.
INLINE void accumulate(
  const pk_layer *layer, double *sums, const double *delta, const double *a, ptrdiff_t width, ptrdiff_t count
) {
  const ptrdiff_t inputs = layer->inputs, units = layer->units;
  double *biases = sums + inputs * units;
  for (ptrdiff_t i = 0; i < units; i++) {
    const double *d = delta + i * width;
    double *row = sums + i * inputs;
    ptrdiff_t j = 0;
    for (; j + 4 <= inputs; j += 4) {
      double s0 = row[j], s1 = row[j + 1], s2 = row[j + 2], s3 = row[j + 3];
      const double *x = a + j * width;
      for (ptrdiff_t n = 0; n < count; n++) {
        s0 += d[n] * x[n];
        s1 += d[n] * x[n + width];
        s2 += d[n] * x[n + 2 * width];
        s3 += d[n] * x[n + 3 * width];
      }
      row[j] = s0, row[j + 1] = s1, row[j + 2] = s2, row[j + 3] = s3;
    }
    for (; j + 2 <= inputs; j += 2) {
      double s0 = row[j], s1 = row[j + 1];
      const double *x = a + j * width;
      for (ptrdiff_t n = 0; n < count; n++) {
        s0 += d[n] * x[n];
        s1 += d[n] * x[n + width];
      }
      row[j] = s0, row[j + 1] = s1;
    }
    double bias = biases[i];
    if (j < inputs) {
      double s = row[j];
      const double *x = a + j * width;
      for (ptrdiff_t n = 0; n < count; n++) {
        s += d[n] * x[n];
        bias += d[n];
      }
      row[j] = s;
    } else {
      for (ptrdiff_t n = 0; n < count; n++) bias += d[n];
    }
    biases[i] = bias;
  }
}

/// Carries the derivatives of a block back and adds those of its first `count` samples to the network's sums.
INLINE void backward(
  const pk_network *network, const pk_samples *samples, pk_loss loss, ptrdiff_t first, ptrdiff_t count, const int v
) {
  const ptrdiff_t width = v * LANES;
  double *end = network->scratch + network->layers[0].inputs * width;
  ptrdiff_t parameters = 0, unit = 0;
  for (ptrdiff_t l = 0; l < network->layer_count; l++) {
    const pk_layer *layer = network->layers + l;
    end += 5 * layer->units * width;
    parameters += (layer->inputs + 1) * (ptrdiff_t)layer->units;
    unit += layer->units;
  }
  rows above = {0};
  const double *weights_above = 0;
  for (ptrdiff_t l = network->layer_count - 1; l >= 0; l--) {
    const pk_layer *layer = network->layers + l;
    const ptrdiff_t size = layer->units * width;
    end -= 5 * size;
    parameters -= (layer->inputs + 1) * (ptrdiff_t)layer->units;
    unit -= layer->units;
    const rows r = rows_after(end, layer, width);
    if (l == network->layer_count - 1) {
      if (loss == pk_loss_cross_entropy) {
        for (ptrdiff_t n = 0; n < size; n++) {
          r.delta[n] = r.f[n] - (samples->targets[first + n % width] == n / width);
        }
      } else if (loss == pk_loss_bce) {
        for (ptrdiff_t n = 0; n < size; n += LANES) {
          store(r.delta + n, load(r.f + n) - load(samples->targets + first + n % width));
        }
      } else {
        for (ptrdiff_t n = 0; n < size; n += LANES) {
          const vec y = load(samples->targets + first + n % width);
          store(r.outer + n, loss_slope(loss, load(r.f + n), y));
        }
        deltas(layer, &r, size);
      }
    } else {
      const pk_layer *next = layer + 1;
      for (ptrdiff_t i = 0; i < layer->units; i++) {
        vec s[8];
        UNROLL for (int k = 0; k < v; k++) s[k] = all(0);
        for (ptrdiff_t d = 0; d < next->units; d++) {
          const vec w = all(weights_above[d * next->inputs + i]);
          UNROLL for (int k = 0; k < v; k++) s[k] += w * load(above.delta + d * width + k * LANES);
        }
        if (next->residual) {
          UNROLL for (int k = 0; k < v; k++) s[k] += load(above.outer + i * width + k * LANES);
        }
        UNROLL for (int k = 0; k < v; k++) store(r.outer + i * width + k * LANES, s[k]);
      }
      if (layer->dropout > 0) {
        // A residual layer hands `outer` on undropped, so the dropped one goes through z's slope only.
        const double scale = 1 / (1 - layer->dropout);
        deltas(layer, &r, size);
        for (ptrdiff_t n = 0; n < size; n++) {
          const int drops = pk_drops(
            network->dropout_key, network->samples + n % width, unit + n / width, layer->dropout);
          r.delta[n] = drops ? 0 : r.delta[n] * scale;
        }
      } else {
        deltas(layer, &r, size);
      }
    }
    const double *a = network->scratch;
    if (l > 0) {
      const pk_layer *below = layer - 1;
      const rows b = rows_after(end - 5 * below->units * width, below, width);
      a = transforms(below, 1) ? b.a : b.f;
    }
    accumulate(layer, network->sums + parameters, r.delta, a, width, count);
    weights_above = network->parameters + parameters;
    above = r;
  }
}

// MARK: Update

/// Changes all parameters by their derivatives' means and clears the sums.
static void update_network(pk_network *network, const pk_update *update) {
  const double count = (double)network->pending, rate = update->rate;
  const double each = rate / count, shrink = rate * update->strength;
  network->updates++;
  const int is_adam = update->rule == pk_rule_adam;
  const double correction1 = is_adam ? 1 - pow(0.9, (double)network->updates) : 1;
  const double correction2 = is_adam ? sqrt(1 - pow(0.999, (double)network->updates)) : 1;
  double *w = network->parameters, *g = network->sums, *m = network->first, *q = network->second;
  uint8_t *dead = network->dead;
  for (ptrdiff_t l = 0; l < network->layer_count; l++) {
    const ptrdiff_t weights = network->layers[l].inputs * (ptrdiff_t)network->layers[l].units;
    const ptrdiff_t parameters = weights + network->layers[l].units;
    if (update->rule == pk_rule_sgd && update->regularization == pk_regularization_none) {
      for (ptrdiff_t n = 0; n < weights; n++) {
        w[n] = dead[n] ? w[n] : w[n] - each * g[n];
        g[n] = 0;
      }
      for (ptrdiff_t n = weights; n < parameters; n++) {
        w[n] -= rate * g[n] / count;
        g[n] = 0;
      }
    } else {
      for (ptrdiff_t n = 0; n < parameters; n++) {
        const int is_weight = n < weights;
        const double sum = g[n], old = w[n];
        g[n] = 0;
        if (is_weight && dead[n]) continue;
        const double gradient = sum / count;
        switch (update->rule) {
          case pk_rule_sgd: w[n] = is_weight ? old - each * sum : old - rate * sum / count; break;
          case pk_rule_momentum:
            m[n] = update->momentum * m[n] + gradient;
            w[n] = old - rate * m[n];
            break;
          case pk_rule_rmsprop:
            m[n] = 0.99 * m[n] + (1 - 0.99) * gradient * gradient;
            w[n] = old - rate * gradient / (sqrt(m[n]) + 1e-8);
            break;
          case pk_rule_adam:
            m[n] = 0.9 * m[n] + (1 - 0.9) * gradient;
            q[n] = 0.999 * q[n] + (1 - 0.999) * gradient * gradient;
            w[n] = old - rate / correction1 * m[n] / (sqrt(q[n]) / correction2 + 1e-8);
            break;
        }
        if (!is_weight || update->regularization == pk_regularization_none) continue;
        const double pull = update->regularization == pk_regularization_l2 ? old : (double)((old > 0) - (old < 0));
        const double next = w[n] - shrink * pull;
        if (update->regularization == pk_regularization_l1 && w[n] * next < 0) {
          w[n] = 0;
          dead[n] = 1;
        } else {
          w[n] = next;
        }
      }
    }
    w += parameters, g += parameters, m += parameters, q += parameters, dead += parameters;
  }
  network->pending = 0;
}

// MARK: Entries

static void train_block(
  pk_network *network, const pk_samples *samples, pk_loss loss, ptrdiff_t first, ptrdiff_t count
) {
#define BLOCK(V)                                              \
  forward(network, samples, first, V, 1);                     \
  backward(network, samples, loss, first, count, V);
  if (count <= LANES) {
    BLOCK(1)
  } else if (count <= 2 * LANES) {
    BLOCK(2)
  } else {
    BLOCK(pk_lanes / LANES)
  }
#undef BLOCK
  network->pending += count;
  network->samples += count;
}

static void train_blocks(
  pk_network *network, const pk_samples *samples, pk_loss loss, ptrdiff_t from, ptrdiff_t to
) {
  while (from < to) {
    const ptrdiff_t left = to - from, count = left < pk_lanes ? left : pk_lanes;
    train_block(network, samples, loss, from, count);
    from += count;
  }
}

#include "PlaygroundSmall.h"

void LEVEL(pk_train)(
  pk_network *network, const pk_samples *samples, pk_loss loss, const pk_update *update, ptrdiff_t from,
  ptrdiff_t to, const int32_t *ends, ptrdiff_t end_count
) {
  const int by_units = is_small(network, loss);
  small_network small;
  if (by_units) small_enter(&small, network, update);
  ptrdiff_t next = 0;
  while (next < end_count && ends[next] <= from) next++;
  while (from < to) {
    const int is_batch = next < end_count && ends[next] <= to;
    const ptrdiff_t end = is_batch ? ends[next] : to;
    if (by_units) {
      small_train(&small, network, samples, loss, from, end);
    } else {
      train_blocks(network, samples, loss, from, end);
    }
    from = end;
    if (!is_batch) continue;
    next++;
    if (by_units) {
      small_update(&small, network, update);
    } else {
      update_network(network, update);
    }
  }
  if (by_units) small_leave(&small, network, update);
}

INLINE vec loss_value(pk_loss loss, vec a, vec y) {
  const vec difference = a - y;
  switch (loss) {
    case pk_loss_square: return difference * difference;
    case pk_loss_huber: {
      const vec size = magnitude(difference);
      return choose(size <= all(1), all(0.5) * (difference * difference), size - all(0.5));
    }
    case pk_loss_hinge: {
      const vec margin = all(1) - y * a;
      return choose(margin <= all(0), all(0), margin);
    }
    default: return all(0.5) * (difference * difference);
  }
}

/// Vectors of a block that is only run forward.
#define EVALUATED 4

/// The rows of the last layer after a pass of `v` vectors.
INLINE rows last_rows(const pk_network *network, const int v) {
  double *end = network->scratch + network->layers[0].inputs * (ptrdiff_t)(v * LANES);
  for (ptrdiff_t l = 0; l < network->layer_count - 1; l++) {
    end += 5 * (ptrdiff_t)network->layers[l].units * (v * LANES);
  }
  return rows_after(end, network->layers + network->layer_count - 1, v * LANES);
}

double LEVEL(pk_evaluate)(
  pk_network *network, const pk_samples *samples, pk_loss loss, double threshold, int64_t *correct
) {
  const ptrdiff_t width = EVALUATED * LANES;
  const ptrdiff_t units = network->layers[network->layer_count - 1].units;
  const rows r = last_rows(network, EVALUATED);
  double sum = 0;
  int64_t right = 0;
  for (ptrdiff_t first = 0; first < samples->count; first += width) {
    forward(network, samples, first, EVALUATED, 0);
    const ptrdiff_t left = samples->count - first, count = left < width ? left : width;
    const double *y = samples->targets + first;
    if (loss == pk_loss_cross_entropy) {
      for (ptrdiff_t n = 0; n < count; n++) {
        double most = r.z[n], total = 0;
        ptrdiff_t best = 0;
        for (ptrdiff_t i = 1; i < units; i++) {
          if (r.z[i * width + n] > most) most = r.z[i * width + n], best = i;
        }
        for (ptrdiff_t i = 0; i < units; i++) total += exp(r.z[i * width + n] - most);
        const double z = r.z[(ptrdiff_t)y[n] * width + n];
        sum += log(total) - (z - most);
        right += best == (ptrdiff_t)y[n] && z == z;
      }
      continue;
    }
    double losses[EVALUATED * LANES];
    if (loss == pk_loss_bce) {
      for (ptrdiff_t n = 0; n < count; n++) {
        const double z = r.z[n];
        losses[n] = (z > 0 ? z : 0) - z * y[n] + log1p(exp(-fabs(z)));
        if (z != z) losses[n] = z;
      }
    } else {
      UNROLL for (int k = 0; k < EVALUATED; k++) {
        store(losses + k * LANES, loss_value(loss, load(r.f + k * LANES), load(y + k * LANES)));
      }
    }
    for (ptrdiff_t n = 0; n < count; n++) {
      sum += losses[n];
      // Without branches: whether a sample is right is hard to predict.
      right += ((r.f[n] > threshold) == (y[n] > threshold)) & (r.f[n] == r.f[n]);
    }
  }
  *correct = right;
  return sum;
}

void LEVEL(pk_outputs)(pk_network *network, const pk_samples *samples, double *outputs, ptrdiff_t stride) {
  const ptrdiff_t width = EVALUATED * LANES;
  for (ptrdiff_t first = 0; first < samples->count; first += width) {
    forward(network, samples, first, EVALUATED, 0);
    double *end = network->scratch + network->layers[0].inputs * width;
    double *row = outputs + first;
    for (ptrdiff_t l = 0; l < network->layer_count; l++) {
      const pk_layer *layer = network->layers + l;
      const rows r = rows_after(end, layer, width);
      const double *a = transforms(layer, 0) ? r.a : r.f;
      for (ptrdiff_t i = 0; i < layer->units; i++) memcpy(row + i * stride, a + i * width, width * sizeof(double));
      row += layer->units * stride;
      end += 5 * layer->units * width;
    }
  }
}

void LEVEL(pk_activate)(
  pk_activation activation, double parameter, ptrdiff_t count, const double *z, double *a
) {
  activate(activation, parameter, count, z, a);
}
