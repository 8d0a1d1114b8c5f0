/// Decides whether all threads work together on a step or the caller's works alone, from how fast each way goes.
///
/// Threads that meet in every step go at the pace of the slowest. Where another process keeps a processor busy, two threads
/// train more slowly than one, and no way of waiting mends that: who waits for a thread without a processor waits for a slice of
/// the system's time. So both ways are timed. One thread begins; then all are tried, and given up as soon as they have lost a
/// slice against one thread, which takes some milliseconds. Where they are faster they stay until they no longer are, or a while has
/// passed; where not, they are tried again later, and later still each time that it was in vain. Both ways give the same bits.
struct ThreadChoice {
  private enum State {
    case alone(seconds: Double)
    /// A stretch together, to see whether it is the faster way.
    case trying
    case together(stretchesLeft: Int)
  }

  /// Images and the seconds they took.
  private struct Work {
    var images = 0
    var seconds = 0.0
    var rate: Double { Double(images) / seconds }

    mutating func add(_ images: Int, _ seconds: Double) {
      self.images += images
      self.seconds += seconds
    }
  }

  private var state: State
  private var patience = Self.leastPatience
  private var trust = Self.leastTrust
  /// Since the state began, or the stretch.
  private var work = Work()
  /// Of a part of the time alone, and the best speed of those before.
  private var part = Work()
  private var bestRate = 0.0
  /// The newest speed of the caller's thread alone, in images a second.
  private var aloneRate = 0.0
  private let isFixed: Bool

  /// How long threads that work together are timed, in seconds: many of the slices of some milliseconds that a system with more
  /// threads than processors deals out.
  static let stretch = 0.06
  /// How long one thread is timed: on a machine at rest it is lost time. The best part of it counts, since the system may need some
  /// milliseconds to see that the thread would have a processor for itself elsewhere.
  static let comparison = 0.015
  static let part = 0.005
  /// After so many stretches together one thread is timed again: it may have been slowed only while it was.
  static let leastTrust = 16
  static let mostTrust = 128
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
    state = alone == false ? .together(stretchesLeft: .max) : .alone(seconds: Self.comparison)
  }

  /// Whether the next step is the caller's alone.
  var isAlone: Bool {
    if case .alone = state { true } else { false }
  }

  /// Takes note of a step's images and time, and decides at the end of a stretch.
  mutating func note(images: Int, seconds: Double) {
    if isFixed { return }
    work.add(images, seconds)
    if isAlone {
      part.add(images, seconds)
      if part.seconds >= Self.part {
        bestRate = max(bestRate, part.rate)
        part = Work()
      }
    }
    if let next { enter(next) }
  }

  /// What comes now, nil if the state goes on.
  private var next: State? {
    switch state {
    case .alone(let wanted): return work.seconds < wanted ? nil : .trying
    case .trying:
      // Measured in time, not as a rate: the first steps of threads that wake up say nothing.
      if work.seconds - Double(work.images) / aloneRate > Self.greatestLoss { return .alone(seconds: patience) }
      if work.seconds < Self.stretch { return nil }
      return work.rate > aloneRate * Self.gain ? .together(stretchesLeft: trust) : .alone(seconds: patience)
    case .together(let left):
      if work.seconds < Self.stretch { return nil }
      return left > 1 && work.rate >= aloneRate ? .together(stretchesLeft: left - 1) : .alone(seconds: Self.comparison)
    }
  }

  private mutating func enter(_ next: State) {
    switch (state, next) {
    case (.alone, _): aloneRate = max(bestRate, work.rate)
    case (.trying, .alone):
      patience = min(patience * 2, Self.mostPatience)
      trust = Self.leastTrust
    case (.trying, .together):
      patience = Self.leastPatience
      trust = min(trust * 2, Self.mostTrust)
    default: break
    }
    state = next
    work = Work()
    part = Work()
    bestRate = 0
  }
}
