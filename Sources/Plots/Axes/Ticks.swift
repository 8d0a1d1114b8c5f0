/// The choice of ticks: steps of 1, 2 or 5 times a power of ten, decades on a logarithmic axis.
public enum Ticks {
  /// The ticks in a range, in rising order.
  /// - Parameters:
  ///   - range: the axis's ends.
  ///   - maximumCount: the most ticks that have room.
  ///   - isWhole: whether ticks stand at whole numbers only.
  public static func ticks(
    in range: ClosedRange<Double>,
    scale: Scale = .linear,
    maximumCount: Int,
    isWhole: Bool = false
  ) -> [Tick] {
    guard maximumCount > 0, range.lowerBound.isFinite, range.upperBound.isFinite else { return [] }
    switch scale {
    case .linear: return linear(range, maximumCount, leastStep: isWhole ? 1 : 0)
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

  private static func linear(
    _ range: ClosedRange<Double>,
    _ maximumCount: Int,
    leastStep: Double = 0
  ) -> [Tick] {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else { return [Tick(range.lowerBound, label(range.lowerBound, step: 0))] }
    var step = niceStep(max(span / Double(maximumCount), leastStep))
    if indices(step, from: range.lowerBound, to: range.upperBound).count > maximumCount { step = niceStep(step * 1.5) }
    let indices = indices(step, from: range.lowerBound, to: range.upperBound)
    // So many steps from zero, the ticks of so narrow a range cannot be told apart.
    guard indices.lowerBound > -1_000_000_000_000, indices.upperBound < 1_000_000_000_000 else {
      return [Tick(range.lowerBound, label(range.lowerBound, step: 0))]
    }
    return multiples(of: step, indices.prefix(maximumCount))
  }

  /// Which multiples of a step lie between two positions, both included.
  static func indices(_ step: Double, from low: Double, to high: Double) -> Range<Int> {
    let range = -2_000_000_000_000...2_000_000_000_000
    let first = Int(clamping: (low / step - 1e-9).rounded(.up), to: range)
    let last = Int(clamping: (high / step + 1e-9).rounded(.down), to: range)
    return first..<max(first, last + 1)
  }

  /// The ticks at multiples of a step.
  static func multiples(of step: Double, _ indices: Range<Int>) -> [Tick] {
    guard let first = indices.first, let last = indices.last else { return [] }
    let largest = Double(max(first.magnitude, last.magnitude)) * step
    return indices.map { index in
      // Dividing by the inverse of a small step keeps 3 × 0.1 at 0.3.
      let value = step < 1 && step >= 1e-15 ? Double(index) / (1 / step).rounded() : Double(index) * step
      return Tick(value, label(value, step: step, largest: largest))
    }
  }

  /// The powers of ten in a range, every so many, and between them 2 and 5, or 3, where there is room.
  /// - Parameters:
  ///   - limits: where ticks are wanted.
  ///   - range: where they are taken from when the limits have too few.
  ///   - spacing: the cells that two labels need.
  static func decades(
    every stride: Int,
    in limits: ClosedRange<Double>,
    orIn range: ClosedRange<Double>,
    cellsPerDecade: Double,
    spacing: Int
  ) -> [Tick] {
    func ticks(_ factors: [Double], in range: ClosedRange<Double>) -> [Tick] {
      let first = Int(clamping: decimalLogarithm(range.lowerBound).rounded(.down), to: -330...310)
      let last = Int(clamping: decimalLogarithm(range.upperBound).rounded(.up), to: -330...310)
      return (first...max(first, last)).filter { Look.wrapped($0, stride) == 0 }.flatMap { exponent in
        factors.map { factor in
          factor == 1
            ? decade(exponent)
            : Tick(factor * powerOfTen(exponent), NumberFormat.compact.string(factor * powerOfTen(exponent)))
        }
      }
      .filter { range.lowerBound * (1 - 1e-9) <= $0.value && $0.value <= range.upperBound * (1 + 1e-9) }
    }
    let room = cellsPerDecade / Double(spacing)
    var factors = [1.0]
    if stride == 1 {
      // The narrowest gaps are from 3 to 10 of 1-3, 0.48 decades, and from 1 to 2 of 1-2-5, 0.3 decades.
      if room > 1 / 0.47 { factors = [1, 3] }
      if room > 1 / 0.3 { factors = [1, 2, 5] }
    }
    for range in [limits, range] {
      let found = ticks(factors, in: range)
      if found.count >= 2 { return found }
    }
    // Within a decade steps are nearly even.
    for count in [5, 4, 3, 2] {
      let found = linear(limits, count)
      let positions = found.map { decimalLogarithm($0.value) * room }
      if found.count >= 2, zip(positions, positions.dropFirst()).allSatisfy({ $1 - $0 >= 1 }) { return found }
    }
    return ticks(factors, in: range)
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
      if range.contains(-tick.value) { ticks.append(Tick(-tick.value, "−" + tick.label)) }
    }
    return ticks.sorted { scale.position($0.value) < scale.position($1.value) }
  }

  private static func decade(_ exponent: Int) -> Tick {
    let value = powerOfTen(exponent)
    return Tick(
      value,
      (-3...14).contains(exponent) ? NumberFormat.compact.string(value) : "1e\(exponent)".withTrueMinus
    )
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
        let text = NumberFormat.fixedString(value / powerOfTen(3 * group), decimals, isTrimmed: true)
        return text + ["", "k", "M", "G", "T"][group]
      }
    }
    return NumberFormat.fixedString(value, max(0, -stepExponent), isTrimmed: true)
  }
}
