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

  subscript(index: Int) -> Golden {
    get throws { Golden(content: try #require(content as? [Any])[index]) }
  }

  var number: Double {
    get throws { try #require(content as? NSNumber).doubleValue }
  }

  var text: String {
    get throws { try #require(content as? String) }
  }

  /// All numbers in it, depth first: a matrix row by row.
  var numbers: [Double] {
    get throws {
      if let elements = content as? [Any] { return try elements.flatMap { try Golden(content: $0).numbers } }
      return [try number]
    }
  }

  var rows: [[Double]] {
    get throws { try #require(content as? [Any]).map { try Golden(content: $0).numbers } }
  }

  /// A weight that stands as (inputs, outputs), as (outputs, inputs) row-major.
  var transposed: [Double] {
    get throws {
      let rows = try rows
      return rows[0].indices.flatMap { column in rows.map { $0[column] } }
    }
  }
}
