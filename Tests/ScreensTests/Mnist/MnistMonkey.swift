import Datasets
import ScreenTestSupport
import Shell

@testable import Screens

/// Presses random keys on the mnist screen, which trains a small network on a few generated digits and can save nothing.
/// - Parameters:
///   - page: where it begins.
///   - drawings: where drawings are kept; nil for nowhere.
func runMnistMonkey(seed: UInt64, page: MnistPage, drawings: String? = nil) {
  runMonkey(
    seed: seed,
    events: 1500,
    makeScreen: { _, wake in
      var options = MnistOptions(kind: .generated, locator: DatasetLocator(environment: [:]))
      options.generatedTrainCount = 60
      options.generatedTestCount = 60
      options.hidden = [8]
      options.threads = 1
      options.drawnDirectory = drawings
      options.saveFile = "/nowhere/weights.safetensors"
      return ScreenHost(MnistScreen(options, page: page), worker: MnistWorker(wake: wake))
    },
    destination: .menu
  )
}
