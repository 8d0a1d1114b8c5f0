import Records

/// What is true of whole runs, side by side.
struct RunFacts {
  /// Names whose values differ between the runs, in the order in which they came.
  private(set) var differing: [String] = []
  /// Names whose values are the same in all runs.
  private(set) var common: [String] = []

  init(_ runs: [RunHistory]) {
    var seen: Set<String> = []
    for run in runs {
      for fact in run.facts where seen.insert(fact.name).inserted {
        let values = Set(runs.map { run in run.facts.first { $0.name == fact.name }?.text })
        if values.count > 1 { differing.append(fact.name) } else { common.append(fact.name) }
      }
    }
  }

  /// All names, those that differ first.
  var names: [String] { differing + common }
}
