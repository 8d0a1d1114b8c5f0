import Terminal

/// A lookup table from a fraction 0…1 to a colour, interpolated in OKLab so that equal steps look equal.
///
/// OKLab: Björn Ottosson, "A perceptual color space for image processing", 2020.
public struct ColorMap: Hashable, Sendable {
  /// The colours from fraction 0 to fraction 1; never empty.
  public let colors: [Color]

  /// The distance in OKLab below which two colours side by side look alike (CSS Color 4, section 13.2).
  public static let justNoticeableDifference = 0.02

  /// A map through evenly spaced stops, `0xRRGGBB` each.
  ///
  /// Of the colours only as many differ as have no noticeable step between them, so that a value which moves a little changes nothing on the
  /// screen. Their number is odd: the middle of the stops is one of them.
  public init(stops: [UInt32], count: Int = 256) {
    precondition(!stops.isEmpty && count > 0, "a colour map needs at least one stop and one colour")
    let points = stops.map { OKLab(Color(hex: $0)) }
    let largest = zip(points, points.dropFirst()).map { $0.distance(to: $1) }.max() ?? 0
    let half = largest * Double(points.count - 1) / (2 * ColorMap.justNoticeableDifference)
    let steps = 2 * max(1, Int(clamping: half.rounded(.up)))
    colors = (0..<count).map { index in
      let step = (Double(index) / Double(max(1, count - 1)) * Double(steps)).rounded()
      let place = step / Double(steps) * Double(points.count - 1)
      let low = min(Int(place), points.count - 1)
      let high = min(low + 1, points.count - 1)
      return points[low].mixed(with: points[high], place - Double(low)).color
    }
  }

  /// A map of colours of the 256-colour palette, by their indices.
  init(palette indices: [UInt8]) {
    precondition(!indices.isEmpty, "a colour map needs at least one colour")
    colors = indices.map(Color.palette)
  }

  /// The colour of a fraction; outside 0…1 it is the nearest end's, for NaN nil.
  public func color(at fraction: Double) -> Color? { index(at: fraction).map { colors[$0] } }

  /// Which of the colours a fraction has, nil for NaN.
  func index(at fraction: Double) -> Int? {
    guard !fraction.isNaN else { return nil }
    return Int(clamping: fraction * Double(colors.count - 1), to: 0...colors.count - 1)
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
