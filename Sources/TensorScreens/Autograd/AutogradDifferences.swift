import TensorLab

/// Finite differences of the inputs' cells that the screen lists, computed a share at a time so that no key waits for those of a large graph.
struct AutogradDifferences {
  /// The cells of an input that are listed.
  static let mostCells = 64
  /// For each input its cells that are known so far.
  private(set) var values: [[Double]]
  private let graph: AutogradGraph
  private let inputs: [Int]
  /// How many numbers a share computes, one cell's at the least.
  private let share: Int
  private var input = 0

  /// The first share.
  /// - Parameter share: how many numbers a share computes; by default what takes about 5 ms.
  init(_ graph: AutogradGraph, share: Int = 100_000) {
    self.graph = graph
    self.share = share
    inputs = graph.inputs
    values = inputs.map { _ in [] }
    advance()
  }

  /// Whether all are known.
  var isComplete: Bool { input == inputs.count }

  /// Computes another share.
  mutating func advance() {
    let work = graph.differenceWork
    var done = 0
    while input < inputs.count, done < share {
      if values[input].count == min(Self.mostCells, graph.values[inputs[input]].count) {
        input += 1
        continue
      }
      values[input].append(graph.slopes(inputs[input], cell: values[input].count).central)
      done += work
    }
  }

  /// What is known of a cell.
  func value(input: Int, cell: Int) -> Double? { cell < values[input].count ? values[input][cell] : nil }
}
