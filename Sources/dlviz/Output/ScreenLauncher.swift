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
    let memory = LookMemory()
    var isFirst = true
    let loop = AppLoop(
      terminal: terminal,
      wake: terminal.waker,
      theme: { [look] background in look.theme.theme ?? memory.theme(for: background) ?? .fitting(background) },
      remember: { memory.remember($0, for: $1) },
      greeting: { memory.greeting($0) },
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
