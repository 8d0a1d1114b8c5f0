import Datasets
import NeuralNet
import Records

/// Runs that `--json` of `dlviz xor`, `neuron`, `mnist` or `playground` wrote, one a file, as groups that differ in their settings.
///
/// Runs that differ in their seed alone are of one group, so that means, spreads and tests say as much of them as of a sweep's.
public struct SavedRuns: Sendable {
  /// The groups as the settings of a sweep; their values are named by what differs.
  public let sweep: Sweep
  /// The runs.
  public let outcomes: [SweepOutcome]

  /// What a file tells.
  private struct Saved {
    var path: String
    var facts: [RunFact]
    var history: Records.RunHistory

    func fact(_ name: String) -> String? { facts.first { $0.name == name }?.text }
    /// What must be equal for two runs to be of one group: all but the seed and what is drawn by it.
    var settings: [RunFact] { facts.filter { !SavedRuns.drawn.contains($0.name) } }
  }

  /// Facts of the seed: itself, the first points and weights, and a link that has it in it. The number of parameters follows from the
  /// layers; the neuron's are its first weights.
  private static let drawn: Set = ["seed", "first_train", "first_test", "link", "parameters", "parameter_names"]

  /// The commands whose runs are one network's, with a loss of every epoch.
  private static let subjects: [SweepSubject] = [.xor, .neuron, .mnist, .playground]

  /// Whether a line is the first of a saved run.
  public static func recognises(_ line: JSONValue) -> Bool { line["event"]?.string == "started" }

  /// Reads files.
  /// - Throws: the first that cannot be read or is of another command than the others.
  public init(paths: [String]) throws(SweepFileError) {
    var saved: [Saved] = []
    for path in paths { saved.append(try Self.read(path)) }
    guard let command = saved.first?.fact("command"), let subject = SweepSubject(rawValue: command),
      Self.subjects.contains(subject)
    else {
      throw .notARun(path: paths.first ?? "", found: "dlviz \(saved.first?.fact("command") ?? "?")")
    }
    for run in saved where run.fact("command") != command {
      throw .foreign(path: run.path, what: "command", expected: command, found: run.fact("command") ?? "none")
    }
    var groups: [(settings: [RunFact], runs: [Saved])] = []
    for run in saved {
      if let index = groups.firstIndex(where: { $0.settings == run.settings }) {
        let seed = run.fact("seed")
        // A seed that stood twice would count as two runs, and make the spread smaller than it is.
        if let seed, let other = groups[index].runs.first(where: { $0.fact("seed") == seed }) {
          throw .doubled(run: "seed \(seed)", path: other.path, other: run.path)
        }
        groups[index].runs.append(run)
      } else {
        groups.append((run.settings, [run]))
      }
    }
    let labels = Self.labels(groups.map(\.settings), paths: groups.map { $0.runs[0].path })
    var sweep = Sweep(
      SweepSettings(subject),
      // What is alone need not be told from others.
      axes: groups.count == 1 ? [] : [Sweep.Axis(.run, labels.map { .name($0) })],
      firstSeed: 0,
      seedCount: groups.map(\.runs.count).max() ?? 1
    )
    let points = groups.map { Self.settings($0.runs[0], subject) }
    sweep.savedPoints = points
    var outcomes: [SweepOutcome] = []
    for (point, group) in groups.enumerated() {
      for (index, run) in group.runs.enumerated() {
        let kept = sweep.curveEpochs(of: points[point].epochs)
        outcomes.append(Self.outcome(run, run: point * sweep.seedCount + index, kept: kept))
      }
    }
    self.sweep = sweep
    self.outcomes = outcomes
  }

