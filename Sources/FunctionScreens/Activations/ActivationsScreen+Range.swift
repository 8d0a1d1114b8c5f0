import Plots
import Shell

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

  mutating func moveCursor(to x: Double) -> [Command] {
    cursor = min(max(x, -ActivationsParameters.farthest), ActivationsParameters.farthest)
    placedCursor = cursor
    // The range follows a cursor that leaves it.
    let width = xRange.upperBound - xRange.lowerBound
    if cursor > xRange.upperBound { xRange = cursor - width...cursor }
    if cursor < xRange.lowerBound { xRange = cursor...cursor + width }
    return []
  }

  mutating func pan(_ fraction: Double) -> [Command] {
    let width = xRange.upperBound - xRange.lowerBound
    let shift = min(
      max(fraction * width, -ActivationsParameters.farthest - xRange.lowerBound),
      ActivationsParameters.farthest - xRange.upperBound
    )
    xRange = xRange.lowerBound + shift...xRange.upperBound + shift
    keepCursorInRange()
    shell.notice = "x range \(rangeWords)"
    return []
  }

  /// Halves or doubles the range about a place that stays where it is.
  mutating func zoomRange(into: Bool, around x: Double) -> [Command] {
    let width = xRange.upperBound - xRange.lowerBound
    let new = min(max(into ? width / 2 : width * 2, 0.01), 2 * ActivationsParameters.farthest)
    let share = (x - xRange.lowerBound) / width
    let low = min(max(x - share * new, -ActivationsParameters.farthest), ActivationsParameters.farthest - new)
    xRange = low...low + new
    keepCursorInRange()
    shell.notice = new == width ? "this is the \(into ? "narrowest" : "widest") x range" : "x range \(rangeWords)"
    return []
  }

  /// A cursor whose place is out of sight waits at the nearer edge, and goes back there when it is in sight again.
  mutating func keepCursorInRange() {
    cursor = min(max(placedCursor, xRange.lowerBound), xRange.upperBound)
  }

  /// The ends with as many digits as tell apart a hundredth of the range.
  var rangeWords: String {
    "\(Self.rounded(xRange.lowerBound, to: cursorStep)) to \(Self.rounded(xRange.upperBound, to: cursorStep))"
  }

  /// A number with the digits that steps of a size need, without the zeros that end it.
  private static func rounded(_ value: Double, to step: Double) -> String {
    let decimals = max(0, Int((-Scale.logarithmic.position(step) - 1e-9).rounded(.up)))
    let text = NumberFormat.fixed(decimals).string(value)
    guard text.contains(".") else { return text }
    let short = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(short.reversed())
  }
}
