extension ScalarGraph {
  /// a + b.
  public mutating func add(_ a: Value, _ b: Value, label: String = "") -> Value { apply(.add(a, b), label: label) }

  /// a − b.
  public mutating func subtract(_ a: Value, _ b: Value, label: String = "") -> Value {
    apply(.subtract(a, b), label: label)
  }

  /// a · b.
  public mutating func multiply(_ a: Value, _ b: Value, label: String = "") -> Value {
    apply(.multiply(a, b), label: label)
  }

  /// a / b.
  public mutating func divide(_ a: Value, _ b: Value, label: String = "") -> Value {
    apply(.divide(a, b), label: label)
  }

  /// a raised to a fixed exponent.
  public mutating func power(_ a: Value, _ exponent: Double, label: String = "") -> Value {
    apply(.power(a, exponent), label: label)
  }

  /// −a.
  public mutating func negate(_ a: Value, label: String = "") -> Value { apply(.negate(a), label: label) }

  /// eᵃ.
  public mutating func exp(_ a: Value, label: String = "") -> Value { apply(.exp(a), label: label) }

  /// ln a.
  public mutating func log(_ a: Value, label: String = "") -> Value { apply(.log(a), label: label) }

  /// tanh a.
  public mutating func tanh(_ a: Value, label: String = "") -> Value { apply(.tanh(a), label: label) }

  /// σ(a).
  public mutating func sigmoid(_ a: Value, label: String = "") -> Value { apply(.sigmoid(a), label: label) }

  /// max(0, a).
  public mutating func relu(_ a: Value, label: String = "") -> Value { apply(.relu(a), label: label) }

  /// Σ aᵢ·bᵢ, left to right.
  public mutating func dot(_ a: [Value], _ b: [Value]) -> Value {
    precondition(a.count == b.count && !a.isEmpty, "expected two equally long rows, found \(a.count) and \(b.count)")
    var sum = multiply(a[0], b[0])
    for index in a.indices.dropFirst() { sum = add(sum, multiply(a[index], b[index])) }
    return sum
  }
}
