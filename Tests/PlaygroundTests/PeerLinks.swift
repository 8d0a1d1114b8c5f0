import Foundation
import Records
import Testing

/// The trajectories that the peer's own code made.
enum PeerLinks {
  struct Layer {
    var units: [(bias: Double, weights: [Double])]
  }

  static func load() throws -> [JSONValue] {
    try load("playground_links") + load("playground_more_links")
  }

  private static func load(_ name: String) throws -> [JSONValue] {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Reference")
    )
    let value = try #require(JSONValue(String(decoding: try Data(contentsOf: url), as: UTF8.self)))
    return try #require(value["links"]?.array)
  }

  /// Weights as the reference lists them.
  static func layers(_ value: JSONValue?) throws -> [Layer] {
    try #require(value?.array).map { layer in
      Layer(
        units: try #require(layer.array).map { unit in
          (try #require(unit["bias"]?.number), try #require(unit["weights"]?.array).map { try #require($0.number) })
        }
      )
    }
  }
}
