/// Decides whether all threads work together on a step or the caller's works alone, from how fast each way goes.
///
/// Threads that meet in every step go at the pace of the slowest. Where another process keeps a processor busy, two threads
/// train more slowly than one, and no way of waiting mends that: who waits for a thread without a processor waits for a slice of
/// the system's time. So both ways are timed. Together is the rule as long as it is the faster one; alone, it is tried again
/// after some stretches, and after more of them each time that it was in vain. Both ways give the same bits.
struct ThreadChoice {
  private enum State {
    case together
    /// One stretch alone, to compare with what together has given, in images a second.
    case comparingAlone(together: Double)
    case alone(stretchesLeft: Int)
    /// One stretch together, to see whether the processors are free again.
    case tryingTogether
  }

  private var state: State
  private var patience = Self.leastPatience
  private var images = 0
  private var seconds = 0.0
  /// The newest speed of the caller's thread alone, in images a second.
  private var aloneRate: Double?
  private let isFixed: Bool

  /// How long a stretch is, in seconds: many of the slices of some milliseconds that a system with more threads than processors
  /// deals out. One that only compares is shorter, since on a machine at rest it is lost time.
  static let stretch = 0.06
  static let comparison = 0.03
  static let leastPatience = 8
  static let mostPatience = 40
  /// What together must gain to be worth another change.
  static let gain = 1.05

  /// - Parameter alone: The only way to take, whatever its speed; nil to choose.
  init(always alone: Bool? = nil) {
    isFixed = alone != nil
    state = alone == true ? .alone(stretchesLeft: .max) : .together
  }

  /// Whether the next step is the caller's alone.
  var isAlone: Bool {
    switch state {
    case .alone, .comparingAlone: true
    case .together, .tryingTogether: false
    }
  }

  /// Takes note of a step's images and time, and decides at the end of a stretch.
  mutating func note(images: Int, seconds: Double) {
    if isFixed { return }
    self.images += images
    self.seconds += seconds
    guard self.seconds >= stretchSeconds else { return }
    let rate = Double(self.images) / self.seconds
    self.images = 0
    self.seconds = 0
    decide(rate)
  }

  private var stretchSeconds: Double {
    switch state {
    case .comparingAlone: Self.comparison
    case .together, .alone, .tryingTogether: Self.stretch
    }
  }

  private mutating func decide(_ rate: Double) {
    switch state {
    case .together:
      if aloneRate.map({ rate < $0 }) ?? true { state = .comparingAlone(together: rate) }
    case .comparingAlone(let together):
      aloneRate = rate
      state = rate > together ? .alone(stretchesLeft: patience) : .together
    case .alone(let left):
      aloneRate = rate
      state = left > 1 ? .alone(stretchesLeft: left - 1) : .tryingTogether
    case .tryingTogether:
      if rate > (aloneRate ?? 0) * Self.gain {
        patience = Self.leastPatience
        state = .together
      } else {
        patience = Swift.min(patience * 2, Self.mostPatience)
        state = .alone(stretchesLeft: patience)
      }
    }
  }
}
