import Training

/// What the runs of a sweep have come to, by their numbers.
///
/// Memory grows with the runs that have ended, so that a sweep of many thousand runs begins as quickly as a small one.
struct RunOutcomes {
  /// Where each run's outcome stands; −1 for none, and −2 − place for a place whose outcome was forgotten.
  private var places: [Int32]
  private var ended: [SweepOutcome] = []
  /// How many runs have one.
  private(set) var count = 0

  /// None, of so many runs.
  init(runCount: Int) { places = Array(repeating: -1, count: runCount) }

  /// A run's outcome; nil before it has ended.
  subscript(run: Int) -> SweepOutcome? {
    let place = Int(places[run])
    return place < 0 ? nil : ended[place]
  }

  /// Whether a run has an outcome.
  func contains(_ run: Int) -> Bool { places[run] >= 0 }

  /// Adds an outcome, in the place of the run's last one where it had one.
  mutating func set(_ outcome: SweepOutcome) {
    let place = Int(places[outcome.run])
    if place < 0 { count += 1 }
    switch place {
    case -1:
      places[outcome.run] = Int32(ended.count)
      ended.append(outcome)
    case ..<0:
      places[outcome.run] = Int32(-2 - place)
      ended[-2 - place] = outcome
    default: ended[place] = outcome
    }
  }

  /// Forgets a run's outcome.
  mutating func forget(_ run: Int) {
    guard contains(run) else { return }
    places[run] = -2 - places[run]
    count -= 1
  }
}
