import CKernels
import Datasets
import NeuralNet

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where the time of a training step goes: each kernel of one of two threads by itself, on the first batch of the images.
///
/// The network is the default one, 784-128-64-10 with Adam on batches of 64: a thread has 64 of the first layer's 128 columns for all
/// images, and half of the images for the layers behind it.
struct KernelTimes {
  private static let samples = 64
  private static let width = 64
  private static let repetitions = 2000

  private let level = ck_best_level()
  private let lists: [[UInt32]]

  /// Kernels on the first batch of some images.
  init(_ images: ImageDataset) {
    let count = images.pixelsPerImage
    let level = level
    lists = (0..<Self.samples).map { index in
      var list = [UInt32](repeating: 0, count: count)
      let bytes = Array(images.image(at: index))
      let length = ck_compress(level, bytes, count, &list)
      return Array(list.prefix(length))
    }
  }

  /// What a kernel took.
  private struct Row {
    var name: String
    var seconds: Double
    /// Multiplications and additions, those with 0 among them.
    var operations: Double
    /// Bytes that it reads and writes outside of the first-level cache.
    var bytes: Double
  }

  /// Prints a line a kernel: microseconds, and its shares of what this core can do.
  func report() {
    let peak = peakOperations()
    let bandwidth = copyBandwidth()
    let rows = [forward(), update(), transposition(), others(), otherUpdates()]
    func decimals(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
    func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }
    for row in rows {
      let rate = row.operations / row.seconds
      let traffic = row.bytes / row.seconds
      print(
        "\(row.name): \(decimals(row.seconds * 1e6)) µs, \(percent(rate / peak)) of the FMA rate, "
          + "\(percent(traffic / bandwidth)) of the copy rate"
      )
    }
    print(
      "together \(decimals(rows.reduce(0) { $0 + $1.seconds } * 1e6)) µs a step; a product in the first-level cache reaches "
        + "\(decimals(peak / 1e9)) GFLOP/s, copies of 600 kB \(decimals(bandwidth / 1e9)) GB/s"
    )
  }

  /// The least time of many calls, in seconds.
  private func least(_ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    var least = Double.infinity
    for _ in 0..<Self.repetitions { least = min(least, clock.measure(body) / .seconds(1)) }
    return least
  }

