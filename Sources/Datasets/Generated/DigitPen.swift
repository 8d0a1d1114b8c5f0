/// Draws a polyline with a round, soft-edged pen into a square raster.
struct DigitPen {
  let size: Int
  /// How far each pixel's centre is from the edge of the ink, negative inside, in pixels.
  private var distances: [Float]

  private static let far: Float = 1e6

  init(size: Int) {
    self.size = size
    distances = Array(repeating: Self.far, count: size * size)
  }

  mutating func clear() {
    for index in distances.indices { distances[index] = Self.far }
  }

  /// Draws from one point to another, where pixel (0, 0) has its centre at (0.5, 0.5).
  mutating func draw(from start: SIMD2<Float>, to end: SIMD2<Float>, radius: Float, softness: Float) {
    let reach = radius + softness
    let low = pointwiseMin(start, end) - reach
    let high = pointwiseMax(start, end) + reach
    let columns = pixels(low.x, high.x)
    let rows = pixels(low.y, high.y)
    guard !columns.isEmpty, !rows.isEmpty else { return }
    let direction = end - start
    let squaredLength = (direction * direction).sum()
    let inverse = squaredLength > 1e-12 ? 1 / squaredLength : 0
    distances.withUnsafeMutableBufferPointer { distances in
      for row in rows {
        let y = Float(row) + 0.5 - start.y
        for column in columns {
          let x = Float(column) + 0.5 - start.x
          let along = min(max((x * direction.x + y * direction.y) * inverse, 0), 1)
          let dx = x - along * direction.x
          let dy = y - along * direction.y
          let distance = (dx * dx + dy * dy).squareRoot() - radius
          let index = row &* size &+ column
          distances[index] = min(distances[index], distance)
        }
      }
    }
  }

  /// The ink of every pixel, 0 to 1, fading over `softness` pixels around the edge.
  func ink(softness: Float, into raster: inout [Float]) {
    let inverse = 1 / softness
    for index in distances.indices {
      raster[index] = min(max(0.5 - distances[index] * inverse, 0), 1)
    }
  }

  private func pixels(_ low: Float, _ high: Float) -> Range<Int> {
    let first = max(0, Int(low.rounded(.down)))
    return first..<max(first, min(size, Int(high.rounded(.up)) + 1))
  }
}
