import Foundation
import NeuralNet
import ScreenTestSupport
import Shell
import Testing

@testable import FunctionScreens

/// The screen's curves against NumPy's and PyTorch's figures.
struct ActivationCurveTests {
  private struct Curve: Decodable {
    var value: [Double]
    var derivative: [Double]
  }

  private static func reference() throws -> (x: [Double], curves: [String: Curve]) {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../NeuralNetTests/Reference/activations.json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: file.standardizedFileURL)) as? [String: Any]
    )
    var curves: [String: Curve] = [:]
    for (name, value) in object where name != "x" && name != "note" {
      curves[name] = try JSONDecoder().decode(Curve.self, from: JSONSerialization.data(withJSONObject: value))
    }
    return (try #require(object["x"] as? [Double]), curves)
  }

  @Test func valuesAndDerivativesAreTheReferences() throws {
    let (x, curves) = try Self.reference()
    #expect(curves.count == 13)
    for (name, curve) in curves {
      let activation = try #require(Activation(name: name), "no activation \(name)")
      let values = activation.values(at: x)
      let slopes = activation.derivatives(atInputs: x)
      for index in x.indices {
        let bound = 1e-12 * max(1, abs(curve.value[index]))
        #expect(abs(values[index] - curve.value[index]) <= bound, "\(name) at \(x[index])")
        #expect(abs(slopes[index] - curve.derivative[index]) <= 1e-12, "\(name)′ at \(x[index])")
      }
    }
  }

  /// What the frame says at the cursor is what the reference says there.
  @Test func theFrameShowsTheReferencesFigures() throws {
    let (x, curves) = try Self.reference()
    let place = try #require(x.firstIndex(of: 1.0))
    for (name, curve) in curves {
      let text = ActivationsScript([try #require(Activation(name: name))]).text()
      #expect(text.contains(ActivationsScreen.short(curve.value[place])), "f of \(name)")
      #expect(text.contains(ActivationsScreen.short(curve.derivative[place])), "f′ of \(name)")
    }
  }
}
