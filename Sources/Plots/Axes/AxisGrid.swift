/// The ends and ticks of an axis on which every tick falls on the middle of a cell, so that figures read off it are right.
///
/// One cell is `step / cellsPerStep` units with a step of 1, 2 or 5 times a power of ten and a whole number of cells a step; on a
/// logarithmic axis units are decades. Zero is a tick where it is in range.
struct AxisGrid {
  /// Which way the axis runs: labels of rows need a row each, labels of columns their length.
  enum Direction {
    case rows, columns
  }

  /// The values in the middle of the first and of the last cell.
  let range: ClosedRange<Double>
  /// The ticks in rising order.
  let ticks: [Tick]

  /// How far beyond the middle of the first or last cell a value may lie: dots of every charset reach so far.
  private static let overhang = 0.25

  /// The grid that fills the cells best, nil where no tick can be told from its neighbour.
  /// - Parameters:
  ///   - limits: what it holds at least.
  ///   - isWhole: whether ticks stand at whole numbers only.
  init?(holding limits: ClosedRange<Double>, scale: Scale, cells: Int, direction: Direction, isWhole: Bool = false) {
    let low = scale.position(limits.lowerBound)
    let high = scale.position(limits.upperBound)
    guard cells >= 3, low.isFinite, high.isFinite, high - low > 0, (high - low).isFinite else { return nil }
    let request = Request(low: low, high: high, cells: cells, direction: direction, isWhole: isWhole)
    let grid: (range: ClosedRange<Double>, ticks: [Tick])? =
      switch scale {
      case .linear: AxisGrid.linear(request)
      case .logarithmic: AxisGrid.logarithmic(request, limits)
      case .symmetricLog: AxisGrid.symmetric(request, scale, limits)
      }
    guard let grid, grid.range.lowerBound < grid.range.upperBound else { return nil }
    (range, ticks) = grid
  }

  /// What is asked for, in positions of the scale.
  private struct Request {
    let low: Double
    let high: Double
    let cells: Int
    let direction: Direction
    let isWhole: Bool

    /// The fewest units a cell can have.
    var leastUnit: Double { (high - low) / (Double(cells - 1) + 2 * AxisGrid.overhang) }

    /// The cell of position 0 when a cell has so many units, nil when they are too few.
    func origin(_ unit: Double) -> Int? {
      let least = (-AxisGrid.overhang - low / unit - 1e-6).rounded(.up)
      let greatest = (Double(cells - 1) + AxisGrid.overhang - high / unit + 1e-6).rounded(.down)
      guard least <= greatest, least.magnitude < 1e12, greatest.magnitude < 1e12 else { return nil }
      // What starts at zero stands on the axis; what ends there hangs from it; all else is in the middle.
      if low.magnitude < unit * 1e-6 { return Int(least) }
      if high.magnitude < unit * 1e-6 { return Int(greatest) }
      return Int(((least + greatest) / 2).rounded(.down))
    }

    /// The positions in the middle of the first and last cell.
    func ends(_ unit: Double, _ origin: Int) -> (Double, Double) {
      (Double(-origin) * unit, Double(cells - 1 - origin) * unit)
    }

    /// How well a grid with so many ticks and cells a step serves, apart from how well it fills the cells.
    func worth(ticks: Int, cellsPerStep: Int) -> Double {
      let most = direction == .rows ? max(3, (cells + 1) * 2 / 5) : max(3, cells / 8)
      let count =
        switch ticks {
        case ...1: 0.02
        case 2: 0.68
        case 3: 0.93
        default: ticks > most ? 0.85 : 1
        }
      return cellsPerStep == 1 ? count / 2 : count
    }
  }

  // MARK: Linear

  /// A step of so many cells, and how well it serves.
  private struct Candidate {
    let score: Double
    let step: Double
    let cellsPerStep: Int
    let ends: (Double, Double)
    let indices: Range<Int>

    var ticks: [Tick] { Ticks.multiples(of: step, indices) }
    var range: ClosedRange<Double> { ends.0...max(ends.0, ends.1) }
  }

  private static func linear(_ request: Request) -> (range: ClosedRange<Double>, ticks: [Tick])? {
    // Labels are made for the best alone, since they cost more than all the rest; where they have no room, for the next best.
    var refused: [Candidate] = []
    while let best = best(request, without: refused) {
      let ticks = best.ticks
      let longest = request.direction == .rows ? 0 : ticks.map(\.label.unicodeScalars.count).max() ?? 0
      if request.direction == .rows || longest + 2 <= best.cellsPerStep { return (best.range, ticks) }
      refused.append(best)
    }
    return nil
  }

