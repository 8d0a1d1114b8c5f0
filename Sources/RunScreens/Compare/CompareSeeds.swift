import Plots
import Training

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The seeds of one setting: the picture of their curves, when they solved, and groups of those that did not.
struct CompareSeeds {
  /// The grid in which curves are counted; plots take what they need of it.
  private static let grid = (width: 160, height: 64)

  /// Which setting.
  let point: Int
  /// How many of its runs have ended.
  let count: Int
  /// How many of these are in the picture.
  let shownCount: Int
  /// How many curves pass through each cell, by logarithms: 0 where none does, 1 where most do.
  let density: Field
  /// The epochs and losses of the grid's edges; losses as powers of ten.
  let epochs: ClosedRange<Double>
  let exponents: ClosedRange<Double>
  private let isLogarithmic: Bool
  /// When the seeds that solved did, ascending.
  let solvedAt: [Double]
  /// What a person may choose among: the runs that solved, the others by how they are stuck, and those that have not ended.
  let groups: [(words: String, runs: [Int])]

  /// Before anybody has looked.
  init(point: Int) {
    self.point = point
    (count, shownCount, isLogarithmic) = (0, 0, false)
    density = Field(width: 1, height: 1, values: [0])
    (epochs, exponents) = (1...2, 0...1)
    (solvedAt, groups) = ([], [])
  }

  /// - Parameter isLogarithmic: whether epochs are spread by their logarithm.
  init(_ results: CompareResults, point: Int, isLogarithmic: Bool) {
    self.point = point
    self.isLogarithmic = isLogarithmic
    let outcomes = results.outcomes(of: point)
    count = outcomes.count
    let settings = results.points[point]
    let kept = results.keptEpochs[point]
    let last = Double(max(1, settings.epochs))
    epochs = 1...max(2, last)
    var (smallest, largest): (Float?, Float?)
    let shown = results.shownOutcomes(of: point)
    shownCount = shown.count
    let curves = shown.figures { $0.lossCurve }
    for curve in curves {
      for loss in curve where loss.isFinite && loss > 0 {
        smallest = min(smallest ?? loss, loss)
        largest = max(largest ?? loss, loss)
      }
    }
    // Whole powers of ten, so that the edges read well.
    let low = log10(max(1e-30, Double(smallest ?? 0.01))).rounded(.down)
    exponents = low...max(low + 1, log10(max(1e-30, Double(largest ?? 1))).rounded(.up))
    let range = pow(10, exponents.lowerBound)...pow(10, exponents.upperBound)
    let columns = kept.map { epoch in
      let share = Self.share(ofEpoch: epoch, last: last, isLogarithmic: isLogarithmic)
      return min(Self.grid.width - 1, Int(share * Double(Self.grid.width - 1)))
    }
    let counts = CurveDensity(
      curves: curves,
      spikes: shown.figures { $0.spikes },
      columnOfEpoch: columns,
      width: Self.grid.width,
      height: Self.grid.height,
      range: range
    )
    let most = log(1 + Double(max(1, counts.largest)))
    density = Field(
      width: Self.grid.width,
      height: Self.grid.height,
      // One curve among thousands is seen too.
      values: counts.counts.map { $0 == 0 ? 0 : 0.3 + 0.7 * log(1 + Double($0)) / most }
    )
    solvedAt = outcomes.compactMap { $0.solvedAt.map(Double.init) }.sorted()
    var groups: [(words: String, runs: [Int])] = []
    groups.append(("solved", outcomes.filter { $0.solved == true }.map(\.run)))
    if results.sweep.subject == .xor {
      let gate = settings.gate
      groups += StuckGroup.groups(of: outcomes, gate: gate, epochs: kept).map {
        (SweepWords.words($0, gate: gate), $0.runs)
      }
    } else {
      groups.append(("not solved", outcomes.filter { $0.solved == false }.map(\.run)))
    }
    // Runs that have nothing to solve, or were saved without saying it.
    let open = outcomes.filter { $0.solved == nil }
    groups.append(("trained to the end", open.filter { $0.divergedAt == nil }.map(\.run)))
    groups.append(("diverged", open.filter { $0.divergedAt != nil }.map(\.run)))
    self.groups = groups.filter { !$0.runs.isEmpty } + Self.unfinished(results, point)
  }

  /// Groups of the runs that have not ended.
  private static func unfinished(_ results: CompareResults, _ point: Int) -> [(words: String, runs: [Int])] {
    // A group of saved runs that is smaller than others has no further runs.
    guard !results.sweep.isSaved else { return [] }
    let stages = Dictionary(grouping: results.runs(of: point)) { results.stage(of: $0) }
    let words: [(RunStage, String)] = [
      (.underWay, "training now"), (.waiting, "waiting for a core"), (.stopped, "stopped"),
      (.untrained, results.shard == nil ? "not trained" : "not in this part, or not trained"),
    ]
    return words.compactMap { stage, words in stages[stage].map { (words, $0) } }
  }

  /// The middle one of the epochs at which seeds solved; of an even number the mean of the middle two.
  var medianSolvedAt: Double? {
    guard !solvedAt.isEmpty else { return nil }
    return (solvedAt[(solvedAt.count - 1) / 2] + solvedAt[solvedAt.count / 2]) / 2
  }

  /// Where an epoch stands on the picture's x axis, whose ends are those of ``epochs``.
  func place(ofEpoch epoch: Int) -> Double {
    let share = Self.share(ofEpoch: epoch, last: epochs.upperBound, isLogarithmic: isLogarithmic)
    return epochs.lowerBound + share * (epochs.upperBound - epochs.lowerBound)
  }

  /// Where a loss stands on the picture's y axis.
  func height(ofLoss loss: Float) -> Double { log10(Double(loss)) }

  /// Where an epoch stands, as a share of the picture's width.
  private static func share(ofEpoch epoch: Int, last: Double, isLogarithmic: Bool) -> Double {
    isLogarithmic ? log(Double(epoch)) / max(1e-9, log(last)) : Double(epoch - 1) / max(1, last - 1)
  }
}
