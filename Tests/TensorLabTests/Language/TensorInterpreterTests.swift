import TensorLab
import Testing

@Suite struct TensorInterpreterTests {
  private func last(_ line: String) throws -> TensorInterpreter.Result {
    var interpreter = TensorInterpreter()
    return try #require(try interpreter.run(line).last)
  }

  private func workings(_ line: String, cell: Int, terms: Int = 8) throws -> String {
    let step = try #require(try last(line).steps.last)
    return step.workings(of: cell, mostTerms: terms) { value in
      value == value.rounded() ? "\(Int(value))" : "\(value)"
    }
  }

  @Test func aProductOfMatricesIsASumOfProducts() throws {
    let result = try last("a = [[1,2],[3,4]]; b = [[5,6],[7,8]]; a@b")
    #expect(result.value == .array(NDArray(shape: [2, 2], .int64([19, 22, 43, 50])), isTyped: false))
    let step = try #require(result.steps.last)
    #expect(step.sources(of: 0) == [[0, 1], [0, 2]])
    #expect(step.sources(of: 3) == [[2, 3], [1, 3]])
    #expect(step.operands.map(\.text) == ["a", "b"])
    #expect(try workings("[[1,2],[3,4]] @ [[5,6],[7,8]]", cell: 2) == "3·5 + 4·7 = 43")
  }

  @Test(arguments: [
    ("[1,2] + 10", 1, "2 + 10 = 12"), ("[[1],[2]] * [3,-4]", 3, "2 · (-4) = -8"),
    ("sum([[1,2],[3,4]], axis=0)", 1, "2 + 4 = 6"),
    ("mean([[1,2],[3,5]], axis=1)", 1, "(3 + 5) / 2 = 4"), ("abs([-3])", 0, "abs(-3) = 3"), ("-[1,2]", 1, "-2 = -2"),
    ("[[1,2],[3,4]].T", 1, "[[1,2],[3,4]][1, 0] = 3"), ("arange(6).reshape(2,3)", 4, "arange(6)[4] = 4"),
    ("max([[1,9],[3,5]], axis=0)", 1, "max(9, 5) = 9"), ("a = [1,2]; [a, a+1]", 2, "a+1 at row 1: 2"),
    ("broadcast_to([7,8], (2,2))", 3, "[7,8][1] = 8"), ("max([1,2], 2)", 0, "max(1, 2) = 2"),
    ("ones(2,0) @ ones(0,1)", 0, "an empty sum = 0"),
  ])
  func aCellSaysHowItCameAbout(line: String, cell: Int, expected: String) throws {
    #expect(try workings(line, cell: cell) == expected)
  }

  @Test func longSumsAreCutShort() throws {
    #expect(try workings("sum(arange(10))", cell: 0, terms: 4) == "0 + 1 + 2 + … (10 terms) = 45")
    #expect(try workings("arange(10) @ arange(10)", cell: 0, terms: 3) == "0·0 + 1·1 + … (10 terms) = 285")
  }

  @Test(arguments: [
    ("ones(2,3) + ones(4)", "column 11: expected shapes that broadcast, found (2, 3) and (4,)"),
    ("ones(2,3) @ ones(2,3)", "column 11: expected equal inner sizes, found (2, 3) and (2, 3)"),
    ("ones(2,3).reshape(4,2)", "column 11: expected a shape of 6 elements, found (4, 2)"),
    ("x + 1", "column 1: expected a name with a value (none is given yet), found 'x'"),
    ("zeros(1000,1000)", "column 1: expected at most 262144 elements, found 1000000"),
    ("ones(512,512)@ones(512,512)", "column 14: expected at most 16777216 multiplications, found 134217728"),
    ("sum([1,2], axis=3)", "column 1: expected an axis from -1 to 0, found 3"),
    ("sum = 3", "column 1: expected a name of your own, found 'sum'"),
    ("zeros(2, color=3)", "column 10: expected zeros(2, 3, dtype=float64), found color="),
    ("zeros(2, dtype=3)", "column 16: expected bool, int64, float32, float64, found '3'"),
    ("[[1,2],[3]]", "column 1: expected elements of one shape, (2,), found (1,)"),
    ("3 @ [1]", "column 3: expected operands with axes, found () and (1,)"),
    ("reshape()", "column 1: expected reshape(a, 3, 2), found too few arguments"),
    ("2^100", "column 2: expected whole numbers below 2^63 (write 2.0 for 2), found a larger one"),
    ("float32 + 1", "column 1: expected an array, found the type float32"),
  ])
  func aFaultSaysWhereAndWhat(line: String, expected: String) {
    var interpreter = TensorInterpreter()
    do throws(TensorFault) {
      _ = try interpreter.run(line)
      Issue.record("no fault")
    } catch { #expect("\(error)" == expected) }
  }

  @Test func aShapeMismatchShowsBothShapes() {
    var interpreter = TensorInterpreter()
    do throws(TensorFault) { _ = try interpreter.run("ones(2,3) + ones(4)") } catch {
      #expect(
        error.explanation == [
          "Shapes are aligned at their last axes:",
          "left      2     3",
          "right           4",
          "                ^",
          "Axis -1 has 3 and 4: they differ, and neither is 1, so neither can be stretched.",
        ]
      )
    }
  }

  @Test func namesStayAndAFailedLineChangesNothing() throws {
    var interpreter = TensorInterpreter()
    _ = try interpreter.run("a = [1,2]; b = a + 1")
    #expect(throws: TensorFault.self) { try interpreter.run("a = [5]; a + [1,2,3] + [1,2]") }
    let results = try interpreter.run("a")
    #expect(results[0].value == .array(NDArray(shape: [2], .int64([1, 2])), isTyped: false))
    #expect(interpreter.names.count == 2)
  }

  @Test func randomNumbersComeFromTheSeed() throws {
    let first = try last("normal(2, 3, seed=7)").value
    #expect(try last("normal(2, 3, seed=7)").value == first)
    #expect(try last("normal(2, 3, seed=8)").value != first)
    guard case .array(let array, _) = try last("normal(10000, mean=3, std=2)").value else { return }
    let mean = array.doubles.reduce(0, +) / 10_000
    #expect(abs(mean - 3) < 0.08)
  }

  @Test func completionsFitTheLastWord() throws {
    var interpreter = TensorInterpreter()
    _ = try interpreter.run("resistance = 3")
    #expect(interpreter.completions(of: "1 + res") == ["resistance", "reshape("])
    #expect(interpreter.completions(of: "a.s") == ["shape", "size", "sum("])
    #expect(interpreter.completions(of: "a.T") == [])
    #expect(interpreter.completions(of: "") == [])
  }
}
