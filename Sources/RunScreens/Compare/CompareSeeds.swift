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
  /// How many of its runs it was made of.
  let count: Int
  /// How many curves pass through each cell, by logarithms: 0 where none does, 1 where most do.
  let density: Field
  /// The epochs and losses of the grid's edges; losses as powers of ten.
  let epochs: ClosedRange<Double>
  let exponents: ClosedRange<Double>
  /// When the seeds that solved did, ascending.
  let solvedAt: [Double]
  /// What a person may choose among: the runs that solved, and the others by how they are stuck.
  let groups: [(words: String, runs: [Int])]

  /// - Parameter isLogarithmic: whether epochs are spread by their logarithm.
  init(_ results: CompareResults, point: Int, isLogarithmic: Bool) {
    self.point = point
    let outcomes = results.outcomes(of: point)
    count = outcomes.count
    let settings = results.points[point]
    let kept = results.keptEpochs[point]
    let last = Double(max(1, settings.epochs))
    epochs = 1...max(2, last)
    var (smallest, largest): (Float?, Float?)
    let curves = outcomes.figures { $0.lossCurve }
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
      let share = isLogarithmic ? log(Double(epoch)) / max(1e-9, log(last)) : Double(epoch - 1) / max(1, last - 1)
      return min(Self.grid.width - 1, Int(share * Double(Self.grid.width - 1)))
    }
    let counts = CurveDensity(
      curves: curves,
      spikes: outcomes.figures { $0.spikes },
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
    let solved = outcomes.filter { $0.solved == true }.map { $0.run }
    if !solved.isEmpty { groups.append(("solved", solved)) }
    if results.sweep.subject == .xor {
      let gate = settings.gate
      groups += StuckGroup.groups(of: outcomes, gate: gate, epochs: kept).map {
        (SweepWords.words($0, gate: gate), $0.runs)
      }
    } else {
      let others = outcomes.filter { $0.solved == false }.map(\.run)
      if !others.isEmpty { groups.append(("not solved", others)) }
      let open = outcomes.filter { $0.solved == nil }.map(\.run)
      if !open.isEmpty { groups.append(("all runs", open)) }
    }
    self.groups = groups
  }
}
