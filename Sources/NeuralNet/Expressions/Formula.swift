/// What was typed at a prompt, as a list of statements over a flat tree: expressions and `name = expression`, with `;` between them.
///
/// Grammar, loosest binding first: comparisons (not chained), `+ −`, `* / @`, unary `−`, `^` (right-associative, also `**`), then calls,
/// `.member`, numbers, names, `[lists]` and `(parentheses)`. `a += b` means `a = a + b`. A tree says nothing of types: what a name or a
/// function stands for is decided by who evaluates it, such as ``ScalarFormula``.
///
/// Operands stand before what uses them in ``nodes``, so that a tree is walked by a loop and no depth of it overflows a stack. What
/// may be typed is bounded by ``longestSource``, ``mostNodes`` and ``deepestNesting``.
public struct Formula: Hashable, Sendable {
  /// The most characters of a formula.
  public static let longestSource = 10_000
  /// The most numbers, names, operations and calls of a formula.
  public static let mostNodes = 4_000
  /// How deep parentheses, signs and powers may stand inside one another.
  public static let deepestNesting = 100

  /// A number, a name, an operation or a call.
  public struct Node: Hashable, Sendable {
    /// What it is.
    public let kind: Kind
    /// The first column that belongs to it, counted from 1: for an operation that of its operator.
    public let column: Int
    /// All columns that it was written in, with its operands and parentheses.
    public let columns: Range<Int>
  }

  /// What a node is; whole numbers in it are places in ``Formula/nodes``.
  public enum Kind: Hashable, Sendable {
    /// A number; with its whole value if it was written without a point or an exponent.
    case number(Double, whole: Int?)
    /// A name.
    case name(String)
    /// −a.
    case negate(Int)
    /// Two operands.
    case binary(BinaryOperator, Int, Int)
    /// A function or method with its arguments in order, for a method the object first, and its `name=value` options.
    case call(String, arguments: [Int], options: [Option], isMethod: Bool)
    /// `[a, b]`.
    case list([Int])
    /// `(a, b)`.
    case tuple([Int])
    /// `a.name` without parentheses.
    case member(Int, String)
  }

  /// An argument by name.
  public struct Option: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The column of the name.
    public let column: Int
    /// The value's place in the nodes.
    public let value: Int
  }

  /// What stands between two operands.
  public enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "^"
    case matrixMultiply = "@"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="

    /// Whether its result is true or false.
    public var isComparison: Bool {
      switch self {
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: true
      case .add, .subtract, .multiply, .divide, .power, .matrixMultiply: false
      }
    }
  }

  /// An expression and the name it is given, if any.
  public struct Statement: Hashable, Sendable {
    /// What stands left of `=`.
    public let name: String?
    /// The column of that name, or else where the statement begins.
    public let column: Int
    /// The expression's place in the nodes.
    public let expression: Int
    /// What was typed, without space around it.
    public let text: String
  }

  /// What was typed.
  public let source: String
  /// Every node, operands first.
  public let nodes: [Node]
  /// The statements in order; at least one.
  public let statements: [Statement]
  /// Where each column begins in the source, and its end: characters are not found by counting again.
  private let places: [String.Index]

  /// Parses a formula.
  /// - Throws: where it cannot go on, what could have stood there and what did.
  public init(_ source: String) throws(FormulaError) {
    var parser = try FormulaParser(source)
    statements = try parser.parse()
    nodes = parser.nodes
    self.source = source
    places = Array(source.indices) + [source.endIndex]
  }

  /// The text that a node was written as.
  public func text(of node: Int) -> String {
    let columns = nodes[node].columns
    func place(_ column: Int) -> String.Index { places[min(column - 1, places.count - 1)] }
    return String(source[place(columns.lowerBound)..<place(columns.upperBound)])
  }

  /// The names that are used before a statement gives them a value, in order of appearance.
  public var freeNames: [String] {
    var given: Set<String> = []
    var free: [String] = []
    var next = 0
    for statement in statements {
      while next <= statement.expression {
        if case .name(let name) = nodes[next].kind, !given.contains(name), !free.contains(name) { free.append(name) }
        next += 1
      }
      if let name = statement.name { given.insert(name) }
    }
    return free
  }
}
