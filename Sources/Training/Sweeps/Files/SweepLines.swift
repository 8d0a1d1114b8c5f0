import Playground
import Records

/// The lines of JSON that say what a sweep is and what came of its runs, and how they are read back.
public struct SweepLines: Sendable {
  /// What the lines are of.
  public let sweep: Sweep
  private let points: [SweepSettings]
  private let settings: [String]

  /// The lines of a sweep.
  public init(_ sweep: Sweep) {
    self.sweep = sweep
    points = sweep.points
    settings = points.map(\.json.text)
  }

  /// The first line, which says what is trained.
  public func header(shard: SweepShard? = nil) -> String {
    var members = Self.identity(of: sweep)
    members.insert(JSONValue.Member(name: "event", value: .string("sweep")), at: 0)
    members.append(.init(name: "runs", value: .number(Double(sweep.runCount))))
    if let shard { members.append(.init(name: "shard", value: .string(shard.text))) }
    return Self.text(.object(members))
  }

  /// The line of a run.
  public func line(_ outcome: SweepOutcome) -> String {
    var line = JSONLine(event: "run")
    line.add("run", outcome.run)
    line.addRaw("settings", Self.text(points[sweep.place(ofRun: outcome.run).point].json))
    line.add("seed", outcome.seed)
    line.add("epochs", outcome.epochs)
    line.add("train_loss", outcome.trainLoss)
    line.add("train_accuracy", outcome.trainAccuracy)
    line.add("test_loss", outcome.testLoss)
    line.add("test_accuracy", outcome.testAccuracy)
    if let solved = outcome.solved { line.add("solved", solved) } else { line.addRaw("solved", "null") }
    line.add("solved_at", outcome.solvedAt.map(Double.init))
    if let step = outcome.divergedAt { line.add("diverged_at_step", step) }
    line.add("seconds", outcome.seconds)
    line.add("samples_per_second", outcome.samplesPerSecond)
    if let seconds = outcome.secondsToSolve { line.add("seconds_to_solve", seconds) }
    if !outcome.outputs.isEmpty { line.addRaw("outputs", Self.list(outcome.outputs)) }
    if outcome.deadUnits > 0 { line.add("dead_units", outcome.deadUnits) }
    line.addRaw("loss_curve", Self.list(outcome.lossCurve))
    if !outcome.spikes.isEmpty {
      line.addRaw("spikes", "[" + outcome.spikes.map { "[\($0.index),\($0.loss)]" }.joined(separator: ",") + "]")
    }
    if !outcome.accuracyCurve.isEmpty { line.addRaw("accuracy_curve", Self.list(outcome.accuracyCurve)) }
    return line.text
  }

  /// The outcome of a run's line.
  /// - Returns: nil when the line is none of this sweep's runs, with what was expected and found.
  func outcome(_ line: JSONValue) -> Result<SweepOutcome, SweepLineFault> {
    func fault(_ expected: String, _ found: String) -> Result<SweepOutcome, SweepLineFault> {
      .failure(SweepLineFault(expected: expected, found: found))
    }
    guard let run = line.integer("run"), (0..<sweep.runCount).contains(run) else {
      return fault("a run from 0 to \(sweep.runCount - 1)", line["run"]?.text ?? "none")
    }
    let place = sweep.place(ofRun: run)
    guard line["seed"]?.number == Double(place.seed) else {
      return fault("seed \(place.seed) for run \(run)", line["seed"]?.text ?? "none")
    }
    guard line["settings"]?.text == settings[place.point] else {
      return fault(
        "the settings of \(sweep.label(ofPoint: place.point)) for run \(run)",
        line["settings"]?.text ?? "none"
      )
    }
    guard let epochs = line.integer("epochs"), let seconds = line["seconds"]?.number, let loss = line["train_loss"]
    else {
      return fault("epochs, seconds and train_loss for run \(run)", "some missing")
    }
    return .success(
      SweepOutcome(
        run: run,
        seed: place.seed,
        epochs: epochs,
        trainLoss: loss.number ?? .nan,
        trainAccuracy: line["train_accuracy"]?.number,
        testLoss: line["test_loss"]?.number,
        testAccuracy: line["test_accuracy"]?.number,
        solved: line["solved"].flatMap { if case .bool(let value) = $0 { value } else { nil } },
        solvedAt: line.integer("solved_at"),
        divergedAt: line.integer("diverged_at_step"),
        seconds: seconds,
        samplesPerSecond: line["samples_per_second"]?.number,
        secondsToSolve: line["seconds_to_solve"]?.number,
        lossCurve: line.floats("loss_curve"),
        spikes: line.spikes,
        accuracyCurve: line.floats("accuracy_curve"),
        outputs: line.floats("outputs"),
        deadUnits: line.integer("dead_units") ?? 0
      )
    )
  }

  /// The name of a run in errors, such as "run 17 (hidden 2, seed 59)".
  public func name(ofRun run: Int) -> String {
    let place = sweep.place(ofRun: run)
    return "run \(run) (\(sweep.label(ofPoint: place.point)), seed \(place.seed))"
  }

  // MARK: What makes a sweep the same as another

