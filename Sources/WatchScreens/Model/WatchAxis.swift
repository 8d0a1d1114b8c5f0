import Records

/// What charts have along their x axis.
public enum WatchAxis: String, CaseIterable, Sendable {
  /// The step.
  case step
  /// The epoch, where the log has it.
  case epoch
  /// The time since the run began.
  case relative
  /// The time of day.
  case wall
}

/// How points of a series lie along the x axis.
struct AxisPlaces {
  private let axis: WatchAxis
  /// Where each stored point lies; empty where the step is the place.
  let known: [Double]
  private let points: [MetricPoint]

  /// The places of a series; nil where the log does not say them.
  /// - Parameters:
  ///   - origin: the time that is 0, in the log's seconds.
  ///   - known: the places of its first stored points, from before others were appended.
  init?(_ series: MetricSeries, _ axis: WatchAxis, origin: Double, known: [Double] = []) {
    self.axis = axis
    points = series.points
    guard axis != .step else {
      self.known = []
      return
    }
    guard axis == .epoch ? series.hasEpochs : series.hasTimes else { return nil }
    var places = known
    var last = places.last ?? -Double.infinity
    places.reserveCapacity(points.count)
    // What goes back, or is missing, lies where the one before it does, so that places can be searched.
    for index in places.count..<max(places.count, points.count) {
      let place = axis == .epoch ? series.epoch(at: index) : series.time(at: index).map { $0 - origin }
      if let place, place > last { last = place }
      places.append(last)
    }
    if places.first?.isFinite == false, let first = places.first(where: \.isFinite) {
      for index in places.indices where !places[index].isFinite { places[index] = first }
    }
    guard places.first?.isFinite == true else { return nil }
    self.known = places
  }

  var count: Int { points.count }

  /// Where a stored point lies.
  subscript(index: Int) -> Double { known.isEmpty ? Double(points[index].step) : known[index] }

  /// The first stored point at or after a place.
  func index(atOrAfter place: Double) -> Int {
    var low = 0
    var high = points.count
    while low < high {
      let middle = (low + high) >> 1
      if self[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
