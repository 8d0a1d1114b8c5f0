/// A lesson that is stepped both ways: where it stands, and whether it plays by itself.
public struct Playback: Hashable, Sendable {
  /// The place in the lesson, from 0.
  public internal(set) var position: Int
  /// The last place there is; it may grow while the lesson is computed.
  public var last: Int
  /// Whether it plays.
  public var isPlaying: Bool
  /// Steps a second while it plays.
  public var pace: Double
  /// The paces that keys step through.
  public var paces: [Double]

  /// A lesson at its beginning.
  public init(
    last: Int,
    pace: Double = 2,
    paces: [Double] = [0.5, 1, 2, 5, 10, 20, 50, 100, 200],
    isPlaying: Bool = false
  ) {
    position = 0
    self.last = last
    self.pace = pace
    self.paces = paces
    self.isPlaying = isPlaying
  }

  /// Whether there is nothing after this.
  public var isAtEnd: Bool { position >= last }

  /// Goes to a place, as far as there are places.
  public mutating func move(to place: Int) { position = min(max(0, place), last) }

  /// How long a step takes while it plays, or as many steps as a tick holds.
  public var tickInterval: Duration? { isPlaying && !isAtEnd ? .seconds(max(1 / pace, 0.02)) : nil }

  /// Steps in a tick: one, or more where the pace is faster than frames.
  var stepsPerTick: Int { max(1, Int((pace * 0.02).rounded())) }
}
