// Training with units as lanes, of networks of at most eight units a layer and one output; after PlaygroundBody.h.
//
// Where a batch has ten samples, lanes of samples stay empty, and derivatives are summed one by one since their order
// is given. With the units of a layer side by side neither is so: a layer is as wide as the next power of two, and a
// vector holds LANES / width samples of it. Weights lie twice: by input, units side by side, for the way forward and
// for the derivatives; by unit, inputs side by side, for the way back. A layer of one unit has samples as lanes.
// Products and sums are those of PlaygroundBody.h in the same order, so that the results are the same bits.

typedef double vec4 __attribute__((vector_size(32)));
typedef double vec2 __attribute__((vector_size(16)));
typedef double vec1 __attribute__((vector_size(8)));

enum {
  small_layers = 8,
  small_units = LANES,
  /// Room for the weights and biases of all layers, and for reading and writing eight rows from any of their places.
  small_numbers = small_layers * (small_units + 1) * small_units + small_units * small_units,
};

typedef struct small_layer {
  int inputs, units;
  /// Lanes of a sample in this layer and in the one below.
  int width, below;
  pk_activation activation;
  /// Where its weights, biases and rows begin.
  int weights, biases, rows;
  /// Outputs and dL/dz of a block's samples.
  double *a, *delta;
} small_layer;

/// A network laid out for a call of `pk_train`: first the weights of all layers, then the biases.
typedef struct small_network {
  int layer_count, weight_count, number_count;
  small_layer layers[small_layers];
  _Alignas(64) double values[small_numbers];
  _Alignas(64) double sums[small_numbers];
  /// What the rules remember.
  _Alignas(64) double first[small_numbers];
  _Alignas(64) double second[small_numbers];
  /// All bits set but of weights that L1 has taken out.
  _Alignas(64) int64_t alive[small_numbers];
  /// The weights by unit.
  _Alignas(64) double rows[small_numbers];
} small_network;

/// Samples as a layer reads them: number j of sample n is at n · sample + j · number.
typedef struct numbers_view {
  const double *base;
  ptrdiff_t sample, number;
} numbers_view;

#define VECTORS_OF(WIDTH)                           \
  INLINE vec##WIDTH load##WIDTH(const double *p) {  \
    vec##WIDTH v;                                   \
    memcpy(&v, p, sizeof v);                        \
    return v;                                       \
  }                                                 \
  INLINE void store##WIDTH(double *p, vec##WIDTH v) { memcpy(p, &v, sizeof v); } \
  INLINE vec##WIDTH all##WIDTH(double x) { return x - (vec##WIDTH){0}; }

typedef vec vec8;
VECTORS_OF(1)
VECTORS_OF(2)
VECTORS_OF(4)
VECTORS_OF(8)

/// Calls with a width that is a constant.
#define BY_WIDTH(width, CALL) \
  switch (width) {            \
    case 1: CALL(1); break;   \
    case 2: CALL(2); break;   \
    case 4: CALL(4); break;   \
    default: CALL(8); break;  \
  }

// MARK: Weighted sums

#define SHUFFLE(A, B, ...) __builtin_shufflevector(A, B, __VA_ARGS__)

