import Foundation
import NeuralNet
import Testing

@testable import Training

/// Single runs that `--json` wrote are grouped by their settings.
@Suite struct SavedRunsTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dlviz-saved-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  private func write(_ name: String, hidden: Int, seed: Int, losses: [Double], command: String = "xor") throws -> String
  {
    let path = folder.appendingPathComponent(name).path
    var lines = [
      """
      {"event":"started","command":"\(command)","epochs":\(losses.count),"gate":"xor","seed":\(seed),"layers":[2,\(hidden),1],\
      "parameters":\(4 * hidden + 1),"activation":"sigmoid","loss":"mse","learning_rate":1.0}
      """
    ]
    for (index, loss) in losses.enumerated() {
      lines.append(
        "{\"event\":\"epoch\",\"epoch\":\(index + 1),\"step\":\(index + 1),\"train_loss\":\(loss),\"test_loss\":null,\"seconds\":0.5}"
      )
    }
    lines.append("{\"event\":\"finished\",\"reason\":\"completed\",\"epochs\":\(losses.count),\"seconds\":0.5}")
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test func runsOfOneSettingAreOneGroup() throws {
    let paths = [
      try write("a", hidden: 2, seed: 1, losses: [0.3, 0.2, 0.1]),
      try write("b", hidden: 4, seed: 1, losses: [0.3, 0.1, 0.01]),
      try write("c", hidden: 2, seed: 2, losses: [0.3, 0.25, 0.2]),
    ]
    let saved = try SavedRuns(paths: paths)
    #expect(saved.sweep.pointCount == 2 && saved.sweep.seedCount == 2)
    #expect(saved.sweep.label(ofPoint: 0) == "layers 2,2,1")
    let table = SweepTable(saved.sweep, outcomes: saved.outcomes)
    #expect(table.groups.map(\.runCount) == [2, 1])
    #expect(table.groups.map(\.parameterCount) == [9, 17])
    #expect(abs((table.groups[0].metrics[.trainLoss]?.mean ?? 0) - 0.15) < 1e-15)
    #expect(table.ranked.first?.label == "layers 2,4,1")
    #expect(saved.outcomes.map(\.seed) == [1, 2, 1])
    #expect(saved.outcomes[0].lossCurve == [0.3, 0.2, 0.1])
    #expect(saved.outcomes[0].seconds == 0.5)
  }

  private func writeLines(_ name: String, _ lines: String...) throws -> String {
    let path = folder.appendingPathComponent(name).path
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// What a seed draws, its first points and weights, does not make a setting of its own.
  @Test func runsOfThePlaygroundThatDifferInTheirSeedAreOneGroup() throws {
    func playground(_ seed: Int, units: Int) throws -> String {
      try writeLines(
        "p\(seed)-\(units)",
        """
        {"event":"started","command":"playground","seed":"\(seed)","epochs":1,"layers":[2,\(units),1],"activations":["relu"],\
        "first_train":[{"x":\(seed),"y":1.0,"label":1.0}],"link":"https://example.org/#seed=\(seed)"}
        """,
        "{\"event\":\"epoch\",\"epoch\":1,\"train_loss\":0.\(seed),\"test_loss\":0.2,\"test_accuracy\":0.9}",
        "{\"event\":\"finished\",\"reason\":\"completed\",\"epochs\":1}"
      )
    }
    let one = try SavedRuns(paths: [try playground(1, units: 4), try playground(2, units: 4)])
    #expect(one.sweep.axes.isEmpty && one.sweep.label(ofPoint: 0) == "playground")
    #expect(one.outcomes.map(\.seed) == [1, 2] && one.sweep.points[0].activation == .relu)
    let two = try SavedRuns(paths: [try playground(1, units: 4), try playground(1, units: 8)])
    #expect((0..<2).map(two.sweep.label(ofPoint:)) == ["layers 2,4,1", "layers 2,8,1"])
    // What its file does not tell is not a time of nothing.
    #expect(SweepTable(two.sweep, outcomes: two.outcomes).groups.allSatisfy { $0.metrics[.seconds] == nil })
  }

  @Test func aRunThatStandsTwiceOrHasNotEndedIsNamed() throws {
    let one = try write("a", hidden: 2, seed: 1, losses: [0.3])
    let same = try write("b", hidden: 2, seed: 1, losses: [0.3])
    #expect(throws: SweepFileError.doubled(run: "seed 1", path: one, other: same)) {
      try SavedRuns(paths: [one, same])
    }
    let cut = try writeLines("c", "{\"event\":\"started\",\"command\":\"xor\",\"seed\":1,\"layers\":[2,2,1]}")
    #expect(
      throws: SweepFileError.damaged(
        path: cut,
        line: 1,
        expected: "a run that has ended",
        found: "no line that says so"
      )
    ) { try SavedRuns(paths: [one, cut]) }
    let perceptron = try write("d", hidden: 2, seed: 1, losses: [0.3], command: "perceptron")
    #expect(throws: SweepFileError.notARun(path: perceptron, found: "dlviz perceptron")) {
      try SavedRuns(paths: [perceptron])
    }
  }

  @Test func whatDoesNotFitIsNamed() throws {
    let xor = try write("a", hidden: 2, seed: 1, losses: [0.3])
    let mnist = try write("b", hidden: 2, seed: 1, losses: [0.3], command: "mnist")
    #expect(throws: SweepFileError.foreign(path: mnist, what: "command", expected: "xor", found: "mnist")) {
      try SavedRuns(paths: [xor, mnist])
    }
    let other = try write("c", hidden: 2, seed: 1, losses: [0.3], command: "losses")
    #expect(throws: SweepFileError.self) { try SavedRuns(paths: [other]) }
    let broken = folder.appendingPathComponent("d").path
    try Data("{\"event\":\"started\",\"command\":\"xor\"}\nhello\n".utf8).write(to: URL(fileURLWithPath: broken))
    #expect(throws: SweepFileError.damaged(path: broken, line: 2, expected: "a line of JSON", found: "'hello'")) {
      try SavedRuns(paths: [broken])
    }
  }
}
