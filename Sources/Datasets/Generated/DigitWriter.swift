import NeuralNet

/// Writes single digits; keeps its rasters from one to the next.
struct DigitWriter {
  /// A canvas with room for the 20×20 box and what a fading edge needs around it.
  private static let canvasSize = 24
  /// Straight pieces between two control points.
  private static let steps = 5

  private var pen = DigitPen(size: Self.canvasSize)
  private var raster = [Float](repeating: 0, count: Self.canvasSize * Self.canvasSize)
  private var polylines: [[SIMD2<Float>]] = []

  /// The digit as 28×28 bytes, prepared as MNIST's are.
  mutating func write(_ digit: Int, random: inout RandomNumbers) -> [UInt8] {
    let style = Self.pick(DigitStyle.all[digit], random: &random)
    let variation = DigitVariation(DigitProportions.all[digit], slantSpread: style.slantSpread, random: &random)
    polylines.removeAll(keepingCapacity: true)
    for stroke in style.strokes {
      polylines.append(Self.polyline(of: stroke, variation: variation, random: &random))
    }
    draw(variation)
    pen.ink(softness: variation.softness, into: &raster)
    return DigitPreparation.centred(raster, width: Self.canvasSize)
  }

  private static func polyline(
    of stroke: DigitStroke,
    variation: DigitVariation,
    random: inout RandomNumbers
  ) -> [SIMD2<Float>] {
    let stroke = stroke.jittered(by: variation.jitter, random: &random)
    var points: [SIMD2<Float>] = []
    points.reserveCapacity(stroke.points.count * steps + 1)
    stroke.trace(steps: steps) { points.append(variation.place($0)) }
    return points
  }

  /// Scales the polylines so that the ink's longer side is 20 pixels, and draws them into the middle of the canvas.
  private mutating func draw(_ variation: DigitVariation) {
    var low = SIMD2<Float>(repeating: .infinity)
    var high = -low
    for point in polylines.joined() {
      low = pointwiseMin(low, point)
      high = pointwiseMax(high, point)
    }
    let room = Float(DigitPreparation.boxSize) - 2 * variation.penRadius - variation.softness
    let scale = room / max((high - low).max(), 1e-3)
    let middle = SIMD2<Float>(repeating: Float(Self.canvasSize) / 2)
    let centre = (low + high) / 2
    pen.clear()
    for polyline in polylines {
      for (start, end) in zip(polyline, polyline.dropFirst()) {
        pen.draw(
          from: (start - centre) * scale + middle,
          to: (end - centre) * scale + middle,
          radius: variation.penRadius,
          softness: variation.softness
        )
      }
    }
  }

  private static func pick(_ styles: [DigitStyle], random: inout RandomNumbers) -> DigitStyle {
    var remaining = random.uniform() * styles.reduce(0) { $0 + $1.weight }
    for style in styles {
      remaining -= style.weight
      if remaining < 0 { return style }
    }
    return styles[styles.count - 1]
  }
}