  /// Floats that no kernel takes a short cut for.
  private func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 4 * count, alignment: 64)
    let base = memory.bindMemory(to: Float.self, capacity: count)
    for index in 0..<count { base[index] = Float((index &* 2_654_435_761) % 1009) / 1009 - 0.5 }
    return base
  }

  // MARK: What the core can do

  /// Operations a second of a product whose operands stay in the first-level cache.
  private func peakOperations() -> Double {
    let (rows, depth, columns) = (24, 64, 64)
    let (a, b, c) = (floats(rows * depth), floats(depth * columns), floats(rows * columns))
    defer { for base in [a, b, c] { base.deallocate() } }
    let seconds = least { for _ in 0..<8 { multiply(rows, depth, columns, a, b, c) } }
    return 8 * 2 * Double(rows * depth * columns) / seconds
  }

  /// Bytes read and written a second, of copies as large as a thread's share of the first layer's weights and moments.
  private func copyBandwidth() -> Double {
    let count = 784 * Self.width * 3 / 2
    let (from, to) = (floats(count), floats(count))
    defer { for base in [from, to] { base.deallocate() } }
    return Double(8 * count) / least { memcpy(to, from, 4 * count) }
  }

  private func multiply(
    _ rows: Int,
    _ depth: Int,
    _ columns: Int,
    _ a: UnsafeMutablePointer<Float>,
    _ b: UnsafeMutablePointer<Float>,
    _ c: UnsafeMutablePointer<Float>,
    hasManyZeros: Bool = false
  ) {
    var product = ck_product(
      rows: rows,
      depth: depth,
      columns: columns,
      a: UnsafePointer(a),
      a_row_stride: depth,
      a_depth_stride: 1,
      b: UnsafePointer(b),
      b_stride: columns,
      bias: nil,
      c: c,
      c_stride: columns,
      epilogue: ck_epilogue_relu,
      gate: nil,
      gate_stride: 0,
      gate_scale: 1,
      has_many_zeros: hasManyZeros
    )
    ck_multiply(level, &product)
  }

  // MARK: Kernels

  private var entryCount: Int { lists.reduce(0) { $0 + $1.count } }

  private var rule: ck_optimizer {
    var rule = ck_optimizer()
    rule.rule = ck_rule_adam
    rule.rate = 1e-6
    rule.beta1 = 0.9
    rule.beta2 = 0.999
    rule.gain1 = 0.1
    rule.gain2 = 0.001
    rule.epsilon = 1e-8
    rule.root_correction = 1
    rule.shrink = 1
    return rule
  }

  /// Calls a body with the batch's lists as the kernels take them.
  private func withLists(_ body: (UnsafePointer<UnsafePointer<UInt32>>, UnsafePointer<Int32>) -> Void) {
    let copies = lists.map { list in
      let copy = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, list.count))
      copy.initialize(from: list, count: list.count)
      return copy
    }
    defer { for copy in copies { copy.deallocate() } }
    body(copies.map { UnsafePointer($0) }, lists.map { Int32($0.count) })
  }

  /// The batch pixel by pixel.
  private func makeBlocks() -> UnsafeMutablePointer<UInt8> {
    let blocks = UnsafeMutablePointer<UInt8>.allocate(capacity: 784 * Self.samples)
    withLists { entries, lengths in
      for start in stride(from: 0, to: Self.samples, by: Int(ck_block_samples)) {
        ck_transpose_entries(Int(ck_block_samples), entries + start, lengths + start, 784, blocks + start * 784)
      }
    }
    return blocks
  }

  private func forward() -> Row {
    let (weights, base, values) = (floats(784 * Self.width), floats(Self.width), floats(256))
    let output = floats(Self.samples * Self.width)
    defer { for base in [weights, base, values, output] { base.deallocate() } }
    let blocks = makeBlocks()
    defer { blocks.deallocate() }
    var seconds = 0.0
    withLists { entries, lengths in
      var forward = ck_sparse_forward(
        samples: Self.samples,
        inputs: 784,
        width: Self.width,
        blocks: UnsafePointer(blocks),
        lists: entries,
        lengths: lengths,
        values: UnsafePointer(values),
        weights: UnsafePointer(weights),
        base: UnsafePointer(base),
        c: output,
        c_stride: Self.width,
        epilogue: ck_epilogue_relu
      )
      seconds = least { ck_forward_sparse(level, &forward) }
    }
    let products = Double(entryCount * Self.width)
    return Row(name: "first layer forward", seconds: seconds, operations: 2 * products, bytes: 4 * products)
  }

  private func update() -> Row {
    let count = 784 * Self.width
    let (w, m, v) = (floats(count), floats(count), floats(count))
    for index in 0..<count { v[index] *= v[index] }
    let (delta, values, base, sums) = (
      floats(Self.samples * Self.width), floats(256), floats(Self.width), floats(Self.width)
    )
    let blocks = makeBlocks()
    defer {
      for base in [w, m, v, delta, values, base, sums] { base.deallocate() }
      blocks.deallocate()
    }
    var rule = rule
    var update = ck_sparse_update(
      samples: Self.samples,
      inputs: 784,
      width: Self.width,
      blocks: UnsafePointer(blocks),
      values: UnsafePointer(values),
      delta: UnsafePointer(delta),
      delta_stride: Self.width,
      base: UnsafePointer(base),
      w: w,
      m: m,
      v: v,
      weight_sums: sums
    )
    let seconds = least { _ = ck_update_sparse(level, &rule, &update) }
    // Adam: 4 products, 4 sums, a root and a division a weight, counted as ten.
    return Row(
      name: "first layer gradient and Adam",
      seconds: seconds,
      operations: 2 * Double(entryCount * Self.width) + 10 * Double(count),
      bytes: 24 * Double(count)
    )
  }

  private func transposition() -> Row {
    let samples = Int(ck_block_samples)
    let blocks = UnsafeMutablePointer<UInt8>.allocate(capacity: 784 * samples)
    defer { blocks.deallocate() }
    var seconds = 0.0
    withLists { entries, lengths in seconds = least { ck_transpose_entries(samples, entries, lengths, 784, blocks) } }
    let bytes = 784 * samples + lists.prefix(samples).reduce(0) { $0 + 5 * $1.count }
    return Row(name: "batch pixel by pixel", seconds: seconds, operations: 0, bytes: Double(bytes))
  }

  private func others() -> Row {
    let rows = Self.samples / 2
    let (images, units, logits) = (floats(rows * 128), floats(rows * 64), floats(rows * 16))
    let (second, third, back, first) = (floats(128 * 64), floats(64 * 16), floats(10 * 64), floats(64 * 128))
    defer { for base in [images, units, logits, second, third, back, first] { base.deallocate() } }
    let labels = [UInt8](repeating: 3, count: rows)
    var losses = [Float](repeating: 0, count: rows)
    var hits = [UInt8](repeating: 0, count: rows)
    // As behind a ReLU; the products below do so themselves.
    for index in 0..<rows * 128 { images[index] = max(images[index], 0) }
    let seconds = least {
      multiply(rows, 128, 64, images, second, units, hasManyZeros: true)
      multiply(rows, 64, 16, units, third, logits)
      ck_softmax_cross_entropy(level, logits, 16, rows, 10, labels, 1 / 64, &losses, &hits)
      multiply(rows, 10, 64, logits, back, units)
      multiply(rows, 64, 128, units, first, images, hasManyZeros: true)
    }
    let products = rows * (2 * 128 * 64 + 64 * 16 + 10 * 64)
    return Row(name: "other layers, loss, and back", seconds: seconds, operations: 2 * Double(products), bytes: 0)
  }

  private func otherUpdates() -> Row {
    // Rows as far from each other as the trainer's, which do not all fall into the same cache sets.
    let (inputStride, deltaStride) = (144, 80)
    let (inputs, delta) = (floats(Self.samples * inputStride), floats(Self.samples * deltaStride))
    let (w, m, v) = (floats(128 * 64), floats(128 * 64), floats(128 * 64))
    for index in 0..<128 * 64 { v[index] *= v[index] }
    for index in 0..<Self.samples * inputStride { inputs[index] = max(inputs[index], 0) }
    defer { for base in [inputs, delta, w, m, v] { base.deallocate() } }
    var rule = rule
    func update(rows: Int, width: Int) {
      var update = ck_dense_update(
        samples: Self.samples,
        first_row: 0,
        end_row: rows,
        width: width,
        inputs: UnsafePointer(inputs),
        input_stride: inputStride,
        delta: UnsafePointer(delta),
        delta_stride: deltaStride,
        w: w,
        m: m,
        v: v,
        has_many_zeros: true
      )
      _ = ck_update_dense(level, &rule, &update)
    }
    let seconds = least {
      update(rows: 64, width: 64)
      update(rows: 32, width: 16)
    }
    let weights = Double(64 * 64 + 32 * 16)
    return Row(
      name: "other layers' gradients and Adam",
      seconds: seconds,
      operations: (2 * Double(Self.samples) + 10) * weights,
      bytes: 0
    )
  }
}
