import Records

/// Curves that were made for earlier frames: what has not changed is not made again.
///
/// A reference within the screen's value: what it holds follows from the values it is asked for, so that frames are the same without it.
final class CurveMemo {
  /// What a curve was made from.
  struct Key: Hashable {
    var run: String
    var metric: String
    var axis: WatchAxis
    var isLogarithmic: Bool
    var low: Double
    var high: Double
    var columns: Int
    var beta: Double
  }

  /// What changes when a series does.
  struct Stamp: Hashable {
    var generation: Int
    var revision: Int
    var count: Int
    var origin: Double
  }

  /// What the ends of a chart's data follow from.
  struct RangeKey: Hashable {
    var chart: String
    var version: Int
    var axis: WatchAxis
    var isLogarithmic: Bool
    var hidden: Set<String>
  }

  private static let capacity = 6000
  private var ranges: [RangeKey: ClosedRange<Double>] = [:]
  private var curves: [Key: (stamp: Stamp, curve: SeriesCurve)] = [:]
  private var places: [String: (stamp: Stamp, places: AxisPlaces?)] = [:]

  /// A curve, made by the closure where it is not known.
  func curve(_ key: Key, _ stamp: Stamp, make: () -> SeriesCurve) -> SeriesCurve {
    if let known = curves[key], known.stamp == stamp { return known.curve }
    if curves.count >= Self.capacity { curves.removeAll(keepingCapacity: true) }
    let curve = make()
    curves[key] = (stamp, curve)
    return curve
  }

  /// The ends of a chart's data, found by the closure where they are not known.
  func range(_ key: RangeKey, find: () -> ClosedRange<Double>) -> ClosedRange<Double> {
    if let known = ranges[key] { return known }
    if ranges.count >= Self.capacity { ranges.removeAll(keepingCapacity: true) }
    let found = find()
    ranges[key] = found
    return found
  }

  /// Places along an axis, made by the closure where they are not known.
  func places(_ key: String, _ stamp: Stamp, make: () -> AxisPlaces?) -> AxisPlaces? {
    if let known = places[key], known.stamp == stamp { return known.places }
    if places.count >= Self.capacity { places.removeAll(keepingCapacity: true) }
    let made = make()
    places[key] = (stamp, made)
    return made
  }
}
