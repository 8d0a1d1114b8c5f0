/// Says how many steps are due, so that a run goes no faster than its pace; it never changes what a step computes.
struct Pacer {
  /// Steps a second; nil is unthrottled.
  private(set) var stepsPerSecond: Double?
  private var origin: Duration
  private var stepsSinceOrigin = 0.0

  /// No burst is longer than this, so that commands, metrics and the clock are looked at in time.
  static let longestBurst = 1 << 16
  /// Steps that came due while the machine was busy are made up for no longer than this; a laptop that slept does not race.
  private static let longestDebt = 0.25

  init(stepsPerSecond: Double?, now: Duration) {
    self.stepsPerSecond = stepsPerSecond
    origin = now
  }

  /// How many steps may be done now.
  mutating func stepsDue(now: Duration) -> Int {
    guard let stepsPerSecond else { return Self.longestBurst }
    let due = (now - origin).seconds * stepsPerSecond + 1 - stepsSinceOrigin
    let most = max(1, stepsPerSecond * Self.longestDebt)
    if due > most {
      origin = now
      stepsSinceOrigin = 1 - most
      return Int(min(most, Double(Self.longestBurst)))
    }
    return max(0, Int(min(due, Double(Self.longestBurst))))
  }

  /// How long until the next step is due.
  ///
  /// A fast pace is served in small bursts: waking for every single step of 10,000 a second would cost more than the steps.
  func wait(now: Duration) -> Duration {
    guard let stepsPerSecond else { return .zero }
    let next = (stepsSinceOrigin) / stepsPerSecond
    return max(.milliseconds(4), .seconds(next) - (now - origin))
  }

  mutating func didStep(_ count: Int) { stepsSinceOrigin += Double(count) }
}

extension Duration {
  /// The duration in seconds.
  public var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
