/// Builds the tree of a formula by recursive descent.
struct FormulaParser {
  private(set) var nodes: [Formula.Node] = []

  private static let operand = "a number, a name, '(' or '['"
  private static let sums: [String: Formula.BinaryOperator] = ["+": .add, "-": .subtract]
  private static let products: [String: Formula.BinaryOperator] = ["*": .multiply, "/": .divide, "@": .matrixMultiply]
  private static let assignments: [String: Formula.BinaryOperator] = [
    "+=": .add, "-=": .subtract, "*=": .multiply, "/=": .divide,
  ]

  private let source: [Character]
  private let tokens: [FormulaToken]
  private var position = 0
  private var nesting = 0

  init(_ source: String) throws(FormulaError) {
    let length = source.count
    guard length <= Formula.longestSource else {
      throw FormulaError(
        column: Formula.longestSource + 1,
        expected: "at most \(Formula.longestSource) characters",
        found: "\(length)"
      )
    }
    self.source = Array(source)
    var lexer = FormulaLexer(source)
    tokens = try lexer.tokens()
  }

  /// The statements to the end of the source.
  mutating func parse() throws(FormulaError) -> [Formula.Statement] {
    var statements: [Formula.Statement] = []
    while true {
      while take(";") {}
      if token.kind == .end { break }
      statements.append(try statement())
      if token.kind != .end, !isSign(";") { throw faultAfterOperand() }
    }
    guard !statements.isEmpty else { throw fault(Self.operand) }
    return statements
  }

  private mutating func statement() throws(FormulaError) -> Formula.Statement {
    let first = token
    var name: String?
    var combined: (Formula.BinaryOperator, FormulaToken)?
    if case .name(let word) = first.kind, case .sign(let sign) = tokens[position + 1].kind {
      if sign == "=" || Self.assignments[sign] != nil {
        name = word
        combined = Self.assignments[sign].map { ($0, tokens[position + 1]) }
        position += 2
      }
    }
    var expression: Int
    if let (operation, sign) = combined {
      let old = try append(.name(first.name), first)
      let change = try comparison()
      expression = try binary(operation, old, change, sign)
    } else {
      expression = try comparison()
    }
    let end = tokens[position - 1].columns.upperBound
    return Formula.Statement(
      name: name,
      column: first.columns.lowerBound,
      expression: expression,
      text: String(source[(first.columns.lowerBound - 1)..<(end - 1)])
    )
  }

  private mutating func comparison() throws(FormulaError) -> Int {
    let left = try sum()
    guard let operation = comparisonHere else { return left }
    let sign = advance()
    let right = try sum()
    if comparisonHere != nil { throw fault("';' or the end, since comparisons cannot be chained") }
    return try binary(operation, left, right, sign)
  }

  private var comparisonHere: Formula.BinaryOperator? {
    guard case .sign(let sign) = token.kind, let operation = Formula.BinaryOperator(rawValue: sign),
      operation.isComparison
    else { return nil }
    return operation
  }

  private mutating func sum() throws(FormulaError) -> Int {
    var left = try product()
    while let operation = operation(of: Self.sums) {
      let sign = advance()
      let right = try product()
      left = try binary(operation, left, right, sign)
    }
    return left
  }

  private mutating func product() throws(FormulaError) -> Int {
    var left = try signed()
    while let operation = operation(of: Self.products) {
      let sign = advance()
      let right = try signed()
      left = try binary(operation, left, right, sign)
    }
    return left
  }

  private mutating func signed() throws(FormulaError) -> Int {
    try enter()
    defer { nesting -= 1 }
    if isSign("-") {
      let sign = advance()
      let operand = try signed()
      return try append(.negate(operand), sign, to: nodes[operand].columns.upperBound)
    }
    if take("+") { return try signed() }
    let base = try postfix()
    guard isSign("^") || isSign("**") else { return base }
    let sign = advance()
    let exponent = try signed()
    return try binary(.power, base, exponent, sign)
  }

  private mutating func postfix() throws(FormulaError) -> Int {
    var object = try primary()
    while isSign(".") {
      advance()
      guard case .name(let name) = token.kind else { throw fault("the name of a method, such as sum or T") }
      let word = advance()
      if isSign("(") {
        let (arguments, options) = try arguments()
        object = try append(
          .call(name, arguments: [object] + arguments, options: options, isMethod: true),
          word,
          from: nodes[object].columns.lowerBound,
          to: tokens[position - 1].columns.upperBound
        )
      } else {
        object = try append(.member(object, name), word, from: nodes[object].columns.lowerBound)
      }
    }
    return object
  }