  /// The members of the first line that say what is trained.
  static func identity(of sweep: Sweep) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init(name: "format", value: .number(2)),
      .init(name: "on", value: .string(sweep.subject.rawValue)),
      .init(name: "settings", value: sweep.settings.givenJSON),
      .init(
        name: "over",
        value: .array(
          sweep.axes.map { axis in
            .object([
              .init(name: "name", value: .string(axis.parameter.field)),
              .init(name: "values", value: .array(axis.values.map(\.json))),
            ])
          }
        )
      ),
      .init(name: "first_seed", value: .string("\(sweep.firstSeed)")),
      .init(name: "seeds", value: .number(Double(sweep.seedCount))),
      .init(name: "target", value: sweep.targetAccuracy.map { .number($0) } ?? .null),
    ]
    if let data = sweep.data { members.append(.init(name: "data", value: .string(data))) }
    // The points themselves are not in the file; their task is, since it makes the network's last layer.
    if let task = sweep.settings.table?.task {
      members.append(.init(name: "classes", value: .number(Double(task.classCount ?? 0))))
    }
    return members
  }

  /// The sweep that a first line tells of; nil when it is none.
  static func sweep(_ header: JSONValue) -> Sweep? {
    guard header["event"]?.string == "sweep", header.integer("format") == 2,
      let subject = header["on"]?.string.flatMap(SweepSubject.init(rawValue:)),
      let settings = header["settings"].flatMap({ self.settings($0, subject, classes: header.integer("classes")) }),
      let axes = header["over"]?.array?.map({ axis($0) }), !axes.contains(nil),
      let first = header["first_seed"]?.string.flatMap({ UInt64($0) }), let seeds = header.integer("seeds")
    else { return nil }
    var sweep = Sweep(
      settings,
      axes: axes.compactMap(\.self),
      firstSeed: first,
      seedCount: seeds,
      data: header["data"]?.string
    )
    sweep.targetAccuracy = header["target"]?.number
    return sweep
  }

  /// - Parameter classes: how many the points of a file have, 0 for values; nil where there is no file.
  private static func settings(_ object: JSONValue, _ subject: SweepSubject, classes: Int?) -> SweepSettings? {
    var settings = SweepSettings(subject)
    if let classes {
      guard let name = object[SweepParameter.dataset.field]?.string else { return nil }
      let task: PlaneTask = classes == 0 ? .regression : classes == 2 ? .twoClasses : .classes(classes)
      settings.learn(PlaneTable(name: name, task: task))
    }
    for parameter in subject.parameters {
      if parameter == .dataset, classes != nil { continue }
      if parameter == .l2, object[parameter.field] == .null { continue }
      guard let value = object[parameter.field].flatMap({ self.value($0, parameter) }) else { return nil }
      settings[parameter] = value
    }
    return settings
  }

  private static func axis(_ object: JSONValue) -> Sweep.Axis? {
    guard let parameter = object["name"]?.string.flatMap(SweepParameter.init(name:)), let list = object["values"]?.array
    else { return nil }
    let values = list.compactMap { value($0, parameter) }
    return values.count == list.count && !values.isEmpty ? Sweep.Axis(parameter, values) : nil
  }

  private static func value(_ json: JSONValue, _ parameter: SweepParameter) -> SweepValue? {
    switch json {
    case .array(let sizes):
      let numbers = sizes.compactMap { $0.number.flatMap(Int.init(exactly:)) }
      return numbers.count == sizes.count ? .layers(numbers) : nil
    case .number(let number):
      switch parameter {
      case _ where parameter.isWhole: return Int(exactly: number).map(SweepValue.integer)
      default: return .number(number)
      }
    case .string(let name): return try? parameter.value(name)
    default: return nil
    }
  }

  private static func list(_ values: [Float]) -> String {
    "[" + values.map { $0.isFinite ? "\($0)" : "null" }.joined(separator: ",") + "]"
  }

  /// JSON whose whole numbers have no point.
  public static func text(_ value: JSONValue) -> String {
    switch value {
    case .number(let number):
      if let whole = Int(exactly: number), abs(whole) < 1 << 53 { return "\(whole)" }
      return value.text
    case .array(let values): return "[" + values.map(text).joined(separator: ",") + "]"
    case .object(let members):
      return "{" + members.map { JSONText.quoted($0.name) + ":" + text($0.value) }.joined(separator: ",") + "}"
    default: return value.text
    }
  }
}

/// Why a line is no run of its sweep.
struct SweepLineFault: Error, Hashable {
  var expected: String
  var found: String
}

extension JSONValue {
  /// A whole number; nil for other values.
  fileprivate func integer(_ name: String) -> Int? { self[name]?.number.flatMap(Int.init(exactly:)) }

  /// Spikes as pairs of place and loss.
  fileprivate var spikes: [CurveSpike] {
    self["spikes"]?.array?.compactMap { pair in
      guard let pair = pair.array, pair.count == 2, let index = pair[0].number.flatMap(Int32.init(exactly:)),
        let loss = pair[1].number
      else { return nil }
      return CurveSpike(index: index, loss: Float(loss))
    } ?? []
  }

  /// A list of numbers, NaN for null.
  fileprivate func floats(_ name: String) -> [Float] {
    self[name]?.array?.map { Float($0.number ?? .nan) } ?? []
  }
}