/// Eight samples of eight numbers each, number by number.
INLINE void columns_of_eight(const double *x, vec *column) {
  vec pair[8], quad[8];
  UNROLL for (int n = 0; n < 8; n += 2) {
    const vec a = load(x + 8 * n), b = load(x + 8 * n + 8);
    pair[n] = SHUFFLE(a, b, 0, 8, 2, 10, 4, 12, 6, 14);
    pair[n + 1] = SHUFFLE(a, b, 1, 9, 3, 11, 5, 13, 7, 15);
  }
  UNROLL for (int n = 0; n < 8; n += 4) {
    UNROLL for (int k = 0; k < 2; k++) {
      quad[n + k] = SHUFFLE(pair[n + k], pair[n + 2 + k], 0, 1, 8, 9, 4, 5, 12, 13);
      quad[n + 2 + k] = SHUFFLE(pair[n + k], pair[n + 2 + k], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
  UNROLL for (int k = 0; k < 4; k++) {
    column[k] = SHUFFLE(quad[k], quad[k + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    column[k + 4] = SHUFFLE(quad[k], quad[k + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

/// Eight samples of `width` numbers each, number by number.
INLINE void columns(const int width, const double *x, vec *column) {
  if (width == 1) {
    column[0] = load(x);
  } else if (width == 2) {
    const vec a = load(x), b = load(x + 8);
    column[0] = SHUFFLE(a, b, 0, 2, 4, 6, 8, 10, 12, 14);
    column[1] = SHUFFLE(a, b, 1, 3, 5, 7, 9, 11, 13, 15);
  } else if (width == 4) {
    const vec a = load(x), b = load(x + 8), c = load(x + 16), d = load(x + 24);
    const vec ab01 = SHUFFLE(a, b, 0, 4, 8, 12, 1, 5, 9, 13), ab23 = SHUFFLE(a, b, 2, 6, 10, 14, 3, 7, 11, 15);
    const vec cd01 = SHUFFLE(c, d, 0, 4, 8, 12, 1, 5, 9, 13), cd23 = SHUFFLE(c, d, 2, 6, 10, 14, 3, 7, 11, 15);
    column[0] = SHUFFLE(ab01, cd01, 0, 1, 2, 3, 8, 9, 10, 11);
    column[1] = SHUFFLE(ab01, cd01, 4, 5, 6, 7, 12, 13, 14, 15);
    column[2] = SHUFFLE(ab23, cd23, 0, 1, 2, 3, 8, 9, 10, 11);
    column[3] = SHUFFLE(ab23, cd23, 4, 5, 6, 7, 12, 13, 14, 15);
  } else {
    columns_of_eight(x, column);
  }
}

INLINE vec joined8(const vec8 *s) { return s[0]; }

INLINE vec joined4(const vec4 *s) { return SHUFFLE(s[0], s[1], 0, 1, 2, 3, 4, 5, 6, 7); }

INLINE vec joined2(const vec2 *s) {
  return joined4((vec4[]){SHUFFLE(s[0], s[1], 0, 1, 2, 3), SHUFFLE(s[2], s[3], 0, 1, 2, 3)});
}

/// Sums of `count` weights times numbers for a vector's samples. Row j of `weights` has number j's weight for each lane.
/// A sum begins with `start` where there is one, else with the first product.
#define COMBINE(WIDTH)                                                                                              \
  INLINE vec combine##WIDTH(const double *start, const double *weights, int count, numbers_view x) {                \
    enum { samples = LANES / WIDTH };                                                                               \
    vec##WIDTH s[samples];                                                                                          \
    UNROLL for (int k = 0; k < samples; k++) {                                                                      \
      s[k] = start ? load##WIDTH(start) : load##WIDTH(weights) * all##WIDTH(x.base[k * x.sample]);                  \
    }                                                                                                               \
    for (int j = start ? 0 : 1; j < count; j++) {                                                                   \
      const vec##WIDTH w = load##WIDTH(weights + WIDTH * j);                                                        \
      UNROLL for (int k = 0; k < samples; k++) s[k] += w * all##WIDTH(x.base[k * x.sample + j * x.number]);         \
    }                                                                                                               \
    return joined##WIDTH(s);                                                                                        \
  }

COMBINE(2)
COMBINE(4)
COMBINE(8)

/// The same for a layer of one unit, with eight samples as lanes; `width` is that of what they are made of.
INLINE vec combine_rows(const int width, const double *start, const double *weights, int count, const double *x) {
  vec column[8];
  columns(width, x, column);
  vec s = start ? all(*start) : all(weights[0]) * column[0];
  UNROLL for (int j = 0; j < width; j++) {
    if (j < count && (start || j > 0)) s += all(weights[j]) * column[j];
  }
  return s;
}

/// The same of features, of which each has its samples side by side.
INLINE vec combine_features(const double *start, const double *weights, int count, numbers_view x) {
  vec s = all(*start);
  for (int j = 0; j < count; j++) s += all(weights[j]) * load(x.base + j * x.number);
  return s;
}

/// The sums of a vector's samples from sample n on, for a layer of `width` over one of `below`.
INLINE vec combine(
  const int width, int below, const double *start, const double *weights, int count, numbers_view x, ptrdiff_t n
) {
  const numbers_view from = {x.base + n * x.sample, x.sample, x.number};
  if (width == 8) return combine8(start, weights, count, from);
  if (width == 4) return combine4(start, weights, count, from);
  if (width == 2) return combine2(start, weights, count, from);
  if (x.sample != below) return combine_features(start, weights, count, from);
#define ROWS(BELOW) return combine_rows(BELOW, start, weights, count, from.base)
  BY_WIDTH(below, ROWS)
#undef ROWS
}

// MARK: Forward

INLINE void small_sums(
  const int width, const small_network *network, const small_layer *layer, numbers_view x, ptrdiff_t count
) {
  const double *weights = network->values + layer->weights, *biases = network->values + layer->biases;
  for (ptrdiff_t n = 0; n < count; n += LANES / width) {
    store(layer->a + n * width, combine(width, layer->below, biases, weights, layer->inputs, x, n));
  }
}

/// Computes the hidden layers' outputs.
/// Returns the last of them, as the output layer reads them.
static numbers_view small_forward(const small_network *network, numbers_view x, ptrdiff_t count) {
  for (int l = 0; l < network->layer_count - 1; l++) {
    const small_layer *layer = network->layers + l;
#define SUMS(WIDTH) small_sums(WIDTH, network, layer, x, count)
    BY_WIDTH(layer->width, SUMS)
#undef SUMS
    const ptrdiff_t numbers = (count * layer->width + LANES - 1) / LANES * LANES;
    activate(layer->activation, 0, numbers, layer->a, layer->a);
    x = (numbers_view){layer->a, layer->width, 1};
  }
  return x;
}

// MARK: Backward

/// f′ from f(z) alone.
INLINE vec slope_of_value(pk_activation activation, vec f) {
  switch (activation) {
    case pk_activation_relu: return slope(pk_activation_relu, 0, f, f);
    case pk_activation_tanh: return slope(pk_activation_tanh, 0, f, f);
    case pk_activation_sigmoid: return slope(pk_activation_sigmoid, 0, f, f);
    default: return all(1);
  }
}

/// f of an output layer's sums, out of the way of the usual tanh.
static __attribute__((noinline)) void activate_output(pk_activation activation, ptrdiff_t count, vec *a) {
  for (ptrdiff_t k = 0; k < count; k++) {
    double numbers[LANES];
    store(numbers, a[k]);
    activate(activation, 0, LANES, numbers, numbers);
    a[k] = load(numbers);
  }
}

/// dL/dz of the output for so many vectors of samples, at most GROUP, from sample n on. Nothing else asks for the outputs,
/// so they stay in registers.
INLINE void output_group(
  const int vectors, const small_network *network, const small_layer *layer, pk_loss loss, numbers_view x,
  const double *targets, ptrdiff_t n
) {
  const double *weights = network->values + layer->weights, *bias = network->values + layer->biases;
  vec a[GROUP];
  bits rare = all_bits(0);
  UNROLL for (int k = 0; k < vectors; k++) {
    a[k] = combine(1, layer->below, bias, weights, layer->inputs, x, n + k * LANES);
    rare |= is_rare(a[k]);
  }
  if (layer->activation == pk_activation_tanh && !any(rare)) {
    tangents(a, vectors, 1);
  } else {
    vec f[GROUP];
    UNROLL for (int k = 0; k < vectors; k++) f[k] = a[k];
    activate_output(layer->activation, vectors, f);
    UNROLL for (int k = 0; k < vectors; k++) a[k] = f[k];
  }
  UNROLL for (int k = 0; k < vectors; k++) {
    const vec y = load(targets + n + k * LANES);
    const vec delta =
      loss == pk_loss_bce ? a[k] - y : loss_slope(loss, a[k], y) * slope_of_value(layer->activation, a[k]);
    store(layer->delta + n + k * LANES, delta);
  }
}

/// dL/dz of the output.
static void small_output_deltas(
  const small_network *network, pk_loss loss, numbers_view x, const double *targets, ptrdiff_t count
) {
  const small_layer *layer = network->layers + network->layer_count - 1;
  ptrdiff_t n = 0;
#define OUTPUTS(VECTORS) output_group(VECTORS, network, layer, loss, x, targets, n)
#if GROUP > 1
  switch ((count + LANES - 1) / LANES) {
    case 1: OUTPUTS(1); break;
    case 2: OUTPUTS(2); break;
    case 3: OUTPUTS(3); break;
    default: OUTPUTS(4); break;
  }
#else
  for (; n < count; n += LANES) OUTPUTS(1);
#endif
#undef OUTPUTS
}

/// dL/dz of a layer from that of the one above.
INLINE void small_deltas(
  const int width, const small_network *network, const small_layer *layer, ptrdiff_t count
) {
  const small_layer *above = layer + 1;
  const double *rows = above->width == 1 ? network->values + above->weights : network->rows + above->rows;
  const numbers_view deltas = {above->delta, above->width, 1};
  for (ptrdiff_t n = 0; n < count; n += LANES / width) {
    const vec outer = combine(width, above->width, 0, rows, above->units, deltas, n);
    store(layer->delta + n * width, outer * slope_of_value(layer->activation, load(layer->a + n * width)));
  }
}

/// Adds the derivatives of a layer's weights and biases, sample by sample.
#define ACCUMULATE(WIDTH)                                                                                           \
  INLINE void accumulate##WIDTH(                                                                                    \
    const int inputs, double *sums, double *biases, const double *delta, numbers_view x, ptrdiff_t count            \
  ) {                                                                                                               \
    vec##WIDTH s[small_units], b = load##WIDTH(biases);                                                             \
    UNROLL for (int j = 0; j < inputs; j++) s[j] = load##WIDTH(sums + WIDTH * j);                                   \
    for (ptrdiff_t n = 0; n < count; n++) {                                                                         \
      const vec##WIDTH d = load##WIDTH(delta + WIDTH * n);                                                          \
      UNROLL for (int j = 0; j < inputs; j++) s[j] += d * all##WIDTH(x.base[n * x.sample + j * x.number]);          \
      b += d;                                                                                                       \
    }                                                                                                               \
    UNROLL for (int j = 0; j < inputs; j++) store##WIDTH(sums + WIDTH * j, s[j]);                                   \
    store##WIDTH(biases, b);                                                                                        \
  }                                                                                                                 \
  /** The same by the number of inputs, which is a constant then. */                                                \
  static void accumulate_layer##WIDTH(                                                                              \
    int inputs, double *sums, double *biases, const double *delta, numbers_view x, ptrdiff_t count                  \
  ) {                                                                                                               \
    switch (inputs) {                                                                                               \
      case 1: accumulate##WIDTH(1, sums, biases, delta, x, count); break;                                           \
      case 2: accumulate##WIDTH(2, sums, biases, delta, x, count); break;                                           \
      case 3: accumulate##WIDTH(3, sums, biases, delta, x, count); break;                                           \
      case 4: accumulate##WIDTH(4, sums, biases, delta, x, count); break;                                           \
      case 5: accumulate##WIDTH(5, sums, biases, delta, x, count); break;                                           \
      case 6: accumulate##WIDTH(6, sums, biases, delta, x, count); break;                                           \
      case 7: accumulate##WIDTH(7, sums, biases, delta, x, count); break;                                           \
      default: accumulate##WIDTH(8, sums, biases, delta, x, count); break;                                          \
    }                                                                                                               \
  }                                                                                                                 \
  /** The same for one unit over a layer of this width, whose inputs are the lanes. */                              \
  static void accumulate_row##WIDTH(                                                                                \
    double *sums, double *bias, const double *delta, const double *x, ptrdiff_t count                               \
  ) {                                                                                                               \
    vec##WIDTH s = load##WIDTH(sums);                                                                               \
    double b = *bias;                                                                                               \
    for (ptrdiff_t n = 0; n < count; n++) {                                                                         \
      s += all##WIDTH(delta[n]) * load##WIDTH(x + WIDTH * n);                                                       \
      b += delta[n];                                                                                                \
    }                                                                                                               \
    store##WIDTH(sums, s);                                                                                          \
    *bias = b;                                                                                                      \
  }

ACCUMULATE(1)
ACCUMULATE(2)
ACCUMULATE(4)
ACCUMULATE(8)

static void small_accumulate(
  small_network *network, const small_layer *layer, numbers_view x, ptrdiff_t count
) {
  double *sums = network->sums + layer->weights, *biases = network->sums + layer->biases;
  if (layer->width == 1 && x.sample == layer->below) {
#define ROW(BELOW) accumulate_row##BELOW(sums, biases, layer->delta, x.base, count)
    BY_WIDTH(layer->below, ROW)
#undef ROW
  } else {
#define LAYER(WIDTH) accumulate_layer##WIDTH(layer->inputs, sums, biases, layer->delta, x, count)
    BY_WIDTH(layer->width, LAYER)
#undef LAYER
  }
}

/// Carries the output's derivatives back and adds those of all weights and biases.
static void small_backward(small_network *network, numbers_view x, ptrdiff_t count) {
  const int last = network->layer_count - 1;
  for (int l = last - 1; l >= 0; l--) {
    const small_layer *layer = network->layers + l;
#define DELTAS(WIDTH) small_deltas(WIDTH, network, layer, count)
    BY_WIDTH(layer->width, DELTAS)
#undef DELTAS
  }
  for (int l = 0; l <= last; l++) {
    const small_layer *layer = network->layers + l;
    small_accumulate(network, layer, x, count);
    x = (numbers_view){layer->a, layer->width, 1};
  }
}

// MARK: Update

/// A rule with what is the same for all numbers of an update.
typedef struct small_rule {
  pk_update update;
  double samples, correction1, correction2;
} small_rule;

/// Numbers after a step of a rule other than plain descent; `m` and `q` are what it remembers.
INLINE vec stepped(const small_rule *rule, vec w, vec g, vec *m, vec *q) {
  const double rate = rule->update.rate;
  switch (rule->update.rule) {
    case pk_rule_momentum:
      *m = all(rule->update.momentum) * *m + g;
      return w - all(rate) * *m;
    case pk_rule_rmsprop:
      *m = all(0.99) * *m + all(1 - 0.99) * g * g;
      return w - all(rate) * g / (__builtin_elementwise_sqrt(*m) + all(1e-8));
    default:
      *m = all(0.9) * *m + all(1 - 0.9) * g;
      *q = all(0.999) * *q + all(1 - 0.999) * g * g;
      return w
        - all(rate / rule->correction1) * *m / (__builtin_elementwise_sqrt(*q) / all(rule->correction2) + all(1e-8));
  }
}

/// Weights `w` after what keeps them small, of `old` ones; `alive` loses those that L1 takes out.
INLINE vec regularized(const pk_update *update, vec w, vec old, bits *alive) {
  const vec shrink = all(update->rate * update->strength);
  if (update->regularization == pk_regularization_l2) return choose(*alive, w - shrink * old, w);
  const vec pull = keep(old > all(0), all(1)) - keep(old < all(0), all(1));
  const vec next = w - shrink * pull;
  const bits dies = *alive & (w * next < all(0));
  *alive &= ~dies;
  return choose(*alive, next, keep(~dies, w));
}

/// Changes the numbers from `from` to `to` by their derivatives' means and clears the sums.
INLINE void small_change(
  small_network *network, const small_rule *rule, const int is_weight, ptrdiff_t from, ptrdiff_t to
) {
  const pk_update *update = &rule->update;
  const double each = update->rate / rule->samples;
  for (ptrdiff_t n = from; n < to; n += LANES) {
    bits alive;
    memcpy(&alive, network->alive + n, sizeof alive);
    const vec old = load(network->values + n), sum = load(network->sums + n);
    vec w;
    if (update->rule == pk_rule_sgd) {
      w = is_weight ? old - all(each) * keep(alive, sum) : old - all(update->rate) * sum / all(rule->samples);
    } else {
      const vec m = load(network->first + n), q = load(network->second + n);
      vec next_m = m, next_q = q;
      w = choose(alive, stepped(rule, old, sum / all(rule->samples), &next_m, &next_q), old);
      store(network->first + n, choose(alive, next_m, m));
      store(network->second + n, choose(alive, next_q, q));
    }
    if (is_weight && update->regularization != pk_regularization_none) {
      w = regularized(update, w, old, &alive);
      memcpy(network->alive + n, &alive, sizeof alive);
    }
    store(network->values + n, w);
    store(network->sums + n, all(0));
  }
}

/// Writes the weights by unit of a layer of `width` from those by input.
INLINE void small_rows_of(const int width, small_network *network, const small_layer *layer) {
  vec column[small_units];
  columns(width, network->values + layer->weights, column);
  // What follows the last input's weights is another layer's.
  const bits lanes = {0, 1, 2, 3, 4, 5, 6, 7};
  double *rows = network->rows + layer->rows;
  UNROLL for (int i = 0; i < width; i++) {
    if (i < layer->units) store(rows + i * layer->below, keep(lanes < all_bits(layer->inputs), column[i]));
  }
}

/// Writes the weights by unit of all layers.
static void small_rows(small_network *network) {
  for (int l = 1; l < network->layer_count; l++) {
    const small_layer *layer = network->layers + l;
    switch (layer->width) {
      // Of one unit both are the same.
      case 1: break;
      case 2: small_rows_of(2, network, layer); break;
      case 4: small_rows_of(4, network, layer); break;
      default: small_rows_of(8, network, layer); break;
    }
  }
}

static void small_update(small_network *small, pk_network *network, const pk_update *update) {
  network->updates++;
  small_rule rule = {*update, (double)network->pending, 1, 1};
  if (update->rule == pk_rule_adam) {
    rule.correction1 = 1 - pow(0.9, (double)network->updates);
    rule.correction2 = sqrt(1 - pow(0.999, (double)network->updates));
  }
  small_change(small, &rule, 1, 0, small->weight_count);
  small_change(small, &rule, 0, small->weight_count, small->number_count);
  small_rows(small);
  network->pending = 0;
}

// MARK: Layout

/// Whether a network can be trained with its units as lanes.
static int is_small(const pk_network *network, pk_loss loss) {
  const ptrdiff_t count = network->layer_count;
  if (count > small_layers || loss == pk_loss_cross_entropy || network->layers[count - 1].units != 1) return 0;
  for (ptrdiff_t l = 0; l < count; l++) {
    const pk_layer *layer = network->layers + l;
    if (layer->units > small_units || layer->inputs > small_units || layer->inputs < 1) return 0;
    if (layer->activation > pk_activation_sigmoid || layer->residual || layer->dropout > 0) return 0;
  }
  return 1;
}

INLINE int small_width(int units) { return units > 4 ? 8 : units > 2 ? 4 : units; }

/// Finds a place for each layer's numbers; a layer's begin a vector.
static void small_layout(small_network *small, const pk_network *network) {
  int place = 0, rows = 0;
  double *scratch = network->scratch;
  small->layer_count = (int)network->layer_count;
  for (int l = 0; l < small->layer_count; l++) {
    const pk_layer *layer = network->layers + l;
    const int width = small_width(layer->units), below = small_width(layer->inputs);
    small->layers[l] = (small_layer){
      .inputs = layer->inputs, .units = layer->units, .width = width, .below = below,
      .activation = layer->activation, .weights = place, .rows = rows, .a = scratch,
      .delta = scratch + width * pk_lanes};
    // No more than the five rows that a unit has for lanes of samples, as a width is less than twice the units.
    scratch += 2 * width * pk_lanes;
    place += ((width == 1 ? below : layer->inputs * width) + LANES - 1) / LANES * LANES;
    rows += layer->units * below;
  }
  small->weight_count = place;
  for (int l = 0; l < small->layer_count; l++) {
    small->layers[l].biases = place;
    place += small->layers[l].width;
  }
  small->number_count = (place + LANES - 1) / LANES * LANES;
}

/// Does BODY with `n` a parameter's place in the network and `here` that in the layout.
#define EACH_PARAMETER(SMALL, BODY)                                              \
  do {                                                                           \
    ptrdiff_t n = 0;                                                             \
    for (int l = 0; l < (SMALL)->layer_count; l++) {                             \
      const small_layer *layer = (SMALL)->layers + l;                            \
      for (int i = 0; i < layer->units; i++) {                                   \
        for (int j = 0; j < layer->inputs; j++, n++) {                           \
          const ptrdiff_t here = layer->weights + j * layer->width + i;          \
          BODY                                                                   \
        }                                                                        \
      }                                                                          \
      for (int i = 0; i < layer->units; i++, n++) {                              \
        const ptrdiff_t here = layer->biases + i;                                \
        BODY                                                                     \
      }                                                                          \
    }                                                                            \
  } while (0)

static void small_enter(small_network *small, const pk_network *network, const pk_update *update) {
  small_layout(small, network);
  for (int n = 0; n < small->number_count; n += LANES) {
    // The output of a lane without a unit is not used; 1/2 keeps its tanh off the rare branches.
    store(small->values + n, all(n < small->weight_count ? 0 : 0.5));
    store(small->sums + n, all(0));
    memset(small->alive + n, 0xFF, LANES * sizeof(int64_t));
  }
  EACH_PARAMETER(small, {
    small->values[here] = network->parameters[n];
    small->sums[here] = network->sums[n];
    small->alive[here] = network->dead[n] ? 0 : -1;
  });
  if (update->rule != pk_rule_sgd) {
    memset(small->first, 0, sizeof small->first);
    memset(small->second, 0, sizeof small->second);
    EACH_PARAMETER(small, {
      small->first[here] = network->first[n];
      small->second[here] = network->second[n];
    });
  }
  // Biases do not die.
  for (int n = small->weight_count; n < small->number_count; n++) small->alive[n] = -1;
  small_rows(small);
}

static void small_leave(const small_network *small, pk_network *network, const pk_update *update) {
  EACH_PARAMETER(small, {
    network->parameters[n] = small->values[here];
    network->sums[n] = small->sums[here];
    if (!small->alive[here]) network->dead[n] = 1;
  });
  if (update->rule == pk_rule_sgd) return;
  EACH_PARAMETER(small, {
    network->first[n] = small->first[here];
    network->second[n] = small->second[here];
  });
}

/// Adds the derivatives of the samples from `from` to `to`, a block at a time.
static void small_train(
  small_network *small, pk_network *network, const pk_samples *samples, pk_loss loss, ptrdiff_t from, ptrdiff_t to
) {
  while (from < to) {
    const ptrdiff_t left = to - from, count = left < pk_lanes ? left : pk_lanes;
    const numbers_view x = {samples->features + from, 1, samples->stride};
    const numbers_view inputs = small_forward(small, x, count);
    small_output_deltas(small, loss, inputs, samples->targets + from, count);
    small_backward(small, x, count);
    network->pending += count;
    network->samples += count;
    from += count;
  }
}
