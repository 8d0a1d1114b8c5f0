/// One operation of a line, with what went in and came out, so that it can be shown cell by cell.
public struct TensorStep: Hashable, Sendable {
  /// How cells of the result come about from cells of the operands.
  public enum Operation: Hashable, Sendable {
    /// Made of nothing: zeros, ranges, random numbers.
    case creation
    /// Rows of a list, along a new first axis.
    case stacking
    /// Each cell of the cells at its place, stretched to one shape; written between two operands, or as a function.
    case elementwise(symbol: String, Broadcasting)
    /// Sums of products.
    case matrixProduct(MatrixProduct)
    /// Sums, means or extremes along axes.
    case reduction(Reduction.Kind, Reduction)
    /// The axes in another order: for each axis of the result that of the operand.
    case transposition([Int])
    /// The same elements in another shape.
    case reshaping
    /// Repeated along axes.
    case stretching(Broadcasting)
    /// The same elements as another type.
    case conversion(ElementType)
  }

  /// What went in.
  public struct Operand: Hashable, Sendable {
    /// As it was typed.
    public let text: String
    /// Its value.
    public let array: NDArray
  }

  /// As it was typed.
  public let text: String
  /// What is done.
  public let operation: Operation
  /// What goes in, in order.
  public let operands: [Operand]
  /// What comes out.
  public let result: NDArray

  /// For each operand the cells that a cell of the result is made of, in the order in which they are used.
  public func sources(of cell: Int) -> [[Int]] {
    switch operation {
    case .creation: []
    case .stacking:
      operands.indices.map { operand in
        let size = max(1, operands[operand].array.count)
        return cell / size == operand ? [cell % size] : []
      }
    case .elementwise(_, let broadcasting):
      operands.indices.map { [broadcasting.place(of: cell, inOperand: $0)] }
    case .matrixProduct(let product):
      [product.pairs(of: cell).left, product.pairs(of: cell).right]
    case .reduction(_, let reduction): [reduction.places(of: cell)]
    case .transposition(let order):
      [
        [
          Broadcasting.place(
            of: cell,
            shape: result.shape,
            strides: order.map { NDArray.strides(operands[0].array.shape)[$0] }
          )
        ]
      ]
    case .reshaping, .conversion: [[cell]]
    case .stretching(let broadcasting): [[broadcasting.place(of: cell, inOperand: 0)]]
    }
  }

  /// The index of a cell along each axis, such as "[1, 0]"; empty for a single number.
  public static func index(of cell: Int, shape: [Int]) -> String {
    guard !shape.isEmpty else { return "" }
    let indices = zip(shape, NDArray.strides(shape)).map { size, stride in cell / stride % size }
    return "[" + indices.map(String.init).joined(separator: ", ") + "]"
  }

  /// How a cell's number comes about, with the numbers in it: "1·5 + 2·7 = 19".
  /// - Parameters:
  ///   - mostTerms: how many terms of a sum are written before the rest becomes "…".
  ///   - number: how a number is written.
  public func workings(of cell: Int, mostTerms: Int, number: (Double) -> String) -> String {
    let value = number(result.double(at: cell))
    let sources = sources(of: cell)
    func operand(_ index: Int, _ place: Int) -> String { number(operands[index].array.double(at: place)) }
    func inSum(_ text: String) -> String { text.first == "-" || text.first == "−" ? "(\(text))" : text }
    func joined(_ terms: [String], _ separator: String) -> String {
      guard terms.count > mostTerms else { return terms.joined(separator: separator) }
      let shown = terms.prefix(max(1, mostTerms - 1)) + ["…"]
      return shown.joined(separator: separator) + " (\(terms.count) terms)"
    }
    switch operation {
    case .creation: return value
    case .stacking:
      guard let row = sources.firstIndex(where: { !$0.isEmpty }) else { return value }
      return "\(operands[row].text) at row \(row): \(value)"
    case .elementwise(let symbol, _):
      if operands.count == 2, symbol.first.map({ !$0.isLetter }) == true {
        return "\(operand(0, sources[0][0])) \(symbol) \(inSum(operand(1, sources[1][0]))) = \(value)"
      }
      if symbol == "-" { return "-\(inSum(operand(0, sources[0][0]))) = \(value)" }
      return "\(symbol)(\(operands.indices.map { operand($0, sources[$0][0]) }.joined(separator: ", "))) = \(value)"
    case .matrixProduct:
      let terms = zip(sources[0], sources[1]).prefix(mostTerms + 1)
        .map { "\(inSum(operand(0, $0)))·\(inSum(operand(1, $1)))" }
      let all = terms + Array(repeating: "", count: max(0, sources[0].count - terms.count))
      return (all.isEmpty ? "an empty sum" : joined(all, " + ")) + " = \(value)"
    case .reduction(let kind, let reduction):
      let terms = sources[0].prefix(mostTerms + 1).map { operand(0, $0) }
      let all = terms + Array(repeating: "", count: max(0, sources[0].count - terms.count))
      switch kind {
      case .sum: return (all.isEmpty ? "an empty sum" : joined(all.map(inSum), " + ")) + " = \(value)"
      case .mean: return "(\(joined(all.map(inSum), " + "))) / \(reduction.size) = \(value)"
      case .max, .min: return "\(kind.rawValue)(\(joined(all, ", "))) = \(value)"
      }
    case .transposition, .reshaping, .stretching, .conversion:
      let from = Self.index(of: sources[0][0], shape: operands[0].array.shape)
      return "\(operands[0].text)\(from) = \(value)"
    }
  }
}
