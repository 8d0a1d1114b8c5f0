/// Decides whether all threads work together on a step or the caller's works alone, from how fast each way goes.
///
/// Threads that meet in every step go at the pace of the slowest. Where another process keeps a processor busy, two threads
/// train more slowly than one, and no way of waiting mends that: who waits for a thread without a processor waits for a slice of
/// the system's time. So both ways are timed. One thread begins; then all are tried, and given up as soon as they have lost a
/// slice against one thread, which takes some milliseconds. Where they are faster they stay until they no longer are; where not,
/// they are tried again later, and later still each time that it was in vain. Both ways give the same bits.
struct ThreadChoice {
  private enum State {
    case alone(seconds: Double)
    /// A stretch together, to see whether it is the faster way.
    case trying
    case together
  }

  private var state: State
  private var patience = Self.leastPatience
  private var images = 0
  private var seconds = 0.0
  /// The newest speed of the caller's thread alone, in images a second.
  private var aloneRate = 0.0
  private let isFixed: Bool

  /// How long threads that work together are timed, in seconds: many of the slices of some milliseconds that a system with more
  /// threads than processors deals out.
  static let stretch = 0.06
  /// How long one thread is timed: on a machine at rest it is lost time.
  static let comparison = 0.01
  /// How far threads that are tried may fall behind one, in seconds: less than a slice, more than it takes to wake them.
  static let greatestLoss = 0.0015
  /// How long one thread works until the others are tried again, in seconds.
  static let leastPatience = 0.12
  static let mostPatience = 2.4
  /// What together must gain to be worth a change.
  static let gain = 1.05

  /// - Parameter alone: The only way to take, whatever its speed; nil to choose.
  init(always alone: Bool? = nil) {
    isFixed = alone != nil
    state = alone == false ? .together : .alone(seconds: Self.comparison)
  }

  /// Whether the next step is the caller's alone.
  var isAlone: Bool {
    if case .alone = state { true } else { false }
  }

  /// Takes note of a step's images and time, and decides at the end of a stretch.
  mutating func note(images: Int, seconds: Double) {
    if isFixed { return }
    self.images += images
    self.seconds += seconds
    if let next { enter(next) }
  }

  /// What comes now, nil if the state goes on.
  private var next: State? {
    let rate = Double(images) / seconds
    switch state {
    case .alone(let wanted): return seconds < wanted ? nil : .trying
    case .trying:
      // Measured in time, not as a rate: the first steps of threads that wake up say nothing.
      if seconds - Double(images) / aloneRate > Self.greatestLoss { return .alone(seconds: patience) }
      if seconds < Self.stretch { return nil }
      return rate > aloneRate * Self.gain ? .together : .alone(seconds: patience)
    case .together:
      if seconds < Self.stretch { return nil }
      return rate < aloneRate ? .alone(seconds: Self.comparison) : .together
    }
  }

  private mutating func enter(_ next: State) {
    switch (state, next) {
    case (.alone, _): aloneRate = Double(images) / seconds
    case (.trying, .alone): patience = Swift.min(patience * 2, Self.mostPatience)
    case (.trying, .together): patience = Self.leastPatience
    default: break
    }
    state = next
    images = 0
    seconds = 0
  }
}
