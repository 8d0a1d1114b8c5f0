import Lessons
import NeuralNet
import TestSupport
import Testing

@Suite struct NeuronRunTests {
  @Test(arguments: ["relu", "identity", "sigmoid"])
  func courseTrajectory(name: String) throws {
    let golden = try Golden("single_neuron")
    let activation = try #require(Activation(name: name))
    let start = [try golden["weight0"].number, try golden["bias0"].number]
    var run = NeuronRun(NeuronSettings(architecture: .neuron(activation), start: start))
    run.runToEnd()
    #expect(run.epochs.count == 100)
    for row in try golden["trajectory"][name].elements {
      let epoch = run.epochs[Int(try row["epoch"].number)]
      expectClose(
        [epoch.lossSum] + epoch.parameters,
        [try row["loss"].number, try row["weight"].number, try row["bias"].number],
        within: 1e-9,
        "\(name) epoch \(epoch.epoch)"
      )
    }
  }

  /// The figures of the course's own printout come out to the last digit, which the weight that it prints is too short for.
  @Test func coursePrintout() throws {
    var run = NeuronRun(NeuronSettings())
    run.runToEnd()
    let printed = try Golden("single_neuron")["printed_in_the_material_relu"].elements
    #expect(printed.count == 10)
    for row in printed {
      let numbers = try row.numbers
      let epoch = run.epochs[Int(numbers[0])]
      for (found, expected) in zip([epoch.lossSum] + epoch.parameters, numbers.dropFirst()) {
        #expect((found * 10_000).rounded() == (expected * 10_000).rounded(), "epoch \(epoch.epoch)")
      }
    }
  }

