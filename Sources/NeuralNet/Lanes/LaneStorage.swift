import CKernels

/// The memory of networks that train side by side: value n of lane l stands at n · lanes + l.
final class LaneStorage {
  /// What the kernels read; its pointers are into this object's memory.
  var lanes = dlviz_lanes()
  let parameters: UnsafeMutablePointer<Double>
  let losses: UnsafeMutablePointer<Double>
  let peaks: UnsafeMutablePointer<Double>
  let lastWrong: UnsafeMutablePointer<Int64>
  let firstBad: UnsafeMutablePointer<Int64>

  let laneCount: Int
  private let sizes: UnsafeMutablePointer<Int>
  private let reals: UnsafeMutableRawPointer
  private let inputs: UnsafeMutablePointer<Double>
  private let targets: UnsafeMutablePointer<Double>

  init(_ architecture: Architecture, samples: Int, lanes laneCount: Int) {
    self.laneCount = laneCount
    let batch = Double.padded(samples)
    let parameterCount = architecture.parameterCount
    let units = architecture.unitCount
    let vectors = 4 * parameterCount + 3 * units * batch + 2
    let scalars = (architecture.inputCount + architecture.outputCount) * batch
    let count = vectors * laneCount + scalars
    // A vector that crosses a cache line costs two.
    reals = .allocate(byteCount: count * MemoryLayout<Double>.stride, alignment: 64)
    let base = reals.bindMemory(to: Double.self, capacity: count)
    base.initialize(repeating: 0, count: count)
    var next = base
    func take(_ values: Int) -> UnsafeMutablePointer<Double> {
      defer { next += values }
      return next
    }
    parameters = take(parameterCount * laneCount)
    lanes.parameters = parameters
    lanes.gradients = take(parameterCount * laneCount)
    lanes.first = take(parameterCount * laneCount)
    lanes.second = take(parameterCount * laneCount)
    lanes.z = take(units * batch * laneCount)
    lanes.a = take(units * batch * laneCount)
    lanes.deltas = take(units * batch * laneCount)
    losses = take(laneCount)
    losses.update(repeating: .nan, count: laneCount)
    lanes.losses = losses
    peaks = take(laneCount)
    peaks.update(repeating: -.infinity, count: laneCount)
    lanes.peaks = peaks
    inputs = take(architecture.inputCount * batch)
    targets = take(architecture.outputCount * batch)
    lanes.inputs = UnsafePointer(inputs)
    lanes.targets = UnsafePointer(targets)
    sizes = .allocate(capacity: architecture.layerSizes.count)
    sizes.initialize(from: architecture.layerSizes, count: architecture.layerSizes.count)
    lanes.sizes = UnsafePointer(sizes)
    lanes.layers = architecture.layers.count
    lanes.count = samples
    lanes.batch = batch
    lastWrong = .allocate(capacity: laneCount)
    lastWrong.initialize(repeating: 0, count: laneCount)
    firstBad = .allocate(capacity: laneCount)
    firstBad.initialize(repeating: 0, count: laneCount)
    lanes.last_wrong = UnsafeMutableRawPointer(lastWrong).assumingMemoryBound(to: CLongLong.self)
    lanes.first_bad = UnsafeMutableRawPointer(firstBad).assumingMemoryBound(to: CLongLong.self)
  }

  deinit {
    reals.deallocate()
    sizes.deallocate()
    lastWrong.deallocate()
    firstBad.deallocate()
  }

  /// Puts a network into each lane; lanes without one repeat the first, so that they compute nothing slow.
  func load(_ networks: [Network<Double>], inputs: [Double], targets: [Double]) {
    for lane in 0..<laneCount {
      let network = networks[lane < networks.count ? lane : 0]
      for (index, value) in network.parameters.enumerated() { parameters[index * laneCount + lane] = value }
    }
    inputs.withUnsafeBufferPointer { copy($0, features: Int(sizes[0]), to: self.inputs) }
    targets.withUnsafeBufferPointer { copy($0, features: Int(sizes[lanes.layers]), to: self.targets) }
  }

  private func copy(_ rows: UnsafeBufferPointer<Double>, features: Int, to block: UnsafeMutablePointer<Double>) {
    guard let rows = rows.baseAddress else { return }
    transpose(rows, count: lanes.count, features: features, batch: lanes.batch, into: block)
  }
}
