import Plots
import ScreenTestSupport
import Shell
import Terminal

@testable import PlaneScreens

/// A screen that asks nothing of a worker.
struct ClassicScript<S: ClassicScreen>: ScreenDriver where S.Message == Never, S.Effect == Never {
  var screen: S
  var commands: [ScreenCommand<Never>] = []
  private(set) var size: Size

  init(_ screen: S, size: Size = Size(120, 40)) {
    self.screen = screen
    self.size = size
    resize(size)
  }

  mutating func resize(_ size: Size) {
    self.size = size
    update(.input(.resize(size)))
  }

  mutating func send(_ event: ScreenEvent<Never>) -> [ScreenCommand<Never>] { screen.update(event) }
  func view(_ context: ViewContext) -> Buffer { screen.view(context) }
}
