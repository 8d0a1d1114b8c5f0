import Foundation
import Testing

/// A value inside one of the reference files, whose numbers come from NumPy and PyTorch.
public struct Golden {
  private let content: Any

  /// Reads `Reference/NAME.json` of a test target's resources.
  public init(_ name: String, in bundle: Bundle) throws {
    let url = try #require(bundle.url(forResource: name, withExtension: "json", subdirectory: "Reference"))
    content = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
  }

  private init(content: Any) { self.content = content }

  /// A value of an object.
  public subscript(key: String) -> Golden {
    get throws { Golden(content: try #require((content as? [String: Any])?[key], "no \(key)")) }
  }

  /// An element of a list.
  public subscript(index: Int) -> Golden {
    get throws { Golden(content: try #require(content as? [Any])[index]) }
  }

  /// All elements of a list.
  public var elements: [Golden] {
    get throws { try #require(content as? [Any]).map { Golden(content: $0) } }
  }

  /// It as a number.
  public var number: Double {
    get throws { try #require(content as? NSNumber).doubleValue }
  }

  /// It as text.
  public var text: String {
    get throws { try #require(content as? String) }
  }

  /// All numbers in it, depth first: a matrix row by row.
  public var numbers: [Double] {
    get throws {
      if content is [Any] { return try elements.flatMap { try $0.numbers } }
      return [try number]
    }
  }

  /// A matrix by its rows.
  public var rows: [[Double]] {
    get throws { try elements.map { try $0.numbers } }
  }

  /// A weight that stands as (inputs, outputs), as (outputs, inputs) row-major.
  public var transposed: [Double] {
    get throws {
      let rows = try rows
      return rows[0].indices.flatMap { column in rows.map { $0[column] } }
    }
  }
}
