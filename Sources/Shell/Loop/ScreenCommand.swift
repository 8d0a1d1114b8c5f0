import Lessons

/// What a screen wants to be done.
public enum ScreenCommand<Effect> {
  /// Something for its worker.
  case effect(Effect)
  /// Something that the program does for every screen.
  case program(ProgramCommand)

  /// Show another screen above this one.
  public static func open(_ destination: Destination) -> Self { .program(.open(destination)) }
  /// Back to the screen below, or out of the program.
  public static var back: Self { .program(.back) }
  /// Out of the program.
  public static var quit: Self { .program(.quit) }
}

extension ScreenCommand: Equatable where Effect: Equatable {}
extension ScreenCommand: Sendable where Effect: Sendable {}

/// What the program does for whichever screen asks.
public enum ProgramCommand: Hashable, Sendable {
  /// Show another screen above this one.
  case open(Destination)
  /// Back to the screen below, or out of the program.
  case back
  /// Out of the program.
  case quit
  /// Dark to light, light to dark.
  case changeTheme
  /// Draw with the next set of glyphs.
  case changeGlyphs
  /// Write a picture of the frame as it stands.
  case writePicture
  /// Put a text on the terminal's clipboard.
  case copy(String)
  /// Remember what was opened or done of the course.
  case remember(LessonNews)
}