  @Test func courseOutputs() {
    var run = NeuronRun(NeuronSettings())
    run.runToEnd()
    let outputs = [-2.0, 0, 2, 4].map { run.state.prediction($0) }
    for (found, expected) in zip(outputs, [0, 0.97, 4.99, 9.00]) { #expect(abs(found - expected) < 0.005) }
  }

  @Test(arguments: [("threshold", "correct"), ("threshold-notebook", "as_printed_in_the_material")])
  func threshold(name: String, key: String) throws {
    let golden = try Golden("threshold_network")[key]
    let preset = try #require(NeuronPreset(name: name))
    var run = NeuronRun(preset.settings)
    run.runToEnd()
    expectClose(
      [0, 1000, 2000, 3000, 4000].map { run.epochs[$0].meanLoss(of: 5) },
      try golden["loss_every_1000"].numbers,
      "loss"
    )
    expectClose(run.state.parameters, try golden["final_w1_b1_w2_b2"].numbers, within: 1e-9, "parameters")
    expectClose(
      preset.testInputs.map { run.state.prediction($0) },
      try golden["test_prediction"].numbers,
      within: 1e-9,
      "predictions"
    )
  }

  @Test func meanGradientMakesSmallerSteps() throws {
    var mean = NeuronRun(try #require(NeuronPreset(name: "threshold-mean")).settings)
    var sum = NeuronRun(try #require(NeuronPreset(name: "threshold")).settings)
    let start = mean.state.parameters
    mean.stepEpoch()
    sum.stepEpoch()
    for index in start.indices {
      let ratio = (mean.state.parameters[index] - start[index]) / (sum.state.parameters[index] - start[index])
      #expect(abs(ratio - 0.4) < 1e-9)
    }
  }

  @Test func pretendedGradientsRaiseTheLoss() throws {
    var run = NeuronRun(try #require(NeuronPreset(name: "pretend")).settings)
    run.runToEnd()
    for (epoch, printed) in zip(run.epochs, [0.0836, 0.0988, 0.1161, 0.1356, 0.1572]) {
      #expect(abs(epoch.lossSum - printed) < 0.00005)
    }
    #expect(run.epochs.count == 5)
  }

  @Test func twoHiddenNeurons() throws {
    var run = NeuronRun(try #require(NeuronPreset(name: "two-hidden")).settings)
    #expect(abs(run.state.prediction([0.5, 0.8]) - 0.6474) < 0.00005)
    run.runToEnd()
    #expect(run.epochs.count == 10)
    #expect(abs(run.epochs[0].lossSum - 0.4192) < 0.00005)
    #expect(abs(run.epochs[9].lossSum - 0.3203) < 0.00005)
  }

  @Test func sigmoidNeuron() throws {
    let run = NeuronRun(try #require(NeuronPreset(name: "sigmoid")).settings)
    #expect(abs(run.state.prediction(2) - 0.71095) < 0.000005)
    #expect(abs(run.state.lossOfAll - 0.08355) < 0.000005)
    #expect(NeuronRun(try #require(NeuronPreset(name: "plain")).settings).state.prediction(2) == 2)
  }

  @Test func stepsGoBothWays() {
    var run = NeuronRun(NeuronSettings(optimizer: .adam))
    var states = [run.state]
    for _ in 0..<40 {
      run.step()
      states.append(run.state)
    }
    for index in (0..<40).reversed() {
      run.back()
      #expect(run.state == states[index])
    }
    run.seek(to: 40)
    #expect(run.state == states[40])
    #expect(!run.isRewound)
    run.seek(to: 1_000_000)
    #expect(run.isFinished && run.position == 1100)
    run.seek(to: 17)
    #expect(run.state == states[17])
    #expect(run.isRewound && run.end == 1100 && run.shownEpochs.count == 1)
  }

  @Test func aChangeBranchesAndIsKept() {
    var run = NeuronRun(NeuronSettings())
    run.seek(to: 20)
    run.change { $0.learningRate = 0.02 }
    let changed = run.state
    run.step()
    let after = run.state
    run.back()
    #expect(run.state == changed)
    run.seek(to: 5)
    #expect(run.state.settings.learningRate == 0.01)
    run.seek(to: 21)
    #expect(run.state == after)
    run.seek(to: 12)
    run.change { $0.learningRate = 0.5 }
    #expect(run.end == 12 && run.epochs.count == 1)
  }

  @Test func longRunsStayBounded() {
    var timeline = Timeline(Counter())
    timeline.seek(to: 100_000)
    timeline.seek(to: 12_345)
    #expect(timeline.state.value == 12_345 && timeline.end == 100_000)
    timeline.back()
    #expect(timeline.state.value == 12_344)
  }

  struct Counter: Replayable {
    var value = 0
    mutating func advance() { value += 1 }
  }

  @Test func gradientsAgreeWithFiniteDifferences() throws {
    for preset in NeuronPreset.all where preset.settings.wiring == .correct {
      let settings = preset.settings
      for sample in settings.data.samples {
        let pass = NeuronPass(settings, parameters: settings.start, inputs: sample.inputs)
        let gradient = pass.gradient(settings, parameters: settings.start, target: sample.target)
        for index in settings.start.indices {
          var (up, down) = (settings.start, settings.start)
          up[index] += 1e-6
          down[index] -= 1e-6
          let numeric =
            (NeuronPass(settings, parameters: up, inputs: sample.inputs).loss(target: sample.target)
              - NeuronPass(settings, parameters: down, inputs: sample.inputs).loss(target: sample.target)) / 2e-6
          expectClose([gradient[index]], [numeric], within: 1e-6, preset.name)
        }
      }
    }
  }

  @Test(arguments: [NeuronBatch.sample, .mini(4), .full])
  func batchesUpdateWhenTheyShould(batch: NeuronBatch) {
    var run = NeuronRun(NeuronSettings(batch: batch))
    var updates: [Int] = []
    for index in 0..<11 {
      run.step()
      if run.state.lastStep?.usedGradient != nil { updates.append(index) }
    }
    #expect(updates == (batch == .full ? [10] : batch == .sample ? Array(0...10) : [3, 7, 10]))
  }

  @Test func chainRuleInNumbers() throws {
    var run = NeuronRun(
      NeuronSettings(
        data: NeuronData("one", [NeuronSample(2, 1)]),
        architecture: .neuron(.sigmoid),
        start: [0.4, 0.1],
        learningRate: 0.1
      )
    )
    run.step()
    let step = try #require(run.state.lastStep)
    let y = 0.7109495026250039
    expectClose([step.pass.sum, step.pass.prediction], [0.9, y])
    expectClose([step.lossSlope, step.activationSlope], [2 * (y - 1), y * (1 - y)])
    expectClose(step.gradient, [step.delta * 2, step.delta])
    expectClose(step.after, [0.4 - 0.1 * step.delta * 2, 0.1 - 0.1 * step.delta])
  }

  @Test func theSurfaceIsTheLoss() {
    var run = NeuronRun(NeuronSettings())
    run.seek(to: 30)
    let state = run.state
    let surface = LossSurface(state)
    expectClose([surface.loss(weight: state.parameters[0], bias: state.parameters[1]) * 11], [state.lossOfAll])
    #expect(LossSurface(state, over: .sample).count == 1)
    #expect(LossSurface(state, over: .batch).count == 1)
  }
}
