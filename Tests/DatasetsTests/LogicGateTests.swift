import Datasets
import Testing

@Suite struct LogicGateTests {
  @Test(arguments: [
    (LogicGate.and, "0001"), (.or, "0111"), (.nand, "1110"), (.nor, "1000"), (.xor, "0110"), (.xnor, "1001"),
    (.implication, "1101"), (.never, "0000"), (.always, "1111"),
  ])
  func truthTable(gate: LogicGate, code: String) {
    #expect(gate.code == code)
    #expect(LogicGate(named: code) == gate)
    #expect(LogicGate(named: gate.name.uppercased()) == gate)
  }

  @Test func formulasMatchTheirTables() {
    let definitions: [(LogicGate, (Bool, Bool) -> Bool)] = [
      (.inhibition, { $0 && !$1 }), (.first, { first, _ in first }), (.converseInhibition, { !$0 && $1 }),
      (.second, { _, second in second }), (.notSecond, { !$1 }), (.converseImplication, { $0 || !$1 }),
      (.notFirst, { first, _ in !first }), (.implication, { !$0 || $1 }), (.xor, { $0 != $1 }),
    ]
    for (gate, function) in definitions {
      for (index, input) in LogicGate.inputs.enumerated() {
        #expect(gate(input.first, input.second) == function(input.first, input.second), "\(gate.name) \(input)")
        #expect(gate.outputs[index] == function(input.first, input.second))
      }
    }
  }

  @Test func allSixteenAreDistinct() {
    #expect(LogicGate.allCases.count == 16)
    #expect(Set(LogicGate.allCases.map(\.name)).count == 16)
    #expect(LogicGate.allCases.allSatisfy { LogicGate(outputs: $0.outputs) == $0 })
    #expect(LogicGate(named: "maybe") == nil)
    #expect(LogicGate(named: "0120") == nil)
    #expect(LogicGate(outputs: [true]) == nil)
  }

  /// Searches a grid of lines, so that the property does not rest on the same belief as the code.
  @Test(arguments: LogicGate.allCases)
  func separabilityIsWhatASearchFinds(gate: LogicGate) {
    let steps = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5]
    let separates = steps.contains { w1 in
      steps.contains { w2 in
        steps.contains { bias in
          LogicGate.inputs.allSatisfy { input in
            let sum = (input.first ? w1 : 0) + (input.second ? w2 : 0) + bias
            return sum != 0 && (sum > 0) == gate(input.first, input.second)
          }
        }
      }
    }
    #expect(gate.isLinearlySeparable == separates)
  }
}
