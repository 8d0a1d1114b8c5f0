import Shell
import Terminal
import Training

/// A screen in a window, with its worker's messages put in by hand.
public struct ScreenScript<S: Screen>: ScreenDriver {
  /// The screen now.
  public var screen: S
  /// What it asked for since the last keys or mouse event.
  public var commands: [ScreenCommand<S.Effect>] = []
  /// The window.
  public private(set) var size: Size

  /// A screen that has been told its window and started.
  public init(_ screen: S, size: Size = Size(120, 40)) {
    self.screen = screen
    self.size = size
    resize(size)
    commands += self.screen.begin()
  }

  /// Gives the window another size.
  public mutating func resize(_ size: Size) {
    self.size = size
    update(.input(.resize(size)))
  }

  /// The send.
  public mutating func send(_ event: ScreenEvent<S.Message>) -> [ScreenCommand<S.Effect>] { screen.update(event) }
  /// The view.
  public func view(_ context: ViewContext) -> Buffer { screen.view(context) }
}

extension ScreenScript where S: RunScreen, S.Message == TrainingEvent<S.Run> {
  /// A screen whose session has trained to the end.
  public static func trained(_ screen: S, size: Size = Size(120, 40)) -> ScreenScript {
    var script = ScreenScript(screen, size: size)
    let session = TrainingSession<S.Run>(
      screen.run.settings,
      options: SessionOptions(endsWhenFinished: true, keepsPast: false),
      channel: EventChannel()
    )
    while let events = session.channel.receiveWaiting() { events.forEach { script.hear($0) } }
    return script
  }
}

extension Rect {
  /// The cell in the middle.
  public var middle: Point { Point(x + width / 2, y + height / 2) }
}
