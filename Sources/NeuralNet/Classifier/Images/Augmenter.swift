import CKernels
import RealModule

/// Distorts images as an ``Augmentation`` says. Each thread has its own.
final class Augmenter {
  private let side: Int
  private let level: ck_level
  /// Columns of a field: the side rounded up for the kernels.
  private let stride: Int
  /// The image in a frame of zeros.
  private let frame: UnsafeMutablePointer<UInt8>
  private let noise: AlignedFloats
  private let half: AlignedFloats
  private let across: AlignedFloats
  private let down: AlignedFloats
  /// The Gaussian as a symmetric matrix: G·noise·G smooths both ways.
  private let gaussian: AlignedFloats
  private var smoothness = -1.0
  /// The standard deviation of smoothed noise.
  private var deviation = 1.0

  /// - Parameter side: Height and width of an image.
  init(side: Int, level: ck_level) {
    self.side = side
    self.level = level
    let stride = (side + PanelLayout.unit - 1) / PanelLayout.unit * PanelLayout.unit
    self.stride = stride
    frame = .allocate(capacity: (side + 3) * (side + 3))
    frame.initialize(repeating: 0, count: (side + 3) * (side + 3))
    func field() -> AlignedFloats { AlignedFloats(count: side * stride) }
    noise = field()
    half = field()
    across = field()
    down = field()
    gaussian = field()
  }

  deinit { frame.deallocate() }

  /// Draws the distorted image.
  func distort(
    _ image: UnsafePointer<UInt8>,
    by augmentation: Augmentation,
    seed: UInt64,
    into target: UnsafeMutablePointer<UInt8>
  ) {
    for y in 0..<side { (frame + (y + 1) * (side + 3) + 1).update(from: image + y * side, count: side) }
    var random = RandomNumbers(seed: seed)
    let map = affineMap(augmentation, using: &random)
    guard augmentation.elastic > 0 else {
      ck_warp(frame, side, map, nil, nil, stride, target)
      return
    }
    prepareGaussian(augmentation.elasticSmoothness)
    let amplitude = Float(augmentation.elastic / deviation)
    drawField(seed: random.next(), amplitude: amplitude, into: across)
    drawField(seed: random.next(), amplitude: amplitude, into: down)
    ck_warp(frame, side, map, across.base, down.base, stride, target)
  }

  /// From a pixel of the new image to its place in the old one: back by the shift, the turn and the change of size.
  private func affineMap(_ augmentation: Augmentation, using random: inout RandomNumbers) -> [Float] {
    func draw(_ bound: Double) -> Double { bound == 0 ? 0 : random.uniform(in: -abs(bound)...abs(bound)) }
    let shiftX = draw(augmentation.shift)
    let shiftY = draw(augmentation.shift)
    let angle = draw(augmentation.rotation) * .pi / 180
    let width = 1 / Swift.max(1 + draw(augmentation.scale), 0.05)
    let height = 1 / Swift.max(1 + draw(augmentation.scale), 0.05)
    let (cosine, sine) = (Double.cos(angle), Double.sin(angle))
    let centre = Double(side - 1) / 2
    let (fromX, fromY) = (centre + shiftX, centre + shiftY)
    return [
      width * cosine, width * sine, centre - width * (cosine * fromX + sine * fromY),
      -height * sine, height * cosine, centre - height * (cosine * fromY - sine * fromX),
    ].map { Float($0) }
  }

  private func drawField(seed: UInt64, amplitude: Float, into field: AlignedFloats) {
    ck_noise(level, seed, side * stride, noise.base)
    multiply(gaussian, noise, into: half)
    multiply(half, gaussian, into: field)
    for n in 0..<side * stride { field.base[n] *= amplitude }
  }

  private func multiply(_ a: AlignedFloats, _ b: AlignedFloats, into c: AlignedFloats) {
    var product = ck_product(
      rows: side,
      depth: side,
      columns: stride,
      a: UnsafePointer(a.base),
      a_row_stride: stride,
      a_depth_stride: 1,
      b: UnsafePointer(b.base),
      b_stride: stride,
      bias: nil,
      c: c.base,
      c_stride: stride,
      epilogue: ck_epilogue_none,
      gate: nil,
      gate_stride: 0,
      gate_scale: 1,
      has_many_zeros: false
    )
    ck_multiply(level, &product)
  }

  private func prepareGaussian(_ smoothness: Double) {
    guard smoothness != self.smoothness else { return }
    self.smoothness = smoothness
    let sigma = Swift.max(smoothness, 0.1)
    func bell(_ distance: Int) -> Double {
      let z = Double(distance) / sigma
      return Double.exp(-z * z / 2)
    }
    let reach = Int((4 * sigma).rounded(.up))
    let total = (-reach...reach).reduce(0) { $0 + bell($1) }
    for y in 0..<side {
      for x in 0..<side { gaussian.base[y * stride + x] = Float(bell(x - y) / total) }
    }
    // Uniform noise in ±1 has variance 1/3, and each of the two smoothings multiplies it by Σ g².
    let squares = (-reach...reach).reduce(0) { $0 + bell($1) * bell($1) } / (total * total)
    deviation = squares / 3.0.squareRoot()
  }
}
