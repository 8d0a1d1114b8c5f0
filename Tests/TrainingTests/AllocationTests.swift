import AllocationCounter
import Datasets
import NeuralNet
import Testing

@testable import Training

/// A training loop asks for no memory: each step works in what the first ones have made.
@Suite(.enabled(if: allocations_are_counted()))
struct AllocationTests {
  /// Blocks that the calling thread asks for while something goes on.
  private func allocations(_ body: () -> Void) -> UInt64 {
    let before = allocation_count()
    body()
    return allocation_count() - before
  }

  @Test func theCounterCounts() {
    #expect(allocations { _ = [Int](repeating: 1, count: 1000) } > 0)
  }

  @Test(arguments: Optimizer.all)
  func stepsOfASmallNetwork(optimizer: Optimizer) throws {
    var settings = PlaneSettings()
    settings.optimizer = optimizer
    settings.hidden = [5, 3]
    var run = try PlaneRun(settings)
    for _ in 0..<10 { _ = run.step() }
    #expect(allocations { for _ in 0..<1000 { _ = run.step() } } == 0)
  }

  @Test func stepsOfAClassifier() throws {
    var settings = TinyImages.settings(train: 200)
    settings.threads = 1
    var run = try ClassifierRun(settings)
    // Into the second epoch, whose order has been drawn then.
    for _ in 0...run.stepsPerEpoch { _ = run.step() }
    #expect(allocations { for _ in 2..<run.stepsPerEpoch { _ = run.step() } } == 0)
  }
}