  private mutating func primary() throws(FormulaError) -> Int {
    let first = token
    switch first.kind {
    case .number(let value, let whole):
      advance()
      return try append(.number(value, whole: whole), first)
    case .name(let name):
      advance()
      guard isSign("(") else { return try append(.name(name), first) }
      let (arguments, options) = try arguments()
      return try append(
        .call(name, arguments: arguments, options: options, isMethod: false),
        first,
        to: tokens[position - 1].columns.upperBound
      )
    case .sign("["):
      let elements = try elements(from: "[", to: "]")
      return try append(.list(elements.values), first, to: tokens[position - 1].columns.upperBound)
    case .sign("("):
      let elements = try elements(from: "(", to: ")")
      if elements.values.count == 1, !elements.endsWithComma {
        widen(elements.values[0], to: first.columns.lowerBound..<tokens[position - 1].columns.upperBound)
        return elements.values[0]
      }
      return try append(.tuple(elements.values), first, to: tokens[position - 1].columns.upperBound)
    case .sign, .end:
      throw fault(Self.operand)
    }
  }

  /// Expressions between brackets.
  private mutating func elements(
    from opening: String,
    to closing: String
  ) throws(FormulaError) -> (values: [Int], endsWithComma: Bool) {
    advance()
    var values: [Int] = []
    var endsWithComma = false
    while !isSign(closing) {
      values.append(try comparison())
      endsWithComma = take(",")
      if !endsWithComma, !isSign(closing) { throw faultAfterOperand("',' or '\(closing)'") }
    }
    advance()
    return (values, endsWithComma)
  }

  /// What a call has between its parentheses.
  private mutating func arguments() throws(FormulaError) -> ([Int], [Formula.Option]) {
    advance()
    var arguments: [Int] = []
    var options: [Formula.Option] = []
    while !isSign(")") {
      if case .name(let name) = token.kind, tokens[position + 1].kind == .sign("=") {
        let word = advance()
        advance()
        if options.contains(where: { $0.name == name }) {
          throw FormulaError(column: word.columns.lowerBound, expected: "\(name)= once", found: "a second")
        }
        options.append(Formula.Option(name: name, column: word.columns.lowerBound, value: try comparison()))
      } else {
        if !options.isEmpty { throw fault("name=value after an argument with a name") }
        arguments.append(try comparison())
      }
      if !take(","), !isSign(")") { throw faultAfterOperand("',' or ')'") }
    }
    advance()
    return (arguments, options)
  }

  // MARK: Nodes

  private mutating func binary(
    _ operation: Formula.BinaryOperator,
    _ left: Int,
    _ right: Int,
    _ sign: FormulaToken
  ) throws(FormulaError) -> Int {
    try append(
      .binary(operation, left, right),
      sign,
      from: nodes[left].columns.lowerBound,
      to: nodes[right].columns.upperBound
    )
  }

  private mutating func append(
    _ kind: Formula.Kind,
    _ token: FormulaToken,
    from start: Int? = nil,
    to end: Int? = nil
  ) throws(FormulaError) -> Int {
    guard nodes.count < Formula.mostNodes else {
      throw FormulaError(
        column: token.columns.lowerBound,
        expected: "at most \(Formula.mostNodes) numbers, names and operations",
        found: "more"
      )
    }
    let start = start ?? token.columns.lowerBound
    let end = max(start, end ?? token.columns.upperBound)
    nodes.append(Formula.Node(kind: kind, column: token.columns.lowerBound, columns: start..<end))
    return nodes.count - 1
  }

  /// Counts parentheses as part of what they enclose.
  private mutating func widen(_ node: Int, to columns: Range<Int>) {
    nodes[node] = Formula.Node(kind: nodes[node].kind, column: nodes[node].column, columns: columns)
  }

  // MARK: Tokens

  private var token: FormulaToken { tokens[position] }

  private func isSign(_ sign: String) -> Bool { token.kind == .sign(sign) }

  private func operation(of table: [String: Formula.BinaryOperator]) -> Formula.BinaryOperator? {
    guard case .sign(let sign) = token.kind else { return nil }
    return table[sign]
  }

  @discardableResult
  private mutating func advance() -> FormulaToken {
    let token = token
    if position < tokens.count - 1 { position += 1 }
    return token
  }

  private mutating func take(_ sign: String) -> Bool {
    guard isSign(sign) else { return false }
    advance()
    return true
  }

  private mutating func enter() throws(FormulaError) {
    guard nesting < Formula.deepestNesting else {
      throw fault("at most \(Formula.deepestNesting) nested parentheses, signs and powers", found: "more")
    }
    nesting += 1
  }

  private func fault(_ expected: String, found: String? = nil) -> FormulaError {
    FormulaError(column: token.columns.lowerBound, expected: expected, found: found ?? token.description)
  }

  /// What is wrong where an operand has ended: two operands side by side lack an operator.
  private func faultAfterOperand(_ alternative: String = "';' or the end") -> FormulaError {
    switch token.kind {
    case .number, .name, .sign("("), .sign("["): fault("an operator such as *, \(alternative)")
    case .sign("="): fault("a name before '='", found: "an expression")
    case .sign, .end: fault("an operator, \(alternative)")
    }
  }
}

extension FormulaToken {
  /// A name's text; empty for other words.
  fileprivate var name: String { if case .name(let name) = kind { name } else { "" } }
}
