/// How often a run writes, as it was seen to.
public struct RunRhythm: Hashable, Sendable {
  /// So many writes tell how often they come.
  private static let capacity = 64
  /// Fewer gaps than this are no rhythm.
  private static let least = 3
  /// TensorBoard's writers keep values back for so long, and a little more.
  private static let longestBuffer = 130.0

  /// A moment at which something was written.
  private struct Mark: Hashable {
    var time: Double
    var step: Int?
  }

  private var marks: [Mark] = []

  /// Nothing was seen yet.
  public init() {}

  /// Takes in when something was written last, in seconds since 1970, and how far the run had come by then.
  public mutating func note(write time: Double, step: Int?) {
    if let last = marks.last, time <= last.time {
      marks[marks.count - 1].step = step
      return
    }
    if marks.count == Self.capacity { marks.removeFirst() }
    marks.append(Mark(time: time, step: step))
  }

  private var gaps: [Double] { zip(marks, marks.dropFirst()).map { $1.time - $0.time }.sorted() }

  /// The usual time between two writes, in seconds; nil where it is not known.
  public var interval: Double? {
    let gaps = gaps
    return gaps.count >= Self.least ? gaps[gaps.count / 2] : nil
  }

  /// After so many seconds without a write a run counts as silent; nil where no rhythm is known.
  public var patience: Double? {
    let gaps = gaps
    guard gaps.count >= Self.least, let longest = gaps.last else { return nil }
    // Values that are kept back come in bursts, and validation takes its time.
    return max(10, 20 * gaps[gaps.count / 2], 3 * longest)
  }

  /// How long a step takes; nil where it is not known.
  public var secondsPerStep: Double? {
    let known = marks.compactMap { mark in mark.step.map { (time: mark.time, step: $0) } }
    guard known.count > Self.least, let first = known.first, let last = known.last, last.step > first.step else {
      return nil
    }
    return (last.time - first.time) / Double(last.step - first.step)
  }

  /// How long after its last write a run counts as silent, by what was seen or by the times that its log gives.
  private static func patience(of run: RunHistory, _ rhythm: RunRhythm?) -> Double? {
    if let patience = rhythm?.patience { return patience }
    guard let recorded = RunRhythm(recordedIn: run)?.patience else { return nil }
    return max(longestBuffer, recorded)
  }

  /// The rhythm of the newest values by the times that stand in the log; nil where there are none.
  init?(recordedIn run: RunHistory) {
    guard let series = run.metrics.map(\.series).filter(\.hasTimes).max(by: { $0.count < $1.count }) else { return nil }
    for index in series.points.indices.suffix(Self.capacity) {
      if let time = series.time(at: index) { note(write: time, step: series.points[index].step) }
    }
  }

  /// Whether a run that has not said its end goes on or is silent.
  /// - Parameters:
  ///   - rhythm: how it was seen to write; nil where it was not watched.
  ///   - lastChange: when something of it was written last, in seconds since 1970.
  ///   - now: the time.
  public static func status(of run: RunHistory, _ rhythm: RunRhythm?, lastChange: Double, now: Double) -> RunStatus {
    switch run.status {
    case .running, .stalled:
      guard let patience = patience(of: run, rhythm) else { return run.status }
      return now - lastChange > patience ? .stalled(since: lastChange) : .running
    case .unknown, .paused, .finished, .failed: return run.status
    }
  }
}

extension RunHistory {
  /// When its newest value was logged, in seconds since 1970; nil where the log gives no times of day.
  public var lastWallTime: Double? {
    let last = metrics.compactMap { $0.series.time(at: $0.series.points.count - 1) }.max()
    return last.flatMap { $0 > 1e9 ? $0 : nil }
  }
}
