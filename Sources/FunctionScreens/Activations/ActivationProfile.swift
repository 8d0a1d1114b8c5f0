import NeuralNet

/// What can be said of an activation as a whole, found numerically from f′.
struct ActivationProfile: Hashable, Sendable {
  /// f′(0).
  let derivativeAtZero: Double
  /// The greatest f′ found.
  let maximumDerivative: Double
  /// Where it is; nil where it is the same over a whole stretch or only approached.
  let maximumPlace: Double?
  /// Where |f′| is below the threshold; infinite ends where no end was found.
  let saturated: [ClosedRange<Double>]

  /// Looked at from -60 to 60, densely in the middle; where f′ changes sign in between, too.
  init(_ activation: Activation, threshold: Double) {
    let places =
      Swift.stride(from: -60.0, to: -10, by: 0.5) + (0...400).map { -10 + Double($0) / 20 }
      + Swift.stride(from: 10.5, through: 60, by: 0.5)
    let slopes = activation.derivatives(atInputs: places)
    derivativeAtZero = activation.derivative(atInput: 0.0)

    let greatest = slopes.indices.max { slopes[$0] < slopes[$1] } ?? 0
    let neighbours = max(0, greatest - 1)...min(places.count - 1, greatest + 1)
    let isPeak = neighbours.allSatisfy { $0 == greatest || slopes[$0] < slopes[greatest] } && neighbours.count == 3
    if isPeak {
      let place = Self.peak(activation, from: places[neighbours.lowerBound], to: places[neighbours.upperBound])
      maximumPlace = (place * 1e6).rounded() / 1e6
      maximumDerivative = max(slopes[greatest], activation.derivative(atInput: place))
    } else {
      maximumPlace = nil
      maximumDerivative = slopes[greatest]
    }
    saturated = Self.saturated(activation, places: places, slopes: slopes, threshold: threshold)
  }

  /// Whether all x are alike in being saturated or not.
  var isEverywhereOrNowhere: Bool { saturated.isEmpty || saturated == [-Double.infinity...Double.infinity] }

  /// How far the saturated stretches reach, in words: `|x| > 4.6`, `x < −3, x > 5`.
  func saturatedWords(_ number: (Double) -> String) -> String {
    guard !saturated.isEmpty else { return "nowhere" }
    if saturated.count == 2, saturated[0].lowerBound == -.infinity, saturated[1].upperBound == .infinity,
      abs(saturated[0].upperBound + saturated[1].lowerBound) < 1e-9
    {
      return "|x| > \(number(saturated[1].lowerBound))"
    }
    return saturated.map { stretch in
      switch (stretch.lowerBound.isFinite, stretch.upperBound.isFinite) {
      case (false, false): "everywhere"
      case (false, true): "x < \(number(stretch.upperBound))"
      case (true, false): "x > \(number(stretch.lowerBound))"
      case (true, true): "x from \(number(stretch.lowerBound)) to \(number(stretch.upperBound))"
      }
    }
    .joined(separator: ", ")
  }

  /// Whether |f′| is below the threshold at x.
  func isSaturated(at x: Double) -> Bool { saturated.contains { $0.contains(x) } }

  /// The place of f′'s maximum between two places with lesser values, by golden sections.
  private static func peak(_ activation: Activation, from low: Double, to high: Double) -> Double {
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (low, high)
    for _ in 0..<60 {
      let left = high - ratio * (high - low)
      let right = low + ratio * (high - low)
      if activation.derivative(atInput: left) < activation.derivative(atInput: right) {
        low = left
      } else {
        high = right
      }
    }
    return (low + high) / 2
  }

  private static func saturated(
    _ activation: Activation,
    places: [Double],
    slopes: [Double],
    threshold: Double
  ) -> [ClosedRange<Double>] {
    func isBelow(_ place: Double) -> Bool { abs(activation.derivative(atInput: place)) < threshold }
    /// The end of the stretch between a place inside it and one outside.
    func end(inside: Double, outside: Double) -> Double {
      var (inside, outside) = (inside, outside)
      for _ in 0..<50 {
        let middle = (inside + outside) / 2
        if isBelow(middle) { inside = middle } else { outside = middle }
      }
      return inside
    }
    var stretches: [ClosedRange<Double>] = []
    var start: Double? = abs(slopes[0]) < threshold ? -.infinity : nil
    for index in 1..<places.count {
      let (before, here) = (places[index - 1], places[index])
      let below = abs(slopes[index]) < threshold
      if below, start == nil {
        start = end(inside: here, outside: before)
      } else if !below, let first = start {
        stretches.append(first...max(first, end(inside: before, outside: here)))
        start = nil
      } else if !below, (slopes[index - 1] < 0) != (slopes[index] < 0) {
        // Too short a stretch for the grid, about a zero of f′: f's minimum.
        var (low, high) = (before, here)
        for _ in 0..<60 {
          let middle = (low + high) / 2
          if (activation.derivative(atInput: middle) < 0) == (slopes[index - 1] < 0) {
            low = middle
          } else {
            high = middle
          }
        }
        if isBelow(low) { stretches.append(end(inside: low, outside: before)...end(inside: low, outside: here)) }
      }
    }
    if let first = start { stretches.append(first...Double.infinity) }
    return stretches
  }
}
