import Foundation
import TensorLab
import Testing

/// Hundreds of random shapes, types and operations against what NumPy makes of them; `Reference/tensors.py` made the file.
@Suite struct NumPyTests {
  private struct Case: Decodable {
    var source: String
    var error: String?
    var dtype: String?
    var shape: [Int]?
    var values: [Value]?
  }

  /// A number; text for what JSON has no numbers for.
  private enum Value: Decodable {
    case whole(Int64)
    case number(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let whole = try? container.decode(Int64.self) {
        self = .whole(whole)
      } else if let text = try? container.decode(String.self) {
        self = .number(text == "nan" ? .nan : text == "inf" ? .infinity : -.infinity)
      } else {
        self = .number(try container.decode(Double.self))
      }
    }

    var double: Double {
      switch self {
      case .whole(let value): Double(value)
      case .number(let value): value
      }
    }
  }

  @Test func everyCaseAgreesWithNumPy() throws {
    let url = try #require(Bundle.module.url(forResource: "tensors", withExtension: "json", subdirectory: "Reference"))
    let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
    #expect(cases.count > 800)
    for item in cases {
      var interpreter = TensorInterpreter()
      do throws(TensorFault) {
        let results = try interpreter.run(item.source)
        guard case .array(let array, _) = results.last?.value else {
          Issue.record("\(item.source): no array")
          continue
        }
        guard let shape = item.shape, let values = item.values else {
          Issue.record("\(item.source): NumPy refuses (\(item.error ?? "")), found \(array)")
          continue
        }
        #expect(array.shape == shape, "\(item.source)")
        #expect(array.elementType.rawValue == item.dtype, "\(item.source)")
        guard array.shape == shape else { continue }
        if case .int64(let wholes) = array.storage {
          #expect(wholes.map { Double($0) } == values.map(\.double), "\(item.source)")
        } else {
          let tolerance = array.elementType == .float32 ? 2e-6 : 1e-12
          for (found, expected) in zip(array.doubles, values.map(\.double)) where found != expected {
            guard !(found.isNaN && expected.isNaN) else { continue }
            #expect(abs(found - expected) <= tolerance * max(1, abs(expected)), "\(item.source)")
          }
        }
      } catch {
        if item.error == nil { Issue.record("\(item.source): \(error)") }
      }
    }
  }
}
