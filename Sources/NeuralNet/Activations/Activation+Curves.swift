extension Activation {
  /// f(z) of many inputs at once: what a curve is drawn from, compiled for `Double`.
  public func values(at inputs: [Double]) -> [Double] { inputs.map { value(at: $0) } }

  /// f′(z) of many inputs at once: what a curve is drawn from, compiled for `Double`.
  public func derivatives(atInputs inputs: [Double]) -> [Double] { inputs.map { derivative(atInput: $0) } }
}
