/// Values that keys step through.
public enum Ladder {
  /// The next value of the series 1, 2, 5, 10 … above or below a value.
  ///
  /// A value outside the range goes to the end that lies in the direction asked for, and nowhere in the other direction: it was given on purpose.
  /// - Parameter range: the ends that are not passed.
  public static func step125(_ value: Double, up: Bool, in range: ClosedRange<Double>) -> Double {
    if up ? value >= range.upperBound : value <= range.lowerBound { return value }
    if value < range.lowerBound { return range.lowerBound }
    if value > range.upperBound { return range.upperBound }
    var candidates: [Double] = []
    for exponent in -12...12 {
      for (mantissa, text) in [(1.0, "1"), (2, "2"), (5, "5")] {
        // Parsing gives the nearest Double to the decimal; multiplying by a power would not.
        candidates.append(Double("\(text)e\(exponent)") ?? mantissa)
      }
    }
    let next = up ? candidates.first { $0 > value * (1 + 1e-9) } : candidates.last { $0 < value * (1 - 1e-9) }
    guard let next, range.contains(next) else { return up ? range.upperBound : range.lowerBound }
    return next
  }

  /// The value after or before one in a list, round and round; the first when it is not in the list.
  public static func cycle<Value: Equatable>(_ value: Value, in values: [Value], up: Bool) -> Value {
    guard let index = values.firstIndex(of: value) else { return values.first ?? value }
    return values[(index + (up ? 1 : values.count - 1)) % values.count]
  }

  /// The next higher or lower of some ascending values; beyond the ends the value stays.
  public static func next<Value: Comparable>(_ value: Value, in values: [Value], up: Bool) -> Value {
    (up ? values.first { $0 > value } : values.last { $0 < value }) ?? value
  }
}
