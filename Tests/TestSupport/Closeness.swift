import Testing

/// Expects every pair to agree within `tolerance`, relative to the expected value where that is above 1.
public func expectClose<Scalar: BinaryFloatingPoint>(
  _ found: [Scalar],
  _ expected: [Scalar],
  within tolerance: Scalar = 1e-10,
  _ what: @autoclosure () -> String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, "\(what())", sourceLocation: sourceLocation)
  for (index, (found, expected)) in zip(found, expected).enumerated()
  where !(abs(found - expected) <= tolerance * max(1, abs(expected))) {
    Issue.record("\(what()) at \(index): expected \(expected), found \(found)", sourceLocation: sourceLocation)
  }
}

/// Expects two numbers to agree within `tolerance`, relative to the expected value where that is above 1.
public func expectClose<Scalar: BinaryFloatingPoint>(
  _ found: Scalar,
  _ expected: Scalar,
  within tolerance: Scalar = 1e-10,
  _ what: @autoclosure () -> String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectClose([found], [expected], within: tolerance, what(), sourceLocation: sourceLocation)
}
