import Lessons
import NeuralNet
import TestSupport
import Testing

@Suite struct BackpropLessonTests {
  private func lesson(_ name: String = "course") throws -> BackpropLesson {
    BackpropLesson(try #require(BackpropPreset(name: name)).state)
  }

  @Test(arguments: BackpropGranularity.allCases)
  func goesForwardAndBack(granularity: BackpropGranularity) throws {
    var lesson = try lesson("xor")
    var places: [(Int, Int)] = [(lesson.state.pass, lesson.index)]
    var losses: [Double] = []
    for _ in 0..<30 {
      lesson.forward(granularity)
      places.append((lesson.state.pass, lesson.index))
      losses.append(lesson.walk.loss)
    }
    for (place, loss) in zip(places, [0] + losses).dropFirst().reversed() {
      #expect((lesson.state.pass, lesson.index) == place)
      #expect(lesson.walk.loss == loss)
      lesson.back(granularity)
      #expect((lesson.state.pass, lesson.index) <= place)
    }
    for _ in 0..<200 { lesson.back(granularity) }
    #expect(lesson.state.pass == 0 && lesson.index == 0)
    lesson.back(granularity)
    #expect(lesson.state.pass == 0 && lesson.index == 0)
  }

  @Test func passesAndEpochsCount() throws {
    var lesson = try lesson("xor")
    lesson.forward(.epoch)
    #expect(lesson.state.pass == 3 && lesson.operation.name == "new_loss")
    lesson.forward(.epoch)
    #expect(lesson.state.pass == 7 && lesson.state.epoch == 1)
    lesson.rewind()
    #expect(lesson.state.pass == 0 && lesson.passes == 7)
    lesson.show(pass: 7, operation: 0)
    #expect(lesson.state.pass == 7)
  }

  @Test func layersGroupOperations() throws {
    var lesson = try lesson()
    var names = [lesson.operation.name]
    for _ in 0..<7 {
      lesson.forward(.layer)
      names.append(lesson.operation.name)
    }
    #expect(names == ["z1", "a1", "a2", "loss", "dL_db2", "dL_db1", "new_b2", "new_b1"])
  }

  @Test func everyNumberCanBeChangedAndTakenBack() throws {
    var lesson = try lesson()
    #expect(lesson.quantities.count == 2 + 9 + 1 + 1)
    let before = lesson.walk.operations
    for quantity in lesson.quantities {
      try lesson.set(quantity, to: 0.7)
      #expect(lesson.value(quantity) == 0.7)
      #expect(lesson.walk.operations != before, "\(lesson.name(quantity))")
    }
    for _ in lesson.quantities {
      let isUndone = lesson.undo()
      #expect(isUndone)
    }
    #expect(lesson.walk.operations == before)
    let isUndone = lesson.undo()
    #expect(!isUndone && !lesson.canUndo)
  }

  @Test func faultyNumbersChangeNothing() throws {
    var lesson = try lesson("bce")
    let before = lesson.state
    func message(_ change: (inout BackpropLesson) throws(BackpropError) -> Void) -> String {
      do throws(BackpropError) {
        try change(&lesson)
        return "accepted"
      } catch { return error.description }
    }
    #expect(
      message { (lesson: inout BackpropLesson) throws(BackpropError) in try lesson.set(.target(0), to: 2) }.contains(
        "probabilities"
      )
    )
    #expect(
      message { (lesson: inout BackpropLesson) throws(BackpropError) in try lesson.set(.input(0), to: .infinity) }
        .hasPrefix("x₁: expected a number from")
    )
    #expect(
      message { (lesson: inout BackpropLesson) throws(BackpropError) in try lesson.set(.learningRate, to: -1) }
        .contains("more than 0")
    )
    #expect(
      message { (lesson: inout BackpropLesson) throws(BackpropError) in try lesson.setLoss(.softmaxCrossEntropy) }
        .contains("at least 2 outputs")
    )
    #expect(lesson.state == before && !lesson.canUndo)
  }

  @Test func lossAndActivationAreSwitched() throws {
    var lesson = try lesson()
    lesson.forward(.pass)
    lesson.forward(.pass)
    try lesson.setLoss(.bce)
    #expect(lesson.state.pass == 1 && lesson.walk.perceptronStyleDelta == nil)
    try lesson.setActivation(.tanh)
    #expect(lesson.state.network.architecture.outputActivation == .sigmoid)
    lesson.undo()
    lesson.undo()
    #expect(lesson.state.loss == .mse && lesson.state.pass == 1)
    var deep = try self.lesson("deep")
    try deep.set(.target(1), to: 0.5)
    expectTargets(deep, [0.25, 0.5, 0.25])
    try deep.setLoss(.mse)
    #expect(deep.state.network.architecture.outputActivation == .sigmoid)
  }

  private func expectTargets(_ lesson: BackpropLesson, _ expected: [Double]) {
    expectClose(lesson.state.sample.targets, expected, within: 1e-12)
  }

  @Test func aChangeForgetsWhatLayAhead() throws {
    var lesson = try lesson()
    for _ in 0..<5 { lesson.forward(.pass) }
    lesson.rewind()
    try lesson.set(.learningRate, to: 1)
    #expect(lesson.passes == 0)
    lesson.forward(.pass)
    lesson.forward(.operation)
    #expect(lesson.state.pass == 1 && lesson.state.learningRate == 1)
  }
}
