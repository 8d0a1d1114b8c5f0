import Plots
import ScreenTestSupport
import Shell
import Terminal

@testable import PlaneScreens
@testable import Training

typealias XorScript = ScreenScript<XorScreen>

extension ScreenScript<XorScreen> {
  init(_ settings: PlaneSettings = PlaneSettings(), size: Size = Size(120, 40)) {
    self.init(XorScreen(settings: settings), size: size)
    hear(.started(RunStart(configuration: settings, stepsPerEpoch: 1, generation: 1)))
  }

  /// A screen whose session has trained to the end.
  static func trained(_ settings: PlaneSettings = PlaneSettings(), size: Size = Size(120, 40)) -> XorScript {
    trained(XorScreen(settings: settings), size: size)
  }
}

extension ScreenCommand where Effect == RunEffect<PlaneSettings> {
  static func session(_ command: TrainingCommand<PlaneSettings>) -> Self { .effect(.command(command)) }
}
