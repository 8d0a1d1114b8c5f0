import Datasets
import Dispatch
import Foundation
import NeuralNet
import Records
import ScreenTestSupport
import Shell
import Terminal
import Testing
import Training

@testable import Screens

/// The worker's own threads, on a few drawn digits.
@Suite(.timeLimit(.minutes(3)))
struct MnistWorkerTests {
  /// A screen and its worker, joined as the render loop joins them.
  private final class Loop {
    private let arrived = DispatchSemaphore(value: 0)
    private let worker: MnistWorker
    var screen: MnistScreen
    var heard: [MnistScreen.Message] = []

    init(_ options: MnistOptions) {
      worker = MnistWorker { [arrived] in arrived.signal() }
      screen = MnistScreen(options)
      perform(screen.start())
    }

    private func perform(_ commands: [ScreenCommand<MnistScreen.Effect>]) {
      for case .effect(let effect) in commands { worker.perform(effect) }
    }

    func press(_ keys: String) {
      for key in keys.unicodeScalars { perform(screen.update(.input(.key(.character(key))))) }
    }

    /// Listens until something holds of the screen; the suite's time limit ends what never does.
    func listen(until isReached: (MnistScreen) -> Bool) {
      while !isReached(screen) {
        arrived.wait()
        for message in worker.receive() {
          heard.append(message)
          perform(screen.update(.message(message)))
        }
      }
    }

    func end() { worker.end() }
  }

  private func options() -> MnistOptions {
    var options = MnistImages.options()
    options.generatedTrainCount = 60
    options.generatedTestCount = 30
    options.pace = nil
    return options
  }

  @Test func drawsDigitsWhereThereAreNoFilesTrainsAndReports() {
    let loop = Loop(options())
    defer { loop.end() }
    loop.listen { $0.state.run.state == .finished && $0.state.report?.step == 12 }
    #expect(loop.screen.state.isGenerated)
    #expect(loop.screen.state.data?.sets.train.count == 60)
    #expect(loop.screen.state.run.history[SessionMetric.trainLoss]?.points.indices.count == 2)
    let report = loop.screen.state.report
    #expect(abs((report?.accuracy ?? -1) - (loop.screen.state.run.lastReport?.testAccuracy ?? -2)) < 1e-12)
    let sawProgress = loop.heard.contains { if case .phase(.generating) = $0 { true } else { false } }
    #expect(sawProgress)
  }

  @Test func aSetThatIsNotThereIsSaidSoWithTheWayToGetIt() {
    var options = options()
    options.kind = .kmnist
    options.drawsDigitsInstead = false
    let loop = Loop(options)
    defer { loop.end() }
    loop.listen { if case .failed = $0.state.phase { true } else { false } }
    guard case .failed(let reason) = loop.screen.state.phase else { return }
    #expect(reason.contains("/nowhere/.cache/dlviz"))
    #expect(reason.contains("dlviz data fetch kmnist"))
  }

  @Test func savedWeightsComeBackBitForBit() throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("dlviz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    var options = options()
    options.saveFile = directory.appendingPathComponent("weights.safetensors").path
    let loop = Loop(options)
    defer { loop.end() }
    loop.listen { $0.state.run.state == .finished && $0.state.run.shownStep == 12 }
    let trained = loop.screen.currentNetwork?.parameters
    loop.press("6W")
    loop.listen { $0.shell.notice?.hasPrefix("wrote") == true }
    loop.press("L")
    loop.listen { $0.state.run.generation == 2 }
    #expect(loop.screen.run.settings.initialParameters == trained)
    #expect(trained != nil)
  }

  @Test func aFileThatIsNoneIsSaidSo() {
    var options = options()
    options.saveFile = "/nowhere/weights.safetensors"
    let loop = Loop(options)
    defer { loop.end() }
    loop.listen { $0.state.run.state == .finished }
    loop.press("6W")
    loop.listen { $0.shell.notice?.contains("cannot write /nowhere/weights.safetensors") == true }
    loop.press("L")
    loop.listen { $0.shell.notice?.contains("cannot read /nowhere/weights.safetensors") == true }
  }
}
