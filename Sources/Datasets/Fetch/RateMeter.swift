/// How fast bytes arrive, as a mean over about the last two seconds.
struct RateMeter {
  private static let window = Duration.seconds(2)

  private let clock = ContinuousClock()
  private var marks: [(time: ContinuousClock.Instant, size: Int)] = []

  /// Bytes per second, now that so many have arrived.
  mutating func rate(at size: Int) -> Double {
    let now = clock.now
    if let last = marks.last, now - last.time < .milliseconds(50), marks.count > 1 {
      marks[marks.count - 1].size = size
    } else {
      marks.append((now, size))
    }
    while marks.count > 2, now - marks[0].time > Self.window { marks.removeFirst() }
    let seconds = (now - marks[0].time) / .seconds(1)
    return seconds > 0 ? Double(size - marks[0].size) / seconds : 0
  }
}
