/// Where bars start and end along a number of cells.
///
/// Zero lies between two cells, so that bars to both sides of it meet there; both sides have the same scale.
struct BarScale {
  private let length: Int
  /// Cells before zero.
  let zero: Int
  private let ends: ClosedRange<Double>

  init(_ ends: ClosedRange<Double>, length: Int) {
    self.length = max(0, length)
    self.ends = ends
    let place = ColorMap.fraction(of: 0, in: ends) * Double(self.length)
    var zero = Int(clamping: place, to: 0...self.length)
    // However short the lesser side is, it keeps a cell.
    if ends.lowerBound < 0, ends.upperBound > 0, self.length >= 2 { zero = min(max(zero, 1), self.length - 1) }
    self.zero = zero
  }

  /// Where a value's bar ends, in cells, cut at both ends.
  func end(of value: Double) -> Double {
    let room = Double(length)
    if ends.lowerBound >= 0 || ends.upperBound <= 0 {
      return min(max(ColorMap.fraction(of: value, in: ends), 0), 1) * room
    }
    let unit = min(Double(zero) / -ends.lowerBound, (room - Double(zero)) / ends.upperBound)
    let end = Double(zero) + value * unit
    return end.isNaN ? Double(zero) : min(max(end, 0), room)
  }
}
