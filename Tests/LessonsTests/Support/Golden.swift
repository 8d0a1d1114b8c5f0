import Foundation
import Testing

/// A value inside one of the reference files, whose numbers come from NumPy and PyTorch.
struct Golden {
  private let content: Any

  /// Reads `Reference/NAME.json` of this test target.
  init(_ name: String) throws {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Reference"))
    content = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
  }

  private init(content: Any) { self.content = content }

  subscript(key: String) -> Golden {
    get throws { Golden(content: try #require((content as? [String: Any])?[key], "no \(key)")) }
  }

  var elements: [Golden] {
    get throws { try #require(content as? [Any]).map { Golden(content: $0) } }
  }

  var number: Double {
    get throws { try #require(content as? NSNumber).doubleValue }
  }

  /// All numbers in it, depth first: a matrix row by row.
  var numbers: [Double] {
    get throws {
      if let elements = content as? [Any] { return try elements.flatMap { try Golden(content: $0).numbers } }
      return [try number]
    }
  }
}

/// Expects every pair to agree within `tolerance`, relative to the expected value where that is above 1.
func expectClose(
  _ found: [Double],
  _ expected: [Double],
  within tolerance: Double = 1e-10,
  _ what: @autoclosure () -> String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, "\(what())", sourceLocation: sourceLocation)
  for (index, (found, expected)) in zip(found, expected).enumerated()
  where !(abs(found - expected) <= tolerance * max(1, abs(expected))) {
    Issue.record("\(what()) at \(index): expected \(expected), found \(found)", sourceLocation: sourceLocation)
  }
}
