/// One way of writing a digit.
struct DigitStyle {
  /// What tells it from the other ways.
  let name: String
  /// How common it is beside the other ways of the same digit.
  let weight: Double
  let strokes: [DigitStroke]
  /// Factor on the width of the slant's and rotation's spread.
  let slantSpread: Float

  init(_ name: String, weight: Double = 1, slantSpread: Float = 1, _ strokes: DigitStroke...) {
    self.name = name
    self.weight = weight
    self.slantSpread = slantSpread
    self.strokes = strokes
  }
}
