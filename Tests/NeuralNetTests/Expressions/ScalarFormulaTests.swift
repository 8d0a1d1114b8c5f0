import NeuralNet
import RealModule
import Testing

@Suite struct ScalarFormulaTests {
  @Test(arguments: [
    ("x^2 + 2*x + 1", 3.0, 16.0), ("-x^2", 3, -9), ("(-x)^3", 2, -8), ("2^-x", 1, 0.5), ("x > 2", 3, 1),
    ("x > 2", 2, 0),
    ("max(x, 2, 5)", 3, 5), ("min([x, 2, 5])", 3, 2), ("clamp(x, -1, 1)", 3, 1), ("abs(-x)", 3, 3), ("exp(0)*x", 3, 3),
    ("log(e^x)", 3, 3), ("sin(pi/2)*x", 3, 3), ("w=[1,2,3]; v=[4,5,6]; dot(w,v) + x", 1, 33), ("sigmoid(0)", 0, 0.5),
    ("relu(-x)", 3, 0), ("tanh(0) + cos(0)", 0, 1), ("sum([1,x]*2)", 3, 8), ("mean([1,x])", 3, 2),
    ("pow(x, 0.5)", 9, 3),
    ("a = x; a *= a; a", 3, 9), ("sign(-x) + floor(2.7)", 3, 1), ("x^0.5", -1, .nan), ("ln(1)", 0, 0),
  ])
  func evaluates(source: String, x: Double, expected: Double) throws {
    let value = try ScalarFormula(source, variables: ["x"]).value(x)
    #expect(abs(value - expected) < 1e-12 || value.isNaN && expected.isNaN, "\(value)")
  }

  @Test(arguments: [
    ("y + 1", "column 1: expected a name with a value (x, pi, e), found 'y'"),
    ("max()", "column 1: expected 1 or more arguments of max, found 0"),
    ("exp(x, 1)", "column 1: expected 1 argument of exp, found 2"),
    ("dot([1,2],[1])", "column 1: expected two vectors of one length, found lengths 2 and 1"),
    ("[1,2]", "column 1: expected a number, found a vector of 2"),
    ("dot(x, [1])", "column 5: expected a vector such as [1, 2, 3], found a number"),
    ("x.T", "column 3: expected an operator, found '.T'"),
    ("max([])", "column 1: expected at least one element, found []"),
  ])
  func aFaultNamesItsColumn(source: String, expected: String) {
    do throws(FormulaError) {
      _ = try ScalarFormula(source, variables: ["x"])
      Issue.record("no fault")
    } catch { #expect("\(error)" == expected) }
  }

  @Test(arguments: ScalarFunction.allCases) func derivativesAgreeWithFiniteDifferences(function: ScalarFunction) {
    for x in [0.3, 1.7, 2.4] {
      let numeric = (function.value(at: x + 1e-6) - function.value(at: x - 1e-6)) / 2e-6
      #expect(abs(function.derivative(at: x) - numeric) < 1e-8)
    }
    guard function != .log, function != .sqrt else { return }
    let numeric = (function.value(at: -0.6 + 1e-6) - function.value(at: -0.6 - 1e-6)) / 2e-6
    #expect(abs(function.derivative(at: -0.6) - numeric) < 1e-8)
  }

  @Test func powersAreThoseOfC() {
    #expect(realPower(-2, 3) == -8 && realPower(-2, -1) == -0.5 && realPower(0, 0) == 1)
    #expect(realPower(0, 0.5) == 0 && realPower(0, -0.5) == .infinity && realPower(.infinity, -0.5) == 0)
    #expect(realPower(2, .infinity) == .infinity && realPower(0.5, .infinity) == 0 && realPower(1, .infinity) == 1)
    #expect(realPower(-1, 0.5).isNaN)
  }
}
