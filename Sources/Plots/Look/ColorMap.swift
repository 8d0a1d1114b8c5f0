import Terminal

/// A lookup table from a fraction 0…1 to a colour, interpolated in OKLab so that equal steps look equal.
///
/// OKLab: Björn Ottosson, "A perceptual color space for image processing", 2020.
public struct ColorMap: Hashable, Sendable {
  /// The colours from fraction 0 to fraction 1; never empty.
  public let colors: [Color]

  /// A map through evenly spaced stops, `0xRRGGBB` each.
  public init(stops: [UInt32], count: Int = 256) {
    precondition(!stops.isEmpty && count > 0, "a colour map needs at least one stop and one colour")
    let points = stops.map { OKLab(Color(hex: $0)) }
    colors = (0..<count).map { index in
      let place = Double(index) / Double(max(1, count - 1)) * Double(points.count - 1)
      let low = min(Int(place), points.count - 1)
      let high = min(low + 1, points.count - 1)
      return points[low].mixed(with: points[high], place - Double(low)).color
    }
  }

  /// The colour of a fraction; outside 0…1 it is the nearest end's, for NaN nil.
  public func color(at fraction: Double) -> Color? {
    guard !fraction.isNaN else { return nil }
    return colors[Int(clamping: fraction * Double(colors.count - 1), to: 0...colors.count - 1)]
  }

  /// The colour of a value in a range, nil for NaN; in a range without length every value has the middle colour.
  public func color(of value: Double, in range: ClosedRange<Double>) -> Color? {
    color(at: ColorMap.fraction(of: value, in: range))
  }

  /// Where a value lies in a range, 0…1 inside it; 0.5 when the range has no length.
  static func fraction(of value: Double, in range: ClosedRange<Double>) -> Double {
    // Halved so that the length of a range over most of the doubles does not overflow.
    let length = range.upperBound / 2 - range.lowerBound / 2
    guard length > 0 else { return value.isNaN ? .nan : 0.5 }
    return (value / 2 - range.lowerBound / 2) / length
  }
}
