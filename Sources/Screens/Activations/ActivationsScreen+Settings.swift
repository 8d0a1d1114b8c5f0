import NeuralNet
import Plots
import Shell
import Training

extension ActivationsScreen {
  mutating func change(up: Bool) -> [ScreenCommand<Effect>] {
    let before = depthSettings
    switch focusedControl {
    case .x: return moveCursor(to: step(cursor, up: up))
    case .threshold, .depthThreshold:
      threshold = Ladder.step125(threshold, up: up, in: 1e-6...0.5)
      depthSettings.saturationThreshold = threshold
      profiles = activations.map { ActivationProfile($0, threshold: threshold) }
    case .slope, .alpha: return changeParameter(up: up)
    case .width: depthSettings.width = ActivationsControl.step(before.width, in: ActivationsControl.widths, up: up)
    case .depth: depthSettings.depth = ActivationsControl.step(before.depth, in: ActivationsControl.depths, up: up)
    case .batchSize:
      depthSettings.batchSize = ActivationsControl.step(before.batchSize, in: ActivationsControl.batchSizes, up: up)
    case .initializer: depthSettings.initializer = Ladder.cycle(before.initializer, in: Initializer.all, up: up)
    case .seed: depthSettings.seed = up ? before.seed &+ 1 : before.seed &- 1
    }
    clampSelection()
    guard depthSettings != before else {
      notice = "\(focusedControl.label) goes no \(up ? "higher" : "lower")"
      return []
    }
    return page == .depth ? runExperiment() : []
  }

  /// Changes leaky ReLU's slope or ELU's α, and shows that activation.
  mutating func changeParameter(up: Bool) -> [ScreenCommand<Effect>] {
    for index in activations.indices {
      let old = activations[index]
      switch (old, focusedControl) {
      case (.leakyReLU(let slope), .slope):
        activations[index] = .leakyReLU(slope: Ladder.step125(slope, up: up, in: 0.001...1))
      case (.elu(let alpha), .alpha):
        activations[index] = .elu(alpha: Ladder.step125(alpha, up: up, in: 0.01...10))
      default: continue
      }
      row = index
      guard activations[index] != old else {
        notice = "\(focusedControl.label) goes no \(up ? "higher" : "lower")"
        return []
      }
      profiles[index] = ActivationProfile(activations[index], threshold: threshold)
      if slots[index] == nil { notice = "\(activations[index].displayName) is not selected: space shows it for good" }
    }
    return selectionChanged()
  }

  mutating func newSeed() -> [ScreenCommand<Effect>] {
    guard page == .depth else { return [] }
    // The next seed in a fixed sequence: a session can be told again from its first seed.
    var random = RandomNumbers(seed: depthSettings.seed)
    depthSettings.seed = random.next() % 100_000
    notice = "new seed \(depthSettings.seed)"
    return runExperiment()
  }

  mutating func reset() -> [ScreenCommand<Effect>] {
    guard page == .curves else { return runExperiment() }
    xRange = firstRange
    cursor = firstCursor
    placedCursor = firstCursor
    isLogarithmic = false
    notice = "x \(readable(cursor)), range \(rangeWords)"
    return []
  }
}
