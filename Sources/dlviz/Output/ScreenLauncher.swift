import Curses
import Plots
import Shell
import Terminal

/// Takes the terminal and runs screens on it until the person leaves.
struct ScreenLauncher {
  private let look: LookOptions

  init(_ look: LookOptions) { self.look = look }

  /// Shows a destination made by its own name.
  func run(_ destination: Destination) throws {
    try run(destination) { wake in Catalog.screen(destination, wake: wake) }
  }

  /// Shows a destination whose first screen is made by the caller, so that it can carry options and be asked for its results.
  func run(_ destination: Destination, makeFirst: @escaping (@escaping @Sendable () -> Void) -> any HostedScreen) throws
  {
    let terminal = try CursesTerminal(look.cursesOptions)
    defer { terminal.close() }
    var isFirst = true
    let loop = AppLoop(
      terminal: terminal,
      wake: terminal.waker,
      theme: look.theme.theme,
      framesPerSecond: look.fps,
      writePicture: PictureFile.writeNext,
      makeScreen: { destination, wake in
        defer { isFirst = false }
        return isFirst ? makeFirst(wake) : Catalog.screen(destination, wake: wake)
      }
    )
    loop.run(destination)
  }
}
