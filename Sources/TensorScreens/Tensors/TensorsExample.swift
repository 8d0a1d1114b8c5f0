/// A line worth looking at.
struct TensorsExample: Hashable, Sendable {
  let name: String
  let line: String

  static let all = [
    TensorsExample(name: "matrix product", line: TensorsScreen.defaultLine),
    TensorsExample(name: "broadcasting", line: "a = arange(6).reshape(2,3); b = [10,20,30]; a + b"),
    TensorsExample(name: "outer sum", line: "column = [[0],[10],[20]]; row = [1,2,3,4]; column + row"),
    TensorsExample(name: "sum by axis", line: "a = arange(12).reshape(3,4); a.sum(axis=0)"),
    TensorsExample(name: "mean by axis", line: "a = normal(4, 3, seed=1); a.mean(axis=1, keepdims=True)"),
    TensorsExample(name: "transpose", line: "a = arange(6).reshape(2,3); a.T"),
    TensorsExample(name: "reshape", line: "a = arange(12); a.reshape(3,-1)"),
    TensorsExample(
      name: "layer",
      line: "x = normal(5, 3, seed=2); w = normal(2, 3, seed=3); b = [0.5,-0.5]; relu(x @ w.T + b)"
    ),
    TensorsExample(name: "batch of products", line: "a = arange(12).reshape(2,2,3); b = ones(3,2); a @ b"),
    TensorsExample(name: "types", line: "[1,2,3] / 2"),
    TensorsExample(name: "mismatch", line: "ones(2,3) + ones(4)"),
  ]
}
