import Datasets
import NeuralNet

/// A perceptron's whole run on one truth table, every state of it kept.
struct PerceptronRun: Hashable, Sendable {
  /// The corners of the unit square in the order of every truth table.
  static let points = LogicGate.inputs.map { SIMD2($0.first ? 1.0 : 0, $0.second ? 1.0 : 0) }

  /// The state after a sample.
  struct Moment: Hashable, Sendable {
    /// The line that the rule moves.
    var classic: Boundary
    /// The line with the fewest errors so far.
    var pocket: Boundary
    /// The mean of all lines so far.
    var averaged: Boundary
    /// What the rule did with the sample; nil before the first.
    var update: PerceptronUpdate?
    /// How often the line was corrected since the start.
    var corrections: Int

    func line(_ variant: PerceptronVariant) -> Boundary {
      switch variant {
      case .classic: classic
      case .pocket: pocket
      case .averaged: averaged
      }
    }
  }

  let gate: LogicGate
  let targets: [Int]
  /// The clock's step at which the run began: a truth table that was changed later has a later beginning.
  let begin: Int
  private var trainer: PerceptronTrainer
  /// The states, the first before any sample.
  private(set) var moments: [Moment]

  init(_ gate: LogicGate, settings: PerceptronSettings, begin: Int = 0) {
    self.gate = gate
    self.begin = begin
    targets = gate.outputs.map { $0 ? 1 : 0 }
    trainer = PerceptronTrainer(
      settings.perceptron(gate),
      inputs: Self.points.map { [$0.x, $0.y] },
      targets: targets
    )
    moments = []
    moments.append(moment(after: nil, corrections: 0))
  }

  private func moment(after update: PerceptronUpdate?, corrections: Int) -> Moment {
    Moment(
      classic: Boundary(trainer.current),
      pocket: Boundary(trainer.pocket),
      averaged: Boundary(trainer.averaged),
      update: update,
      corrections: corrections
    )
  }

  /// Samples shown so far.
  var stepCount: Int { moments.count - 1 }
  /// The clock's step of the newest state.
  var end: Int { begin + stepCount }
  /// Whether an epoch passed without an error: nothing will change any more.
  var hasConverged: Bool { trainer.hasConverged }
  /// For every whole epoch, how many samples were wrong when their turn came.
  var errorsPerEpoch: [Int] { trainer.errorsPerEpoch }

  /// Whether so many epochs have nothing more to show.
  func isDone(epochs: Int) -> Bool { hasConverged || stepCount >= epochs * Self.points.count }

  /// Shows the next sample, unless the run is done.
  mutating func step(epochs: Int) {
    guard !isDone(epochs: epochs) else { return }
    let corrections = moments[moments.count - 1].corrections
    let update = trainer.step()
    moments.append(moment(after: update, corrections: corrections + (update.error == 0 ? 0 : 1)))
  }

  // MARK: At a step of the clock

  /// Samples that the run had been shown at a step of the clock.
  func samples(at step: Int) -> Int { min(max(0, step - begin), stepCount) }

  /// Whether the run was under way: neither before its beginning nor after its end.
  func isUnderWay(at step: Int) -> Bool { step >= begin && step <= end }

  /// The state at a step; before the run began its first, after it ended its last.
  func moment(at step: Int) -> Moment { moments[samples(at: step)] }

  /// The sample that led to a state, nil for the first.
  func sample(at step: Int) -> Int? {
    let shown = samples(at: step)
    return shown > 0 ? (shown - 1) % Self.points.count : nil
  }

  /// The state that the rule's last sample met.
  func momentBefore(_ step: Int) -> Moment { moments[max(0, samples(at: step) - 1)] }

  /// The epoch that a state belongs to, from 1; 0 before the first sample.
  func epoch(at step: Int) -> Int { (samples(at: step) + Self.points.count - 1) / Self.points.count }

  /// Whether the run had converged at a step.
  func hasConverged(at step: Int) -> Bool { hasConverged && samples(at: step) >= stepCount }

  /// How many points a line puts on their right side.
  func rightCount(_ line: Boundary) -> Int {
    zip(Self.points, targets).count { line.predict($0) == $1 }
  }

  /// The round that the rule goes for ever, where it is seen by a step to go one: the first epoch of it and its length in epochs.
  ///
  /// A state that comes back after a whole epoch brings the same corrections in the same order.
  func cycle(at step: Int) -> (firstEpoch: Int, epochs: Int)? {
    let epoch = Self.points.count
    let last = samples(at: step) / epoch
    guard last > 0, !hasConverged(at: step) else { return nil }
    func isSame(_ one: Int, _ other: Int) -> Bool {
      let (now, then) = (moments[one * epoch].classic, moments[other * epoch].classic)
      let scale = max(now.norm, abs(now.b), 1e-300)
      // Sums of η in another order differ in their last bits.
      return max(abs(then.w1 - now.w1), abs(then.w2 - now.w2), abs(then.b - now.b)) < 1e-9 * scale
    }
    guard let same = (0..<last).last(where: { isSame(last, $0) }) else { return nil }
    let length = last - same
    var first = same
    while first > 0, isSame(first - 1, first - 1 + length) { first -= 1 }
    return (first + 1, length)
  }
}
