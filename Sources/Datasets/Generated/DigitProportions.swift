/// How one digit differs from the others in what its writers share, fitted to MNIST's training images.
struct DigitProportions {
  /// Factor on the width of every style.
  let width: Float
  /// Added to the slant, columns per row.
  let lean: Float
  /// Factor on the pen's radius.
  let pen: Float
  /// Factor on how far the shape may depart from its style.
  let freedom: Float

  /// The proportions of 0 to 9.
  static let all: [DigitProportions] = [
    DigitProportions(width: 0.98, lean: 0.07, pen: 1.1, freedom: 0.75),
    DigitProportions(width: 0.91, lean: 0.04, pen: 1.06, freedom: 1),
    DigitProportions(width: 1, lean: 0, pen: 1, freedom: 1),
    DigitProportions(width: 0.92, lean: -0.08, pen: 0.97, freedom: 1),
    DigitProportions(width: 0.91, lean: 0.1, pen: 0.95, freedom: 1),
    DigitProportions(width: 1.02, lean: -0.06, pen: 0.95, freedom: 1),
    DigitProportions(width: 0.91, lean: 0, pen: 0.97, freedom: 0.8),
    DigitProportions(width: 0.9, lean: -0.05, pen: 1, freedom: 1),
    DigitProportions(width: 0.94, lean: 0, pen: 0.92, freedom: 0.8),
    DigitProportions(width: 0.89, lean: 0.03, pen: 0.92, freedom: 0.8),
  ]
}
