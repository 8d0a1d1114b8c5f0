/// The choice of ticks: steps of 1, 2 or 5 times a power of ten, decades on a logarithmic axis.
public enum Ticks {
  /// The ticks in a range, in rising order.
  /// - Parameters:
  ///   - range: the axis's ends.
  ///   - maximumCount: the most ticks that have room.
  public static func ticks(in range: ClosedRange<Double>, scale: Scale = .linear, maximumCount: Int) -> [Tick] {
    guard maximumCount > 0, range.lowerBound.isFinite, range.upperBound.isFinite else { return [] }
    switch scale {
    case .linear: return linear(range, maximumCount)
    case .logarithmic: return logarithmic(range, maximumCount)
    case .symmetricLog(let threshold): return symmetric(range, threshold > 0 ? threshold : 1, maximumCount)
    }
  }

  /// The smallest step of 1, 2 or 5 times a power of ten that is not below `step`.
  static func niceStep(_ step: Double) -> Double {
    guard step > 0, step.isFinite else { return 1 }
    let exponent = Int(clamping: decimalLogarithm(step).rounded(.down), to: -320...308)
    let unit = powerOfTen(exponent)
    for factor in [1.0, 2, 5, 10] where factor * unit >= step * (1 - 1e-9) { return factor * unit }
    return 10 * unit
  }

  private static func linear(_ range: ClosedRange<Double>, _ maximumCount: Int) -> [Tick] {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else { return [Tick(range.lowerBound, label(range.lowerBound, step: 0))] }
    var step = niceStep(span / Double(maximumCount))
    var first = (range.lowerBound / step - 1e-9).rounded(.up)
    var last = (range.upperBound / step + 1e-9).rounded(.down)
    if last - first + 1 > Double(maximumCount) {
      step = niceStep(step * 1.5)
      first = (range.lowerBound / step - 1e-9).rounded(.up)
      last = (range.upperBound / step + 1e-9).rounded(.down)
    }
    // So many steps from zero, the ticks of so narrow a range cannot be told apart.
    guard first.magnitude < 1e12, last.magnitude < 1e12 else {
      return [Tick(range.lowerBound, label(range.lowerBound, step: 0))]
    }
    guard first <= last else { return [] }
    let largest = max(first.magnitude, last.magnitude) * step
    return (Int(first)...Int(last)).prefix(maximumCount).map { index in
      // Dividing by the inverse of a small step keeps 3 × 0.1 at 0.3.
      let value = step < 1 ? Double(index) / (1 / step).rounded() : Double(index) * step
      let exact = step < 1 && step < 1e-15 ? Double(index) * step : value
      return Tick(exact, label(exact, step: step, largest: largest))
    }
  }

  private static func logarithmic(_ range: ClosedRange<Double>, _ maximumCount: Int) -> [Tick] {
    guard range.lowerBound > 0, range.upperBound > range.lowerBound else { return [] }
    let first = Int(clamping: (decimalLogarithm(range.lowerBound) - 1e-9).rounded(.up), to: -330...310)
    let last = Int(clamping: (decimalLogarithm(range.upperBound) + 1e-9).rounded(.down), to: -330...310)
    let decades = max(0, last - first + 1)
    if decades > maximumCount {
      let stride = (decades + maximumCount - 1) / maximumCount
      return (first...last).filter { Look.wrapped($0, stride) == 0 }.map { decade($0) }
    }
    // With room to spare, steps inside the decades: 1-2-5, or 1-3 where that is too many.
    for factors in [[1.0, 2, 5], [1.0, 3]] {
      var ticks: [Tick] = []
      for exponent in (first - 1)...max(last, first - 1) {
        for factor in factors {
          let value = exponent < 0 ? factor / powerOfTen(-exponent) : factor * powerOfTen(exponent)
          if value >= range.lowerBound * (1 - 1e-9), value <= range.upperBound * (1 + 1e-9) {
            ticks.append(Tick(value, NumberFormat.compact.string(value)))
          }
        }
      }
      if ticks.count <= maximumCount, ticks.count >= 2 { return ticks }
    }
    if decades >= 2 { return (first...last).map { decade($0) } }
    return linear(range, maximumCount)
  }

  private static func symmetric(_ range: ClosedRange<Double>, _ threshold: Double, _ maximumCount: Int) -> [Tick] {
    let scale = Scale.symmetricLog(linearBelow: threshold)
    let largest = max(range.lowerBound.magnitude, range.upperBound.magnitude)
    let first = Int(clamping: decimalLogarithm(threshold).rounded(.up), to: -330...310)
    let last = Int(clamping: (decimalLogarithm(largest) + 1e-9).rounded(.down), to: -330...310)
    guard first <= last else { return linear(range, maximumCount) }
    let sides = range.lowerBound < 0 && range.upperBound > 0 ? 2 : 1
    let perSide = max(1, (maximumCount - 1) / sides)
    let stride = max(1, (last - first + perSide) / perSide)
    var ticks: [Tick] = range.contains(0) ? [Tick(0, "0")] : []
    for exponent in Swift.stride(from: last, through: first, by: -stride) {
      let tick = decade(exponent)
      if range.contains(tick.value) { ticks.append(tick) }
      if range.contains(-tick.value) { ticks.append(Tick(-tick.value, "-" + tick.label)) }
    }
    return ticks.sorted { scale.position($0.value) < scale.position($1.value) }
  }

  private static func decade(_ exponent: Int) -> Tick {
    let value = powerOfTen(exponent)
    return Tick(value, (-3...14).contains(exponent) ? NumberFormat.compact.string(value) : "1e\(exponent)")
  }

  /// The label of a linear tick: as few digits as tell it from its neighbours.
  static func label(_ value: Double, step: Double, largest: Double? = nil) -> String {
    guard value != 0 else { return "0" }
    let largest = largest ?? value.magnitude
    guard step > 0 else { return NumberFormat.significant(4).string(value) }
    let stepExponent = Int(clamping: (decimalLogarithm(step) + 1e-9).rounded(.down), to: -330...310)
    let topExponent = Int(clamping: (decimalLogarithm(largest) + 1e-9).rounded(.down), to: -330...310)
    if topExponent < -3 || topExponent >= 15 {
      return NumberFormat.scientificString(value, max(1, min(15, topExponent - stepExponent + 1)))
    }
    if topExponent >= 3 {
      let group = topExponent / 3
      let decimals = max(0, 3 * group - stepExponent)
      if decimals <= 2 {
        let text = NumberFormat.fixedString(value / powerOfTen(3 * group), decimals)
        return NumberFormat.withoutTrailingZeros(text) + ["", "k", "M", "G", "T"][group]
      }
    }
    return NumberFormat.withoutTrailingZeros(NumberFormat.fixedString(value, max(0, -stepExponent)))
  }
}
