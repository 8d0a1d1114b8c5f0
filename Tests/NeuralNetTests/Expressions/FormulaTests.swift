import NeuralNet
import Testing

@Suite struct FormulaTests {
  /// The tree as nested text, so that precedence can be read off.
  private func shape(_ source: String) throws -> String {
    let formula = try Formula(source)
    func text(_ index: Int) -> String {
      switch formula.nodes[index].kind {
      case .number(let value, let whole): whole.map(String.init) ?? "\(value)"
      case .name(let name): name
      case .negate(let a): "(-\(text(a)))"
      case .binary(let operation, let a, let b): "(\(text(a))\(operation.rawValue)\(text(b)))"
      case .call(let name, let arguments, let options, _):
        "\(name)(\((arguments.map(text) + options.map { "\($0.name)=\(text($0.value))" }).joined(separator: ",")))"
      case .list(let elements): "[\(elements.map(text).joined(separator: ","))]"
      case .tuple(let elements): "<\(elements.map(text).joined(separator: ","))>"
      case .member(let a, let name): "\(text(a)).\(name)"
      }
    }
    return formula.statements.map { ($0.name.map { "\($0)=" } ?? "") + text($0.expression) }.joined(separator: ";")
  }

  @Test(arguments: [
    ("x^2 + 2*x + 1", "(((x^2)+(2*x))+1)"), ("-x^2", "(-(x^2))"), ("2^-x", "(2^(-x))"), ("2^3^2", "(2^(3^2))"),
    ("a-b-c", "((a-b)-c)"), ("a/b*c", "((a/b)*c)"), ("a@b+c", "((a@b)+c)"), ("x**2", "(x^2)"), ("+x", "x"),
    ("y > 2*x", "(y>(2*x))"), ("a=1;b = a;", "a=1;b=a"), ("c += c + 1", "c=(c+(c+1))"), ("1.e1 + .5", "(10.0+0.5)"),
    ("zeros((2,3), dtype=int64)", "zeros(<2,3>,dtype=int64)"), ("a.sum(axis=0).T", "sum(a,axis=0).T"),
    ("[[1,2],[3,4]]", "[[1,2],[3,4]]"), ("(x)", "x"), ("(2,)", "<2>"), ("f()", "f()"), ("2 × x − 1", "((2*x)-1)"),
  ])
  func precedenceIsThatOfAlgebra(source: String, expected: String) throws {
    #expect(try shape(source) == expected)
  }

  @Test(arguments: [
    ("", "column 1: expected a number, a name, '(' or '[', found the end"),
    ("2 +", "column 4: expected a number, a name, '(' or '[', found the end"),
    ("2x", "column 2: expected an operator such as *, ';' or the end, found 'x'"),
    ("(x", "column 3: expected an operator, ',' or ')', found the end"),
    ("[1 2]", "column 4: expected an operator such as *, ',' or ']', found '2'"),
    ("x + $", "column 5: expected a number, a name or an operator, found '$'"),
    ("1 = x", "column 3: expected a name before '=', found an expression"),
    ("a < b < c", "column 7: expected ';' or the end, since comparisons cannot be chained, found '<'"),
    ("1e999", "column 1: expected a number up to 1.8e308, found '1e999'"),
    ("f(a=1, 2)", "column 8: expected name=value after an argument with a name, found '2'"),
    ("f(a=1, a=2)", "column 8: expected a= once, found a second"),
    ("a.", "column 3: expected the name of a method, such as sum or T, found the end"),
    ("x)", "column 2: expected an operator, ';' or the end, found ')'"),
  ])
  func aFaultNamesItsColumnAndWhatCouldStandThere(source: String, expected: String) {
    #expect(throws: FormulaError.self) { try Formula(source) }
    do throws(FormulaError) { _ = try Formula(source) } catch { #expect("\(error)" == expected) }
  }

  @Test func depthAndSizeHaveLimits() throws {
    let deep = String(repeating: "(", count: 99) + "x" + String(repeating: ")", count: 99)
    #expect(try Formula(deep).nodes.count == 1)
    #expect(throws: FormulaError.self) { try Formula("(" + deep + ")+" + String(repeating: "-", count: 101) + "x") }
    #expect(throws: FormulaError.self) { try Formula(String(repeating: "-", count: 5_000) + "1") }
    #expect(throws: FormulaError.self) { try Formula(String(repeating: "2^", count: 4_000) + "1") }
    #expect(throws: FormulaError.self) { try Formula(String(repeating: "1+", count: 4_000) + "1") }
    #expect(throws: FormulaError.self) { try Formula(String(repeating: " ", count: 10_001)) }
    // A long sum is not deep.
    let sum = try ScalarFormula(String(repeating: "1+", count: 1_900) + "1", variables: [])
    #expect(sum.value() == 1_901)
  }

  @Test func textOfANodeIsWhatWasTyped() throws {
    let formula = try Formula("y = (x + 1) * 2 ; y")
    #expect(formula.statements.map(\.text) == ["y = (x + 1) * 2", "y"])
    #expect(formula.text(of: formula.statements[0].expression) == "(x + 1) * 2")
    #expect(formula.freeNames == ["x"])
  }
}
