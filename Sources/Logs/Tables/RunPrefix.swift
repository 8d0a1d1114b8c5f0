import Records

/// Tells rows of several runs apart, where a column or a member says which run a row is of.
///
/// The names of the first run stay as they are, since most logs are about one.
struct RunPrefix {
  /// A list of results has a run in each row, and no curves.
  private static let mostRuns = 64

  private var first: String?
  private var others: Set<String> = []

  /// What the names of a row's metrics begin with.
  mutating func prefix(of name: String, in run: inout RunHistory) -> String {
    guard let first else {
      first = name
      return ""
    }
    if name == first { return "" }
    if !others.contains(name) {
      guard others.count < Self.mostRuns else {
        run.warn("there are rows of more than \(Self.mostRuns + 1) runs; those of the others are not kept apart")
        return ""
      }
      others.insert(name)
      run.warn(
        "there are rows of several runs: those of '\(first)' keep their names, the others begin with their run's"
      )
    }
    return name + "/"
  }
}
