import Lessons
import NeuralNet
import Testing

@Suite struct NeuronDataTests {
  @Test(arguments: [
    "1,2\n3,4\n", "x,y\n1,2\n3,4", "# a comment\n\n1;2\r\n3;4\r\n", "1\t2\n3\t4", "1 2\n 3   4 ",
    "\u{FEFF}x, y\n\"1\", 2\n3,4",
  ])
  func tables(text: String) throws {
    let data = try NeuronData(csv: text, file: "own.csv")
    #expect(data.samples == [NeuronSample(1, 2), NeuronSample(3, 4)])
  }

  @Test func headersNameTheColumns() throws {
    let data = try NeuronData(csv: "size,price\n1,2", file: "own.csv")
    #expect(data.names == ("size", "price"))
    #expect(try NeuronData(csv: "1,2", file: "own.csv").names == ("x", "y"))
  }

  @Test(arguments: [
    ("1,2\n3,x", "own.csv, line 2: expected a number, found 'x'"),
    ("1,2,3", "own.csv, line 1: expected two columns, x and y, found 3 columns: '1,2,3'"),
    ("x,y\n\n1", "own.csv, line 3: expected two columns, x and y, found 1 column: '1'"),
    ("1,2\n3,", "own.csv, line 2: expected a number, found ''"),
    ("1,nan", "own.csv, line 1: expected a number from -1e6 to 1e6, found 'nan'"),
    ("1,2e9", "own.csv, line 1: expected a number from -1e6 to 1e6, found '2e9'"),
    ("", "own.csv: expected at least one row of two numbers, found none"),
    ("x,y\n", "own.csv: expected at least one row of two numbers, found a header alone"),
    ("1,2\nx,y", "own.csv, line 2: expected a number, found 'x'"),
  ])
  func faults(text: String, message: String) {
    #expect { try NeuronData(csv: text, file: "own.csv") } throws: { "\($0)" == message }
  }

  @Test func limits() {
    let rows = String(repeating: "1,2\n", count: NeuronData.maximumCount + 1)
    #expect { try NeuronData(csv: rows, file: "own.csv") } throws: {
      "\($0)".contains("line 10001: expected at most 10000 rows")
    }
    let comment = "#" + String(repeating: "x", count: NeuronData.maximumBytes) + "\n1,2\n"
    #expect { try NeuronData(csv: comment, file: "own.csv") } throws: {
      "\($0)" == "own.csv: expected at most 4194304 bytes, found 4194310"
    }
  }

  @Test func aLargeTableHasASurfaceOfSomeOfItsSamples() {
    let samples = (0..<10_000).map { NeuronSample(Double($0) / 1000 - 5, Double($0) / 500 - 9) }
    let settings = NeuronSettings(data: NeuronData("many", samples), architecture: .neuron(.identity))
    let state = NeuronState(settings)
    let surface = LossSurface(state)
    #expect(surface.count == LossSurface.mostSamples && surface.total == 10_000)
    let loss = surface.loss(weight: state.parameters[0], bias: state.parameters[1])
    #expect(abs(loss * 10_000 / state.lossOfAll - 1) < 0.01)
    #expect(state.slopes == samples.map { _ in 1 })
  }

  @Test(arguments: NeuronPreset.all.map(\.name))
  func presetsAreValid(name: String) throws {
    let preset = try #require(NeuronPreset(name: name.uppercased()))
    try preset.settings.validate()
    #expect(preset.settings.parameterNames.count == preset.settings.start.count)
  }

  @Test func settingsThatDoNotFitAreRefused() {
    #expect { try NeuronSettings(start: [1]).validate() } throws: { "\($0)" == "start: expected 2 parameters, found 1" }
    #expect { try NeuronSettings(learningRate: -1).validate() } throws: {
      "\($0)".hasPrefix("learning rate: expected more than 0")
    }
    #expect { try NeuronSettings(start: [1, .nan]).validate() } throws: { "\($0)".hasPrefix("start: expected numbers") }
    #expect { try NeuronSettings(gradients: .pretended([1])).validate() } throws: {
      "\($0)".hasPrefix("gradients: expected 2")
    }
    var settings = NeuronSettings()
    settings.wiring = .inputIntoOutput
    #expect(throws: NeuronError.self) { try settings.validate() }
  }
}