  private static func read(_ path: String) throws(SweepFileError) -> Saved {
    let bytes = try SweepFile.read(path: path)
    var history = Records.RunHistory(name: path)
    var reader = SavedRunReader()
    var number = 0
    for line in bytes.split(separator: 0x0A) {
      number += 1
      guard let value = line.withUnsafeBufferPointer({ JSONValue($0) }) else {
        let found = String(decoding: line.prefix(60), as: UTF8.self)
        throw .damaged(path: path, line: number, expected: "a line of JSON", found: "'\(found)'")
      }
      if number == 1, !recognises(value) { throw .notASweep(path: path, found: SweepContent.quote(line)) }
      reader.read(value, into: &history)
    }
    guard number > 0 else { throw .notASweep(path: path, found: "an empty file") }
    guard case .finished = history.status else {
      throw .damaged(path: path, line: number, expected: "a run that has ended", found: "no line that says so")
    }
    return Saved(path: path, facts: history.facts.filter { !$0.name.hasPrefix("final_") }, history: history)
  }

  /// What tells each group from the others: the facts that differ, else its file's name.
  private static func labels(_ groups: [[RunFact]], paths: [String]) -> [String] {
    let names = groups.first?.map(\.name) ?? []
    let different = names.filter { name in
      let values = groups.map { facts in facts.first { $0.name == name }?.text }
      // What follows from the layers says nothing more.
      return Set(values).count > 1 && name != "parameters" && name != "steps_per_epoch"
    }
    return zip(groups, paths).map { facts, path in
      let words = different.compactMap { name in
        facts.first { $0.name == name }.map { "\(String(name.map { $0 == "_" ? " " : $0 })) \($0.text)" }
      }
      return words.isEmpty ? path : words.joined(separator: ", ")
    }
  }

  private static func settings(_ run: Saved, _ subject: SweepSubject) -> SweepSettings {
    var settings = SweepSettings(subject)
    for parameter in subject.parameters {
      guard let text = run.fact(parameter.field) else { continue }
      try? settings.set(parameter, text)
    }
    // The playground names an activation for each layer.
    if let names = run.fact("activations")?.split(separator: ","), Set(names).count == 1 {
      try? settings.set(.activation, String(names[0]))
    }
    if let layers = run.fact("layers")?.split(separator: ",").compactMap({ Int($0) }), layers.count > 2 {
      settings[.hidden] = .layers(Array(layers[1..<layers.count - 1]))
    }
    return settings
  }

  private static func outcome(_ saved: Saved, run: Int, kept: [Int]) -> SweepOutcome {
    let history = saved.history
    func last(_ name: String) -> Double? { history[name]?.last?.value }
    func curve(_ name: String) -> [Float] {
      guard let series = history[name], !series.isEmpty else { return [] }
      // Points stand at steps; the epoch beside each tells which of the kept epochs it is.
      var next = 0
      return kept.map { epoch in
        while next + 1 < series.points.count, (series.epoch(at: next + 1) ?? .infinity) <= Double(epoch) { next += 1 }
        guard let first = series.epoch(at: next), first <= Double(epoch),
          next + 1 < series.points.count || first >= Double(epoch)
        else { return .nan }
        return Float(series.points[next].value)
      }
    }
    let loss = history["train_loss"]
    let diverged = history.facts.first { $0.name == "diverged_at_step" }.flatMap { Int($0.text) }
    let seconds = history.facts.first { $0.name == "final_seconds" }.flatMap { Double($0.text) }
    let accuracy = curve("test_accuracy")
    return SweepOutcome(
      run: run,
      seed: saved.fact("seed").flatMap { UInt64($0) } ?? 0,
      epochs: loss.flatMap { $0.epoch(at: $0.points.count - 1) }.map { Int($0) } ?? 0,
      trainLoss: diverged == nil ? last("train_loss") ?? .nan : .nan,
      trainAccuracy: last("train_accuracy"),
      testLoss: last("test_loss"),
      testAccuracy: last("test_accuracy"),
      divergedAt: diverged,
      seconds: seconds ?? .nan,
      samplesPerSecond: last("samples_per_second"),
      lossCurve: curve("train_loss"),
      accuracyCurve: accuracy.contains { $0.isFinite } ? accuracy : []
    )
  }
}
