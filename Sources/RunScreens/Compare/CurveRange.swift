import Plots

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The part of the x axis that curves are drawn over, as shares of its length from 0 to 1.
struct CurveRange: Hashable, Sendable {
  /// The ends of the whole axis.
  var whole: ClosedRange<Double>
  /// Whether the axis is logarithmic.
  var isLogarithmic: Bool
  /// The part that is shown.
  var part: ClosedRange<Double> = 0...1

  /// The least part that can be shown.
  static let least = 1.0 / 1024

  /// The ends of what is shown.
  var limits: ClosedRange<Double> {
    value(at: part.lowerBound)...max(value(at: part.lowerBound), value(at: part.upperBound))
  }

  /// Where a value stands within what is shown, 0 and 1 at its ends.
  func share(of x: Double) -> Double {
    let (low, high) = (whole.lowerBound, whole.upperBound)
    guard high > low else { return 0 }
    let share = isLogarithmic ? log(max(x, low) / low) / log(high / low) : (x - low) / (high - low)
    return (share - part.lowerBound) / (part.upperBound - part.lowerBound)
  }

  /// The value at a share of what is shown.
  func value(atShare share: Double) -> Double {
    value(at: part.lowerBound + share * (part.upperBound - part.lowerBound))
  }

  private func value(at share: Double) -> Double {
    let (low, high) = (whole.lowerBound, whole.upperBound)
    return isLogarithmic ? low * pow(high / low, share) : low + (high - low) * share
  }

  /// Half or twice the part, around a value.
  mutating func zoom(into: Bool, around x: Double) {
    let width = part.upperBound - part.lowerBound
    let new = min(1, max(Self.least, into ? width / 2 : width * 2))
    let middle = part.lowerBound + share(of: x) * width
    // The value keeps its place on the screen as far as the axis' ends allow.
    let place = min(1, max(0, (middle - part.lowerBound) / width))
    let low = min(1 - new, max(0, middle - place * new))
    part = low...low + new
  }

  /// Moves the part so that it holds a value.
  mutating func show(_ x: Double) {
    let share = share(of: x)
    guard share.isFinite, share < 0 || share > 1 else { return }
    let width = part.upperBound - part.lowerBound
    let middle = part.lowerBound + share * width
    let low = min(1 - width, max(0, share < 0 ? middle : middle - width))
    part = low...low + width
  }

  /// Points thinned to at most two a bucket, those outside left out but for the next on either side.
  ///
  /// First, least, greatest and last value of each bucket stay, so that a spike of one epoch is seen however long the run.
  /// - Complexity: one pass over the points.
  func thinned(_ points: [ChartPoint], buckets: Int) -> [ChartPoint] {
    guard !points.isEmpty, buckets > 0 else { return points }
    var result: [ChartPoint] = []
    result.reserveCapacity(min(points.count, buckets + 2))
    var lastBucket = Int.min
    for point in points {
      let share = share(of: point.x)
      let bucket = share < 0 ? -1 : share > 1 ? buckets : min(buckets - 1, Int(share * Double(buckets)))
      // What is not finite is a gap of its own; before and behind the shown part the nearest point is enough.
      if bucket == -1 {
        result = [point]
      } else if bucket == lastBucket, bucket < buckets, point.isFinite, let last = result.last, last.isFinite {
        result[result.count - 1] = last.merged(with: point)
      } else if bucket == buckets {
        result.append(point)
        return result
      } else {
        result.append(point)
      }
      lastBucket = point.isFinite ? bucket : Int.min
    }
    return result
  }
}
