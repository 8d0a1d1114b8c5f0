/// Which runs are drawn: all but those of settings that are hidden, and single ones that are hidden themselves.
///
/// A setting that is hidden and shown again has the same runs hidden as before.
struct ShownRuns: Hashable, Sendable {
  /// The settings that are hidden.
  private(set) var hiddenPoints: Set<Int> = []
  /// The single runs that are hidden, by their setting.
  private var hiddenRuns: [Int: Set<Int>] = [:]
  private let seedCount: Int

  /// All runs.
  init(seedCount: Int) { self.seedCount = seedCount }

  /// Whether a run is drawn where its setting is.
  func contains(_ run: Int) -> Bool { hiddenRuns[run / seedCount]?.contains(run) != true }

  /// Whether a setting's curves are drawn.
  func contains(point: Int) -> Bool { !hiddenPoints.contains(point) }

  /// Whether single runs of a setting are hidden.
  func hasHiddenRuns(of point: Int) -> Bool { hiddenRuns[point] != nil }

  /// How many runs of a setting are hidden one by one.
  func hiddenRunCount(of point: Int) -> Int { hiddenRuns[point]?.count ?? 0 }

  /// Whether anything is hidden.
  var hidesAny: Bool { !hiddenPoints.isEmpty || !hiddenRuns.isEmpty }

  /// How many of a sweep's runs are drawn.
  func count(ofPoints pointCount: Int) -> Int {
    (0..<pointCount).reduce(0) { $0 + (contains(point: $1) ? seedCount - hiddenRunCount(of: $1) : 0) }
  }

  /// Whether a setting's runs are drawn as in another choice; whether the setting itself is, does not matter.
  func hasSameRuns(as other: ShownRuns, of point: Int) -> Bool { hiddenRuns[point] == other.hiddenRuns[point] }

  /// Hides a setting, or shows it.
  mutating func toggle(point: Int) {
    if hiddenPoints.remove(point) == nil { hiddenPoints.insert(point) }
  }

  /// Hides runs of a setting; where none of them is drawn, shows them.
  mutating func toggle(_ runs: [Int], of point: Int) {
    let areShown = runs.contains { contains($0) }
    var hidden = hiddenRuns[point] ?? []
    if areShown { hidden.formUnion(runs) } else { hidden.subtract(runs) }
    hiddenRuns[point] = hidden.isEmpty ? nil : hidden
  }

  /// Shows one setting alone, or some of its runs.
  mutating func isolate(_ runs: [Int]? = nil, of point: Int, pointCount: Int) {
    hiddenPoints = Set(0..<pointCount).subtracting([point])
    guard let runs else { return }
    let others = Set(point * seedCount..<(point + 1) * seedCount).subtracting(runs)
    hiddenRuns = others.isEmpty ? [:] : [point: others]
  }

  /// Shows everything.
  mutating func showAll() { (hiddenPoints, hiddenRuns) = ([], [:]) }
}
