import NeuralNet

/// A function of the tensor language: its name, how it is called and what it gives.
public struct TensorFunction: Hashable, Sendable {
  /// The name.
  public let name: String
  /// How it is called.
  public let signature: String
  /// What it gives, in a few words.
  public let summary: String
  /// Whether it can be written after a point, as `a.sum()`.
  public let isMethod: Bool

  init(_ name: String, _ signature: String, _ summary: String, isMethod: Bool = false) {
    self.name = name
    self.signature = signature
    self.summary = summary
    self.isMethod = isMethod
  }

  /// Every function, those that make arrays first.
  public static let all: [TensorFunction] =
    [
      TensorFunction("array", "array(rows, dtype=float64)", "a list as an array"),
      TensorFunction("zeros", "zeros(2, 3, dtype=float64)", "zeros of a shape"),
      TensorFunction("ones", "ones(2, 3, dtype=float64)", "ones of a shape"),
      TensorFunction("full", "full((2, 3), value)", "one number in every element"),
      TensorFunction("eye", "eye(3)", "the identity matrix"),
      TensorFunction("arange", "arange(start, stop, step)", "numbers from start up to, but not including, stop"),
      TensorFunction("linspace", "linspace(0, 1, 5)", "evenly spaced numbers, both ends included"),
      TensorFunction("normal", "normal(2, 3, seed=42, mean=0, std=1)", "normally distributed numbers"),
      TensorFunction("uniform", "uniform(2, 3, seed=42)", "numbers from 0 to 1"),
      TensorFunction(
        "reshape",
        "reshape(a, 3, 2)",
        "the same elements in another shape; one size may be -1",
        isMethod: true
      ),
      TensorFunction("transpose", "transpose(a, axes)", "the axes in another order", isMethod: true),
      TensorFunction("flatten", "flatten(a)", "all elements along one axis", isMethod: true),
      TensorFunction("broadcast_to", "broadcast_to(a, (2, 3))", "repeated along missing axes and axes of size 1"),
      TensorFunction("astype", "astype(a, float32)", "the same elements as another type", isMethod: true),
      TensorFunction("matmul", "matmul(a, b)", "the matrix product, a @ b"),
      TensorFunction("dot", "dot(a, b)", "the sum of products, or the matrix product", isMethod: true),
      TensorFunction("sum", "sum(a, axis=0, keepdims=False)", "the sum along axes", isMethod: true),
      TensorFunction("mean", "mean(a, axis=0, keepdims=False)", "the mean along axes", isMethod: true),
      TensorFunction("max", "max(a, axis=0) or max(a, b)", "the largest along axes, or of two", isMethod: true),
      TensorFunction("min", "min(a, axis=0) or min(a, b)", "the smallest along axes, or of two", isMethod: true),
      TensorFunction("clamp", "clamp(a, low, high)", "limited to bounds"),
      TensorFunction("pow", "pow(a, b)", "a ^ b"),
    ] + ScalarFunction.allCases.map { TensorFunction($0.rawValue, "\($0.rawValue)(a)", "of every element") }

  /// What can stand after a point without parentheses.
  public static let members = ["T", "shape", "dtype", "ndim", "size"]

  /// Values by name.
  public static let constants =
    ["True", "False", "None", "pi", "e", "inf", "nan"] + ElementType.allCases.map(\.rawValue)

  /// A function by its name.
  public static func named(_ name: String) -> TensorFunction? { all.first { $0.name == name } }
}
