import NeuralNet
import Plots
import Shell
import TensorLab

extension AutogradScreen {
  /// How many numbers of inputs keys can change.
  static let mostCells = 24

  /// What keys change.
  public var settings: [Setting<AutogradScreen>] { [exampleSetting] + cells.map { cellSetting($0.node, $0.cell) } }

  /// The numbers that can be changed.
  private var cells: [(node: Int, cell: Int)] {
    let graph = problem.graph
    let all = graph.inputs.prefix(Self.mostCells).flatMap { node in
      (0..<min(Self.mostCells, graph.values[node].count)).map { (node: node, cell: $0) }
    }
    return Array(all.prefix(Self.mostCells))
  }

  /// The examples.
  static let example = Parameter<AutogradExample>.choice(
    "example",
    default: AutogradExample.all[0],
    among: AutogradExample.all,
    name: \.name
  )

  private var exampleSetting: Setting<AutogradScreen> {
    let names = AutogradExample.all.map(\.name)
    let current = problem.example?.name ?? "your own"
    return Setting(
      "example",
      value: current,
      set: { (screen, text) throws(ParameterError) in
        let example = try Self.example.value(of: text)
        screen.show(example)
        return []
      },
      change: { screen, up in
        let name = screen.problem.example?.name
        let index = name.flatMap { names.firstIndex(of: $0) } ?? (up ? names.count - 1 : 0)
        screen.show(AutogradExample.all[(index + (up ? 1 : -1) + names.count) % names.count])
        return []
      }
    )
  }

  private mutating func show(_ example: AutogradExample) {
    show(AutogradProblem(example))
  }

  private func cellSetting(_ node: Int, _ cell: Int) -> Setting<AutogradScreen> {
    let graph = problem.graph
    let label = graph.label(node) + TensorStep.index(of: cell, shape: graph.values[node].shape)
    let value = graph.values[node].double(at: cell)
    let parameter = Parameter<Double>.number(label, default: value, in: -1e6...1e6)
    return Setting(
      label,
      value: ValueText.number(value, digits: 5),
      set: { (screen, text) throws(ParameterError) in
        let number = try parameter.value(of: text)
        screen.set(node, cell, to: number)
        return []
      },
      change: { screen, up in
        // By halves on the grid of halves, by tenths below 1 in size.
        let grid = abs(value) < 1 || (abs(value) == 1 && (value > 0) != up) ? 10.0 : 2.0
        let moved = ((value * grid).rounded() + (up ? 1 : -1)) / grid
        guard abs(moved) <= 1e6 else { return [] }
        screen.set(node, cell, to: moved)
        return []
      }
    )
  }

  private mutating func set(_ node: Int, _ cell: Int, to number: Double) {
    show(problem.setting(node, cell: cell, to: number), keepsPlace: true)
  }
}
