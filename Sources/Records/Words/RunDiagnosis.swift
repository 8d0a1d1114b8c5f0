/// What the figures of a run show, in sentences; nothing is said that they do not support.
public struct RunDiagnosis: Sendable {
  /// A difference counts from so many standard errors on.
  static let significance = 4.0

  let run: RunHistory
  let now: Double?
  let rhythm: RunRhythm?
  var findings: [RunFinding] = []
  /// From which step on the values of a metric are not what they seem.
  var hidden: [String: Int] = [:]

  /// All findings of a run, the gravest first.
  /// - Parameters:
  ///   - now: the time, in seconds since 1970, for what depends on it.
  ///   - rhythm: how the run was seen to write; nil where it was not watched.
  public static func findings(of run: RunHistory, now: Double? = nil, rhythm: RunRhythm? = nil) -> [RunFinding] {
    var diagnosis = RunDiagnosis(run: run, now: now, rhythm: rhythm)
    diagnosis.judge()
    return diagnosis.findings.enumerated().sorted { ($0.element.kind, $0.offset) < ($1.element.kind, $1.offset) }.map(
      \.element
    )
  }

  private init(run: RunHistory, now: Double?, rhythm: RunRhythm?) {
    self.run = run
    self.now = now
    self.rhythm = rhythm
  }

  private mutating func judge() {
    judgeStall()
    for metric in run.metrics where !metric.name.hasPrefix("system/") { judgeFiniteness(metric) }
    judgeHiddenNaN()
    judgeOverfitting()
    for metric in run.metrics where hidden[metric.name] == nil {
      switch MetricFamily(metric.name) {
      case .loss: judgeTrend(metric, smallerIsBetter: true)
      case .score: judgeTrend(metric, smallerIsBetter: false)
      case .rate: judgeRate(metric)
      case .other: break
      }
    }
    judgeSpeed()
  }

  mutating func say(_ kind: RunFinding.Kind, _ metric: String, _ text: String) {
    findings.append(RunFinding(kind: kind, metric: metric, text: text))
  }

  /// The values of a metric that can be judged.
  func values(_ metric: RunHistory.Metric) -> [MetricPoint] {
    let end = hidden[metric.name] ?? .max
    return metric.series.points.filter { $0.value.isFinite && $0.step < end }
  }

  static func mean(_ points: some Collection<MetricPoint>) -> Double {
    points.reduce(0) { $0 + $1.value / Double(points.count) }
  }
}