  /// The best candidate, the first among equals.
  /// - Parameter refused: those whose labels have no room, and have none in fewer cells.
  private static func best(_ request: Request, without refused: [Candidate]) -> Candidate? {
    var best: Candidate?
    // Steps that are too small for so many cells are so for more cells too.
    var steps: [Double] = []
    for cellsPerStep in (request.direction == .rows ? 1 : 4)..<max(5, request.cells) {
      var least = request.leastUnit * Double(cellsPerStep)
      if request.isWhole { least = max(1, least) }
      while let step = steps.first, step < least * (1 - 1e-9) { steps.removeFirst() }
      while steps.count < 4 { steps.append(Ticks.niceStep(steps.last.map { $0 * 1.5 } ?? least)) }
      for step in steps {
        let unit = step / Double(cellsPerStep)
        let fill = (request.high - request.low) / (unit * Double(request.cells))
        // What is no better however well its ticks serve is not looked at.
        guard unit > 0, fill > (best?.score ?? 0) + 1e-9, let origin = request.origin(unit) else { continue }
        let ends = request.ends(unit, origin)
        var indices = Ticks.indices(step, from: request.low, to: request.high)
        if indices.count < 2 { indices = Ticks.indices(step, from: ends.0, to: ends.1) }
        let score = fill * request.worth(ticks: indices.count, cellsPerStep: cellsPerStep)
        let isRefused = refused.contains {
          $0.step == step && $0.indices == indices && cellsPerStep <= $0.cellsPerStep
        }
        guard score > (best?.score ?? 0) + 1e-9, !isRefused else { continue }
        best = Candidate(score: score, step: step, cellsPerStep: cellsPerStep, ends: ends, indices: indices)
      }
    }
    return best
  }

  // MARK: Logarithmic

  private static func logarithmic(
    _ request: Request,
    _ limits: ClosedRange<Double>
  ) -> (range: ClosedRange<Double>, ticks: [Tick])? {
    var best: (score: Double, unit: Double, decades: Int, origin: Int)?
    // So many cells a decade, or for long ranges so many decades a tick.
    var candidates = (2...400).map { (decades: 1, cells: $0) }
    for decades in [2, 3, 4, 5, 10, 20, 50, 100] {
      candidates += (2..<max(3, request.cells)).map { (decades, $0) }
    }
    for candidate in candidates {
      let unit = Double(candidate.decades) / Double(candidate.cells)
      guard unit >= request.leastUnit * (1 - 1e-9), let origin = request.origin(unit) else { continue }
      let inside = Ticks.indices(Double(candidate.decades), from: request.low, to: request.high).count
      let finer = candidate.decades == 1 && candidate.cells >= 5 ? (request.high - request.low) * 2 : 0
      let fill = (request.high - request.low) / (unit * Double(request.cells))
      let score = fill * request.worth(ticks: max(inside, Int(finer)), cellsPerStep: candidate.cells)
      if score > (best?.score ?? 0) + 1e-9 { best = (score, unit, candidate.decades, origin) }
    }
    guard let best else { return nil }
    let ends = request.ends(best.unit, best.origin)
    let range = power(10, ends.0)...max(power(10, ends.0), power(10, ends.1))
    let ticks = Ticks.decades(
      every: best.decades,
      in: limits,
      orIn: range,
      cellsPerDecade: 1 / best.unit,
      spacing: request.direction == .rows ? 2 : 8
    )
    return (range, ticks)
  }

  // MARK: Symmetric

  private static func symmetric(
    _ request: Request,
    _ scale: Scale,
    _ limits: ClosedRange<Double>
  ) -> (range: ClosedRange<Double>, ticks: [Tick])? {
    guard request.low <= 0, request.high >= 0 else { return nil }
    let last = request.cells - 1
    // Zero has a cell of its own; on each side the limit falls on the middle of one.
    let share = -request.low / (request.high - request.low)
    let below = min(
      max(Int(clamping: share * Double(last)), request.low < 0 ? 1 : 0),
      request.high > 0 ? last - 1 : last
    )
    let unit = max(
      below > 0 ? -request.low / Double(below) : 0,
      below < last ? request.high / Double(last - below) : 0
    )
    let ends = request.ends(unit, below)
    let range = scale.value(at: ends.0)...scale.value(at: ends.1)
    let most = request.direction == .rows ? max(3, (request.cells + 1) * 2 / 5) : max(3, request.cells / 10)
    let ticks = Ticks.ticks(in: limits, scale: scale, maximumCount: most)
    // Near zero decades are close together: those further out keep their labels.
    var kept: [(cell: Double, tick: Tick)] = []
    let byDistance = ticks.sorted { $0.value.magnitude > $1.value.magnitude }
    for tick in byDistance.filter({ $0.value == 0 }) + byDistance.filter({ $0.value != 0 }) {
      let cell = scale.position(tick.value) / unit
      let room = request.direction == .rows ? 1.5 : Double(tick.label.unicodeScalars.count + 2)
      if kept.allSatisfy({ ($0.cell - cell).magnitude >= room }) { kept.append((cell, tick)) }
    }
    return (range, kept.map(\.tick).sorted { $0.value < $1.value })
  }
}
