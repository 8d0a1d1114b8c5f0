import Records

/// Holds conditions against every value that comes.
public struct ConditionWatch: Sendable {
  /// What has come about.
  public enum Verdict: Hashable, Sendable {
    /// All conditions of `until` were met by values of one run; in words, the last of them.
    case reached(String)
    /// A condition of `failOn` was met; in words, which.
    case failed(String)

    /// What made it so.
    public var words: String {
      switch self {
      case .reached(let words), .failed(let words): words
      }
    }
  }

  /// Some metrics come later than others, so that a name is not missed before so many seconds after the first.
  public static let noticeTime = 3.0

  /// What must all be met by one run, each at any of its values.
  public let until: [WatchCondition]
  /// Of what one is enough.
  public let failOn: [WatchCondition]
  private var met: [String: Set<WatchCondition>] = [:]
  private var told: Set<String> = []

  /// Conditions of which none is met.
  public init(until: [WatchCondition] = [], failOn: [WatchCondition] = []) {
    self.until = until
    self.failOn = failOn
  }

  /// Whether there is no condition.
  public var isEmpty: Bool { until.isEmpty && failOn.isEmpty }

  /// Looks at what came of a run, in the order in which it came.
  /// - Parameters:
  ///   - now: the time, in seconds since 1970.
  ///   - lastChange: when something of the run was written last.
  public mutating func look(
    at run: RunHistory,
    entries: [RunHistory.JournalEntry],
    now: Double,
    lastChange: Double
  ) -> Verdict? {
    if !entries.isEmpty {
      let failing = failOn.map { ($0, place(of: $0, in: run)) }
      let reaching = until.map { ($0, place(of: $0, in: run)) }
      for entry in entries {
        for (condition, place) in failing where condition.isMet(by: entry, place: place) {
          return .failed(words(entry, in: run))
        }
        for (condition, place) in reaching where condition.isMet(by: entry, place: place) {
          met[run.name, default: []].insert(condition)
          if met[run.name]?.count == Set(until).count { return .reached(words(entry, in: run)) }
        }
      }
    }
    guard run.status.isLive || run.status == .stalled(since: lastChange) else { return nil }
    func isStalled(_ condition: WatchCondition) -> Bool {
      if case .stall(let seconds) = condition { now - lastChange >= seconds } else { false }
    }
    let words = "\(run.name): nothing has been logged for \(Int(max(0, min(now - lastChange, 1e15)))) s"
    if failOn.contains(where: isStalled) { return .failed(words) }
    for condition in until where isStalled(condition) { met[run.name, default: []].insert(condition) }
    if until.contains(where: isStalled), met[run.name]?.count == Set(until).count { return .reached(words) }
    return nil
  }

  /// Says, once a name, which names of conditions no run has, or several metrics of a run could have.
  public mutating func notices(for runs: [RunHistory]) -> [String] {
    let notices = problems(of: runs).filter { !told.contains($0.name) }
    if runs.contains(where: { !$0.metrics.isEmpty }) { told.formUnion(names) }
    return notices.map(\.text)
  }

  /// The names of conditions that no run has, or that several metrics of a run could have, with what is to be said of each.
  public func problems(of runs: [RunHistory]) -> [(name: String, text: String)] {
    let names = runs.flatMap(\.metricNames)
    guard !self.names.isEmpty, !names.isEmpty else { return [] }
    var notices: [(String, String)] = []
    for name in self.names {
      let found = runs.map { Self.metrics(named: name, in: $0) }
      if found.contains(where: { $0.count == 1 }) { continue }
      if let several = found.first(where: { $0.count > 1 }) {
        notices.append((name, "'\(name)' may be \(several.joined(separator: " or ")); name one of them"))
      } else {
        var seen: Set<String> = []
        let distinct = names.filter { seen.insert($0).inserted }.sorted()
        let listed = distinct.prefix(12).joined(separator: ", ") + (distinct.count > 12 ? ", ..." : "")
        notices.append((name, "no metric is named '\(name)' yet; there are \(listed)"))
      }
    }
    return notices.map { ($0, SeriesReport.printable($1)) }
  }

  /// The names of metrics in the conditions, each once.
  private var names: [String] {
    var seen: Set<String> = []
    return (until + failOn).compactMap { condition in
      if case .value(let name, _, _) = condition, seen.insert(name).inserted { name } else { nil }
    }
  }

  /// The metrics that a name may mean: the one that is called so, or those that measure the same on the data that the name tells.
  static func metrics(named name: String, in run: RunHistory) -> [String] {
    if run[name] != nil { return [name] }
    let subject = MetricFamily.subject(name).sorted()
    let words = Self.words(name)
    guard !subject.isEmpty else { return [] }
    return run.metricNames.filter {
      MetricFamily.subject($0).sorted() == subject && words.isSubset(of: Self.words($0))
    }
  }

  private static func words(_ name: String) -> Set<String> {
    Set(name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }

  private func place(of condition: WatchCondition, in run: RunHistory) -> Int? {
    guard case .value(let name, _, _) = condition else { return nil }
    let names = Self.metrics(named: name, in: run)
    return names.count == 1 ? run.metrics.firstIndex { $0.name == names[0] } : nil
  }

  private func words(_ entry: RunHistory.JournalEntry, in run: RunHistory) -> String {
    let name = run.metrics[entry.metric.index].name
    let value = entry.value.isNaN ? "NaN" : entry.value.isInfinite ? "infinite" : "\(entry.value)"
    return SeriesReport.printable("\(run.name): \(name) is \(value) at step \(entry.step)")
  }
}

extension WatchCondition {
  /// Whether a value meets it.
  /// - Parameter place: where its metric is in the run.
  fileprivate func isMet(by entry: RunHistory.JournalEntry, place: Int?) -> Bool {
    switch self {
    case .value(_, let comparison, let limit):
      entry.metric.index == place && !entry.value.isNaN && comparison.holds(entry.value, limit)
    case .nan: !entry.value.isFinite
    case .stall: false
    }
  }
}
