import ArgumentParser
import Curses
import Datasets
import Plots
import Screens
import Terminal
import Training

/// Takes the terminal and runs screens on it until the person leaves.
struct ScreenLauncher {
  private let look: LookOptions

  init(_ look: LookOptions) { self.look = look }

  /// Shows a destination made by its own name.
  func run(_ destination: Destination) throws {
    try run(destination) { destination, wake in Self.screen(destination, wake: wake) }
  }

  /// Shows a destination whose first screen is made by the caller, so that it can carry options and be asked for its results.
  func run(_ destination: Destination, makeFirst: @escaping AppLoop.Factory) throws {
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
        return isFirst ? makeFirst(destination, wake) : Self.screen(destination, wake: wake)
      }
    )
    loop.run(destination)
  }

  /// Every screen with its defaults.
  static func screen(_ destination: Destination, wake: @escaping @Sendable () -> Void) -> any HostedScreen {
    switch destination {
    case .menu: ScreenHost(MenuScreen(version: Dlviz.configuration.version), worker: IdleWorker())
    case .losses: ScreenHost(LossesScreen(), worker: IdleWorker())
    case .perceptron: ScreenHost(PerceptronScreen(), worker: IdleWorker())
    case .xor(let gate):
      ScreenHost(XorScreen(settings: PlaneSettings(gate: gate), gate: gate), worker: XorWorker(wake: wake))
    case .activations: ScreenHost(ActivationsScreen(), worker: ActivationsWorker(wake: wake))
    case .mnist: ScreenHost(MnistScreen(), worker: MnistWorker(wake: wake))
    }
  }
}
