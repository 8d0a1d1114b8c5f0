/// The runs that a screen or a command reads, in the order in which they were found.
public struct RunSet: Sendable {
  /// The runs.
  public private(set) var runs: [RunHistory] = []
  private var places: [String: Int] = [:]
  /// Whether runs that are found from now on keep a journal.
  public var keepsJournal = false
  /// How many points each metric of runs found from now on stores at most.
  public var capacity: Int

  /// No runs.
  public init(capacity: Int = 16_384) { self.capacity = capacity }

  /// The place of a run; finds it by name, or makes it.
  public mutating func run(named name: String) -> Int {
    if let index = places[name] { return index }
    places[name] = runs.count
    runs.append(newRun(named: name))
    return runs.count - 1
  }

  /// A run as those of this set are, not yet in it.
  public func newRun(named name: String) -> RunHistory {
    var run = RunHistory(name: name, capacity: capacity)
    run.keepsJournal = keepsJournal
    return run
  }

  /// Adds a run, or puts it in the place of the one of that name.
  public mutating func insert(_ run: RunHistory) -> Int {
    let index = self.run(named: run.name)
    runs[index] = run
    return index
  }

  /// A run, to be read or changed in place.
  public subscript(index: Int) -> RunHistory {
    _read { yield runs[index] }
    _modify { yield &runs[index] }
  }

  /// A run by name; nil when there is none.
  public subscript(name: String) -> RunHistory? { places[name].map { runs[$0] } }
}
