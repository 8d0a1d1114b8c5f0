import Plots
import Terminal

/// A screen whose lesson is stepped both ways by the common keys.
public protocol PlaybackScreen: Screen {
  /// Where the lesson stands.
  var playback: Playback { get set }
  /// What `s` and `S` step over, for the help box: `one operation`, `one layer`.
  var playbackStrides: (small: String, large: String) { get }
  /// Where a larger step from a place leads.
  func largeStep(from place: Int, forward: Bool) -> Int
  /// Is told that the lesson stands elsewhere.
  mutating func moved() -> [Command]
  /// Begins the lesson anew.
  /// - Parameter isReseeded: whether with another seed.
  mutating func restarted(isReseeded: Bool) -> [Command]
}

extension PlaybackScreen {
  /// The moved.
  public mutating func moved() -> [Command] { [] }
  /// The large step.
  public func largeStep(from place: Int, forward: Bool) -> Int { place + (forward ? 10 : -10) }
  /// Keys that a kind of screen shares.
  public var sharedBindings: [Binding<Self>] { playbackBindings }
  /// How often a tick is wanted; nil while nothing moves.
  public var tickInterval: Duration? { playback.tickInterval }

  /// Takes in that time went by.
  public mutating func tick(_ now: Duration) -> [Command] { play() }

  /// Goes on while it plays.
  public mutating func play() -> [Command] {
    guard playback.isPlaying else { return [] }
    playback.move(to: playback.position + playback.stepsPerTick)
    if playback.isAtEnd { playback.isPlaying = false }
    return moved()
  }

  /// A covered lesson rests.
  public mutating func covered(_ isCovered: Bool) -> [Command] {
    if isCovered { playback.isPlaying = false }
    return []
  }

  /// Goes to a place in the lesson; playing ends.
  public mutating func move(to place: Int) -> [Command] {
    playback.isPlaying = false
    let old = playback.position
    playback.move(to: place)
    if playback.position == old {
      shell.notice = place > old ? "this is the end" : "this is the beginning"
      return []
    }
    return moved()
  }

  /// State and place for the title line.
  public func playbackStatus(_ unit: String) -> StyledText {
    let grouped = NumberFormat.grouped
    let place = "\(unit) \(grouped.string(playback.position)) of \(grouped.string(playback.last))"
    if playback.isPlaying { return StyledText("▶ ", .good) + StyledText(place) }
    return playback.isAtEnd
      ? StyledText("■ done ", .good) + StyledText(place) : StyledText("‖ ", .warning) + StyledText(place)
  }

  /// The keys of a lesson.
  public var playbackBindings: [Binding<Self>] {
    let strides = playbackStrides
    return [
      Binding(
        common: .run,
        hint: playback.isPlaying ? "pause" : "play",
        rank: 10,
        isEssential: true,
        help: "play, pause",
        group: HelpGroup.training
      ) { screen, _ in
        if !screen.playback.isPlaying, screen.playback.isAtEnd {
          screen.playback.move(to: 0)
          screen.playback.isPlaying = true
          return screen.moved()
        }
        screen.playback.isPlaying.toggle()
        return []
      },
      Binding("s", common: .step, hint: "step", rank: 20, help: strides.small, group: HelpGroup.training) { screen, _ in
        screen.move(to: screen.playback.position + 1)
      },
      Binding("S", common: .step, hint: nil, rank: 30, help: strides.large, group: HelpGroup.training) { screen, _ in
        screen.move(to: screen.largeStep(from: screen.playback.position, forward: true))
      },
      Binding(
        "[]",
        common: .time,
        caps: "[ ]",
        hint: "back, forward",
        rank: 70,
        help: "one step back, forward",
        group: HelpGroup.past
      ) {
        screen,
        key in screen.move(to: screen.playback.position + (key == .character("[") ? -1 : 1))
      },
      Binding("{}", common: .time, caps: "{ }", help: "a larger step back, forward", group: HelpGroup.past) {
        screen,
        key in
        screen.move(to: screen.largeStep(from: screen.playback.position, forward: key == .character("}")))
      },
      Binding([.home, .end], common: .time, help: "to the beginning, to the end", group: HelpGroup.past) {
        screen,
        key in
        screen.move(to: key == .home ? 0 : screen.playback.last)
      },
      Binding("r", common: .restart, hint: "restart", rank: 40, help: "restart", group: HelpGroup.training) {
        screen,
        _ in
        screen.playback.move(to: 0)
        return screen.restarted(isReseeded: false)
      },
      Binding("R", common: .restart, help: "restart with another seed", group: HelpGroup.training) { screen, _ in
        screen.playback.move(to: 0)
        return screen.restarted(isReseeded: true)
      },
      .pace { screen, up in
        screen.playback.pace = Ladder.next(screen.playback.pace, in: screen.playback.paces, up: up)
        screen.shell.notice = "\(NumberFormat.compact.string(screen.playback.pace)) steps a second"
        return []
      },
    ]
  }
}
