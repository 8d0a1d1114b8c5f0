/// Why an operation on arrays cannot be done.
public enum TensorError: Error, Hashable, Sendable {
  /// Two shapes that no stretching makes equal; the axis is counted from the last, which is 0.
  case broadcast(left: [Int], right: [Int], axisFromLast: Int)
  /// A shape that does not stretch to another.
  case stretch(from: [Int], to: [Int])
  /// A matrix product whose inner sizes differ, or that has an operand without axes.
  case matrixProduct(left: [Int], right: [Int])
  /// Elements that do not fill a shape.
  case reshape(from: [Int], to: [Int])
  /// An axis that is not there.
  case axis(Int, shape: [Int])
  /// Axes that are not each once.
  case axes([Int], shape: [Int])
  /// Rows of different shapes in one list.
  case ragged(first: [Int], other: [Int])
  /// More than can be shown: what, the limit and how much was asked for.
  case tooLarge(String, limit: Int, found: Int)
  /// A type that an operation does not take.
  case type(expected: String, found: ElementType)
  /// Anything else.
  case invalid(expected: String, found: String)

  /// What could stand there.
  public var expected: String {
    switch self {
    case .broadcast: "shapes that broadcast"
    case .stretch(_, let to): "a shape that stretches to \(NDArray.text(to))"
    case .matrixProduct(let left, let right):
      left.isEmpty || right.isEmpty ? "operands with axes" : "equal inner sizes"
    case .reshape(let from, _): "a shape of \(from.reduce(1, *)) element\(from.reduce(1, *) == 1 ? "" : "s")"
    case .axis(_, let shape):
      shape.isEmpty ? "no axis of a single number" : "an axis from \(-shape.count) to \(shape.count - 1)"
    case .axes(_, let shape): "each of the \(shape.count) axes once"
    case .ragged(let first, _): "elements of one shape, \(NDArray.text(first))"
    case .tooLarge(let what, let limit, _): "at most \(limit) \(what)"
    case .type(let expected, _), .invalid(let expected, _): expected
    }
  }

  /// What does.
  public var found: String {
    switch self {
    case .broadcast(let left, let right, _), .matrixProduct(let left, let right):
      "\(NDArray.text(left)) and \(NDArray.text(right))"
    case .stretch(let from, _): NDArray.text(from)
    case .reshape(_, let to): NDArray.text(to)
    case .axis(let axis, _): "\(axis)"
    case .axes(let axes, _): NDArray.text(axes)
    case .ragged(_, let other): NDArray.text(other)
    case .tooLarge(_, _, let found): "\(found)"
    case .type(_, let found): found.rawValue
    case .invalid(_, let found): found
    }
  }

  /// Why two shapes do not fit, with both of them one above the other; empty where the message says it all.
  public var explanation: [String] {
    switch self {
    case .broadcast(let left, let right, let axis):
      let rank = max(left.count, right.count)
      func row(_ shape: [Int]) -> String {
        (0..<rank).map { place in
          let index = place - (rank - shape.count)
          let text = index < 0 ? "" : "\(shape[index])"
          return String(repeating: " ", count: max(0, 6 - text.count)) + text
        }.joined()
      }
      let marker = String(repeating: " ", count: 6 * (rank - axis) - 1) + "^"
      let a = left[left.count - 1 - axis]
      let b = right[right.count - 1 - axis]
      return [
        "Shapes are aligned at their last axes:",
        "left " + row(left),
        "right" + row(right),
        "     " + marker,
        "Axis \(-1 - axis) has \(a) and \(b): they differ, and neither is 1, so neither can be stretched.",
      ]
    case .matrixProduct(let left, let right):
      guard let inner = left.last, !right.isEmpty else {
        return ["A matrix product sums over an axis of each operand; a single number has none. Use * for it."]
      }
      let rows = right.count == 1 ? right[0] : right[right.count - 2]
      return [
        "left  \(NDArray.text(left))  last axis: \(inner)",
        "right \(NDArray.text(right))  \(right.count == 1 ? "only" : "second to last") axis: \(rows)",
        "Each sum pairs a row of the left with a column of the right; \(inner) and \(rows) elements do not pair up.",
      ]
    case .reshape(let from, let to):
      let known = to.filter { $0 >= 0 }
      let count = from.reduce(1, *)
      if to.contains(-1) {
        return [
          "\(NDArray.text(from)) has \(count) elements, and the sizes given make \(known.reduce(1, *)): no whole number stands for −1."
        ]
      }
      return [
        "\(product(from)) = \(count) elements",
        "\(product(to)) = \(to.reduce(1, { $0.multipliedReportingOverflow(by: $1).partialValue })) elements",
      ]
    case .stretch, .axis, .axes, .ragged, .tooLarge, .type, .invalid: return []
    }
  }

  private func product(_ shape: [Int]) -> String {
    shape.isEmpty ? "()" : shape.map(String.init).joined(separator: " × ")
  }
}

extension TensorError: CustomStringConvertible {
  /// One line.
  public var description: String { "expected \(expected), found \(found)" }
}
