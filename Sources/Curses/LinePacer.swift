/// Decides when the next frame may be sent: not before the terminal has shown the last one.
///
/// What the system takes is no measure: over ssh a megabyte of frames lies in buffers while the line is slow, and a key would be answered
/// behind all of it. So each frame ends with a request for a status report, and the next one waits for the answer. A terminal that
/// answers nothing gets frames at the speed of an ordinary line instead.
struct LinePacer: Hashable {
  typealias Instant = ContinuousClock.Instant

  /// What is known of the terminal's answers.
  enum Habit: Hashable {
    /// Nothing was asked yet, or the first answer is still due.
    case unknown
    /// It has answered.
    case answers
    /// It has let a question pass.
    case silent
  }

  /// Whether reports are asked for at all.
  let asks: Bool
  private(set) var habit = Habit.unknown
  /// The request that is under way.
  private var pending: Request?

  private struct Request: Hashable {
    var sent: Instant
    /// How much the terminal reads before it.
    var bytes: Int
  }

  /// How many bytes a second the last frames took, the newest last; the time that the answer travels is in it.
  private var speeds: [Double] = []

  /// Bytes a second that are sent to a terminal that answers nothing.
  static let assumedSpeed = 100_000.0
  /// How long a terminal that has not answered yet is waited for, beside the time that the bytes take.
  private static let firstPatience = Duration.seconds(1)
  /// The same for one that has answered before: then the line is stuck, or an answer was lost.
  private static let patience = Duration.seconds(10)
  /// The slowest line that is waited for, in bytes a second.
  private static let slowestSpeed = 1_000.0

  /// - Parameter asks: whether the terminal knows the request.
  init(asks: Bool) { self.asks = asks }

  /// Notes that a frame of so many bytes has been handed over whole, with its request.
  mutating func sent(_ bytes: Int, at now: Instant) { pending = Request(sent: now, bytes: bytes) }

  /// Notes that the terminal has answered.
  mutating func answered(at now: Instant) {
    habit = .answers
    guard let request = pending else { return }
    pending = nil
    // Of few bytes the time says more about the way than about the line.
    guard request.bytes >= 500 else { return }
    speeds.append(Double(request.bytes) / max(1e-4, (now - request.sent) / .seconds(1)))
    if speeds.count > 8 { speeds.removeFirst() }
  }

  /// How many bytes a frame should have at most that no person has asked for: a key that is pressed while it is under way waits for it.
  /// Nil where that is not known, or the line is fast.
  var frameLimit: Int? {
    guard habit != .unknown else { return nil }
    let speed = habit == .silent ? Self.assumedSpeed : speeds.max() ?? .infinity
    guard speed < Self.fastSpeed else { return nil }
    return max(1000, Int(speed * 0.15))
  }

  /// A line of so many bytes a second carries the largest frame before anybody notices.
  private static let fastSpeed = 1_000_000.0

  /// Forgets what is under way: the screen is not ours any more, or is drawn anew.
  mutating func reset() { pending = nil }

  /// When the next frame may be sent, whatever the terminal answers until then; nil where it may be sent now.
  func due(at now: Instant) -> Instant? {
    guard let pending else { return nil }
    let time: Duration =
      switch asks ? habit : .silent {
      case .answers: Self.patience + .seconds(Double(pending.bytes) / Self.slowestSpeed)
      case .unknown: Self.firstPatience + .seconds(Double(pending.bytes) / Self.assumedSpeed)
      case .silent: .seconds(Double(pending.bytes) / Self.assumedSpeed)
      }
    let end = pending.sent + time
    return end > now ? end : nil
  }

  /// Draws the conclusion where an answer that is due has not come.
  mutating func pass(_ now: Instant) {
    guard pending != nil, due(at: now) == nil else { return }
    pending = nil
    if habit == .unknown { habit = .silent }
  }
}
