import Plots

extension ActivationsScreen {
  /// One press moves the cursor by a hundredth of the range, to a round number.
  var cursorStep: Double { Self.roundStep((xRange.upperBound - xRange.lowerBound) / 100) }

  /// The nearest step of 1, 2 or 5 times a power of ten that is not below a value.
  private static func roundStep(_ value: Double) -> Double {
    Ladder.step125(value * (1 - 1e-6), up: true, in: 1e-9...1e9)
  }

  func step(_ value: Double, up: Bool) -> Double {
    let step = cursorStep
    let index = (value / step).rounded() + (up ? 1 : -1)
    // Dividing by the inverse keeps 3 × 0.1 at 0.3.
    return step < 1 ? index / (1 / step).rounded() : index * step
  }

  mutating func moveCursor(to x: Double) -> [ScreenCommand<Effect>] {
    cursor = min(max(x, -Self.farthest), Self.farthest)
    // The range follows a cursor that leaves it.
    let width = xRange.upperBound - xRange.lowerBound
    if cursor > xRange.upperBound { xRange = cursor - width...cursor }
    if cursor < xRange.lowerBound { xRange = cursor...cursor + width }
    return []
  }

  /// How far from 0 the range may reach.
  static let farthest = 1000.0

  mutating func pan(_ fraction: Double) -> [ScreenCommand<Effect>] {
    let width = xRange.upperBound - xRange.lowerBound
    let shift = min(max(fraction * width, -Self.farthest - xRange.lowerBound), Self.farthest - xRange.upperBound)
    xRange = xRange.lowerBound + shift...xRange.upperBound + shift
    cursor = min(max(cursor, xRange.lowerBound), xRange.upperBound)
    notice = "x range \(rangeWords)"
    return []
  }

  /// Halves or doubles the range about a place that stays where it is.
  mutating func zoomRange(into: Bool, around x: Double) -> [ScreenCommand<Effect>] {
    let width = xRange.upperBound - xRange.lowerBound
    let new = min(max(into ? width / 2 : width * 2, 0.01), 2 * Self.farthest)
    let share = (x - xRange.lowerBound) / width
    let low = min(max(x - share * new, -Self.farthest), Self.farthest - new)
    xRange = low...low + new
    cursor = min(max(cursor, xRange.lowerBound), xRange.upperBound)
    notice = new == width ? "x range goes no \(into ? "closer" : "wider")" : "x range \(rangeWords)"
    return []
  }

  var rangeWords: String {
    "\(NumberFormat.compact.string(xRange.lowerBound)) to \(NumberFormat.compact.string(xRange.upperBound))"
  }
}
