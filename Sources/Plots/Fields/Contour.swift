/// Lines of equal value through a field, by marching squares.
///
/// Lorensen and Cline, "Marching cubes", 1987, in two dimensions; saddles are told apart by the mean of their corners.
enum Contour {
  /// Visits the line's pieces; coordinates count grid values from the upper left one's middle.
  static func forEachSegment(
    of field: Field,
    level: Double,
    _ body: (_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Void
  ) {
    guard field.width > 1, field.height > 1, level.isFinite else { return }
    for row in 0..<field.height - 1 {
      for column in 0..<field.width - 1 {
        let upperLeft = field[column, row]
        let upperRight = field[column + 1, row]
        let lowerLeft = field[column, row + 1]
        let lowerRight = field[column + 1, row + 1]
        var kind = 0
        if upperLeft >= level { kind |= 1 }
        if upperRight >= level { kind |= 2 }
        if lowerRight >= level { kind |= 4 }
        if lowerLeft >= level { kind |= 8 }
        if kind == 0 || kind == 15 { continue }
        guard upperLeft.isFinite, upperRight.isFinite, lowerLeft.isFinite, lowerRight.isFinite else { continue }

        let x = Double(column)
        let y = Double(row)
        let top = (x + crossing(upperLeft, upperRight, level), y)
        let bottom = (x + crossing(lowerLeft, lowerRight, level), y + 1)
        let left = (x, y + crossing(upperLeft, lowerLeft, level))
        let right = (x + 1, y + crossing(upperRight, lowerRight, level))
        func emit(_ from: (Double, Double), _ to: (Double, Double)) { body(from.0, from.1, to.0, to.1) }
        switch kind {
        case 1, 14: emit(left, top)
        case 2, 13: emit(top, right)
        case 4, 11: emit(right, bottom)
        case 8, 7: emit(bottom, left)
        case 3, 12: emit(left, right)
        case 6, 9: emit(top, bottom)
        default:
          let middleIsHigh = (upperLeft + upperRight + lowerLeft + lowerRight) / 4 >= level
          if (kind == 5) == middleIsHigh {
            emit(left, bottom)
            emit(top, right)
          } else {
            emit(left, top)
            emit(right, bottom)
          }
        }
      }
    }
  }

  /// Where between two values the level lies, 0…1.
  private static func crossing(_ from: Double, _ to: Double, _ level: Double) -> Double {
    let fraction = (level - from) / (to - from)
    return fraction.isFinite ? min(max(fraction, 0), 1) : 0.5
  }
}
