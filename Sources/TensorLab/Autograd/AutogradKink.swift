import NeuralNet

/// A place where an operation of a graph has no derivative, and what is used there instead.
public struct AutogradKink: Hashable, Sendable {
  /// Which node.
  public let node: Int
  /// How often, counted over the cells of the node.
  public let cells: Int
  /// What kind.
  public let kind: Kind

  /// The kinds, with what PyTorch 2.15, JAX 0.10 and TensorFlow 2.21 give, run to see.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// ReLU at 0.
    case relu
    /// Leaky ReLU at 0.
    case leakyReLU
    /// |x| at 0.
    case abs
    /// The sign's jump at 0.
    case sign
    /// The jump of the next whole number below.
    case floor
    /// Two equal operands of max or min.
    case tie
    /// Several equal greatest or smallest elements.
    case sharedExtreme
    /// A clamp exactly at a bound.
    case bound
    /// √x at 0, where the slope is infinite.
    case sqrt
    /// x to a power below 1 at 0.
    case root

    /// What is there.
    public var what: String {
      switch self {
      case .relu: "relu has a corner at 0: slope 0 on the left, 1 on the right"
      case .leakyReLU: "leaky_relu has a corner at 0: slope 0.01 on the left, 1 on the right"
      case .abs: "abs has a corner at 0: slope −1 on the left, 1 on the right"
      case .sign: "sign jumps at 0, where it has no slope"
      case .floor: "floor jumps at whole numbers, where it has no slope"
      case .tie: "two operands are equal: max and min have a corner there"
      case .sharedExtreme: "several elements are the extreme: max and min have a corner there"
      case .bound: "clamp has a corner at its bound: slope 1 between the bounds, 0 beyond"
      case .sqrt: "sqrt is vertical at 0: its slope there is infinite"
      case .root: "a power below 1 is vertical at 0: its slope there is infinite"
      }
    }

    /// What libraries give.
    public var libraries: String {
      switch self {
      case .relu: "PyTorch, JAX and TensorFlow use 0"
      case .leakyReLU: "PyTorch and TensorFlow use 0.01, JAX uses 1"
      case .abs: "PyTorch and TensorFlow use 0, JAX uses 1"
      case .sign: "PyTorch, JAX and TensorFlow use 0, there as everywhere"
      case .floor: "PyTorch and JAX use 0, there as everywhere; TensorFlow gives no gradient"
      case .tie: "PyTorch and JAX give each half, TensorFlow gives all to the first"
      case .sharedExtreme:
        "PyTorch, JAX and TensorFlow share the gradient evenly; PyTorch's max(dim=0) gives all to one"
      case .bound:
        "PyTorch 2.15 uses 0 (earlier versions 1), JAX's clip 0.5, TensorFlow 1; half goes to a bound that is an input"
      case .sqrt, .root: "PyTorch, JAX and TensorFlow give infinity"
      }
    }
  }
}

extension AutogradGraph {
  /// Where operations that a gradient passes have no derivative at their present operands.
  public var kinks: [AutogradKink] {
    nodes.indices.compactMap { kink(at: $0) }
  }

  /// Whether a node is at such a place, and what kind; nil where it has a derivative.
  public func kink(at node: Int) -> AutogradKink? {
    guard node <= result, nodes[node].needsGradient, let (kind, cells) = corner(at: node), cells > 0 else { return nil }
    return AutogradKink(node: node, cells: cells, kind: kind)
  }

  private func corner(at node: Int) -> (AutogradKink.Kind, Int)? {
    let operands = nodes[node].operands
    func zeros() -> Int { values[operands[0]].doubles.count { $0 == 0 } }
    switch nodes[node].operation {
    case .function(.relu): return (.relu, zeros())
    case .function(.leakyReLU): return (.leakyReLU, zeros())
    case .function(.abs): return (.abs, zeros())
    case .function(.sign): return (.sign, zeros())
    case .function(.sqrt): return (.sqrt, zeros())
    case .function(.floor): return (.floor, values[operands[0]].doubles.count { $0 == $0.rounded() })
    case .power(let exponent) where exponent > 0 && exponent < 1: return (.root, zeros())
    case .maximum, .minimum: return (.tie, equalCells(operands[0], operands[1]))
    case .clamp: return (.bound, equalCells(operands[0], operands[1]) + equalCells(operands[0], operands[2]))
    case .greatest, .smallest:
      let extreme = values[node].double(at: 0)
      let count = values[operands[0]].doubles.count { $0 == extreme }
      return (.sharedExtreme, count > 1 ? count : 0)
    default: return nil
    }
  }

  private func equalCells(_ a: Int, _ b: Int) -> Int {
    guard let broadcasting = try? Broadcasting([values[a].shape, values[b].shape]) else { return 0 }
    let (left, right) = (values[a].doubles, values[b].doubles)
    return zip(broadcasting.places(inOperand: 0), broadcasting.places(inOperand: 1)).count { left[$0] == right[$1] }
  }
}
