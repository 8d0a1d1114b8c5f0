import Datasets
import NeuralNet
import Plots
import Records
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing

@testable import Screens
@testable import Training

/// What the mnist screen says is true in every state of a run.
@Suite(.timeLimit(.minutes(3)))
struct MnistWordsTests {
  /// The explanation of the page in front, as one text.
  private func explanation(_ script: MnistScript) -> String {
    (script.screen.explanation?.lines ?? []).map(\.string).joined(separator: "\n")
  }

  private func health(_ script: MnistScript) throws -> NetworkHealth { try #require(script.screen.state.health) }

  private func words(_ health: NetworkHealth) -> String { health.sentences.map(\.string).joined(separator: " ") }

  // MARK: Weights of a file

  @Test func loadedWeightsAreNotCalledUntrained() throws {
    let trained = try #require(MnistScript.trained().screen.currentNetwork)
    var options = MnistImages.options()
    options.initialParameters = trained.parameters
    options.initialFile = "net.safetensors"
    options.training.epochs = 0
    let script = MnistScript.trained(options)
    let health = try health(script)
    #expect(health.headline == "loaded")
    #expect(words(health) == "Weights of net.safetensors, not trained further.")
    #expect(script.screen.summary().last?.string == "Weights of net.safetensors, not trained further.")
    options.initialParameters = nil
    options.initialFile = nil
    let untrained = try self.health(MnistScript.trained(options))
    #expect(untrained.headline == "untrained")
    #expect(words(untrained).contains("ln 10 = 2.30"))
  }

  // MARK: Divergence

  /// A run whose weights stop being finite within its first steps.
  private func diverged(page: MnistPage = .train, size: Size = Size(120, 40)) throws -> MnistScript {
    var options = MnistImages.options()
    options.training.optimizer = .sgd
    options.training.learningRate = 1e30
    let script = MnistScript.trained(options, page: page, size: size)
    guard case .diverged = script.screen.state.run.state else {
      throw Unexpected(description: "expected a diverged run, found \(script.screen.state.run.state)")
    }
    return script
  }

  private struct Unexpected: Error, CustomStringConvertible { var description: String }

  @Test func ofADivergedRunNothingElseIsSaid() throws {
    let script = try diverged()
    let health = try health(script)
    #expect(health.headline == "diverged")
    #expect(health.sentences.count == 1)
    #expect(words(health).contains("stopped being a finite number at step"))
    #expect(script.screen.summary().map(\.string) == [MnistState.notFiniteWords, words(health)])
    #expect(explanation(script).hasPrefix(MnistState.notFiniteWords))
  }

  @Test func aNetworkThatIsNotFinitePredictsNothing() throws {
    var script = try diverged()
    let report = try #require(script.screen.state.report)
    #expect(!report.isFinite && report.correctCount == 0)
    #expect(report.predictions.allSatisfy { $0 == nil })
    #expect(script.screen.state.sampleVerdicts.isEmpty)
    #expect(script.screen.state.testAccuracy == nil)
    #expect(script.screen.state.run.history[SessionMetric.testAccuracy] == nil)
    for key in "123456" {
      script.type(String(key))
      let text = script.text()
      if key != "4" { #expect(text.contains("finite"), "tab \(key)") }
      #expect(!text.contains("dead") && !text.contains("% of"), "tab \(key)")
      for claim in ["✓", "✗ 0", "NaN%", "% right", "0/30", "3/30"] {
        #expect(!text.contains(claim), "\(claim) on tab \(key)")
      }
      if key != "6", key != "1" { #expect(!explanation(script).contains("NaN"), "tab \(key)") }
    }
    script.type("2v")
    #expect(script.screen.predictions.images.isEmpty)
    #expect(script.text().contains("are no longer finite"))
    script.type("3")
    #expect(script.frame().lines.last?.contains("Enter") == false)
    #expect(script.press(.enter).isEmpty)
    #expect(script.screen.shell.page == .confusion)
  }

  @Test func weightsOfAFileThatAreTooLargeAreNotBlamedOnTheTraining() throws {
    var options = MnistImages.options()
    options.training.epochs = 0
    let count = options.settings(MnistImages.data()).architecture.parameterCount
    options.initialParameters = Array(repeating: 1e30, count: count)
    let found = try health(MnistScript.trained(options))
    #expect(found.headline == "not finite")
    #expect(
      words(found).contains("The weights that it begins with are too large.") && !words(found).contains("may help")
    )
  }

  @Test func hugeWeightsOfThePastAreNoSoundNetwork() throws {
    let settings = MnistImages.options().settings(MnistImages.data())
    var run = try ClassifierRun(settings)
    _ = run.step()
    var snapshot = run.snapshot()
    var script = MnistScript.trained()
    let state = script.screen.state
    #expect(NetworkHealth(snapshot, state: state).headline != "diverging")
    snapshot.statistics[0].weightRMS = 3.23e11
    #expect(NetworkHealth(snapshot, state: state).headline == "diverging")
    #expect(NetworkHealth(snapshot, state: state).sentences.count == 1)
    snapshot.sampleProbabilities[3] = .nan
    script.hear(.training(.snapshot(StepSnapshot(step: 8, generation: 1, content: snapshot))))
    #expect(script.screen.state.health?.headline == "not finite")
    #expect(script.screen.state.health?.sentences.count == 1)
  }

  @Test func keysThatDoNothingSaySoAndAreNotOffered() throws {
    var script = try diverged(size: Size(200, 60))
    let diverged = try #require(script.screen.shell.notice)
    #expect(diverged.contains("- restarts with a lower learning rate, [ rewinds, r restarts"))
    #expect(script.screen.focusedSetting?.label == "learning rate")
    for key in [" ", "s", "S"] {
      #expect(script.type(key).isEmpty)
      #expect(script.screen.shell.notice?.contains("rewind with [ or restart with r") == true)
    }
    script.type("l")
    let hints = try #require(script.frame().lines.last)
    #expect(hints.contains("r restart"))
    for absent in ["s step", "S epoch", "space"] { #expect(!hints.contains(absent), "\(hints)") }
  }

  // MARK: Gradients that fade

  /// A small gradient is no proof that a layer stands still: Adam divides by its size.
  @Test func aLayerIsJudgedByTheWayOfItsWeights() throws {
    let settings = MnistImages.options().settings(MnistImages.data())
    var run = try ClassifierRun(settings)
    for _ in 0..<run.stepsPerEpoch { _ = run.step() }
    var snapshot = run.snapshot()
    let moves = try #require(snapshot.epochMoves)
    #expect(moves.count == 3 && moves.allSatisfy { $0 > 0 })
    let state = MnistScript.trained().screen.state
    snapshot.statistics[0].gradientRMS = snapshot.statistics[2].gradientRMS / 100
    snapshot.epochMoves = [0.3, 0.2, 0.2]
    var health = NetworkHealth(snapshot, state: state)
    #expect(health.headline != "gradients fade")
    #expect(words(health).contains("100 times smaller than the last layer's, but Adam moved its weights by 30% of"))
    #expect(!words(health).contains("hardly learns"))
    snapshot.epochMoves = [0.0002, 0.2, 0.2]
    health = NetworkHealth(snapshot, state: state)
    #expect(health.headline == "gradients fade")
    #expect(words(health).contains("moved its weights by 0.020% of their norm: it hardly learns"))
    snapshot.epochMoves = nil
    #expect(!words(NetworkHealth(snapshot, state: state)).contains("hardly learns"))
  }

  // MARK: Overfitting

  private static func batch(_ losses: [Double], from step: Int) -> ProgressBatch {
    var metrics = MetricBatch()
    let column = metrics.column(named: SessionMetric.stepLoss)
    for (index, loss) in losses.enumerated() { metrics.append(loss, at: step + index, column: column) }
    return ProgressBatch(metrics)
  }

  /// A screen that has heard of epochs with these losses.
  private func reported(_ losses: [(train: Double, test: Double)]) -> MnistScript {
    var options = MnistImages.options()
    options.training.epochs = losses.count
    options.trainImages = 20
    var script = MnistScript(options)
    let data = MnistImages.data()
    script.hear(.loaded(data))
    let start = RunStart(configuration: options.settings(data), stepsPerEpoch: 2, generation: 1)
    script.hear(.training(.started(start)))
    for (index, loss) in losses.enumerated() {
      script.hear(.training(.progress(Self.batch([loss.train, loss.train], from: 2 * index + 1))))
      let report = EpochReport(
        epoch: index + 1,
        step: 2 * index + 2,
        trainLoss: loss.train,
        testLoss: loss.test,
        seconds: 1
      )
      script.hear(.training(.epochEnded(report)))
    }
    return script
  }

  @Test func aTestLossThatRisesWhileTheTrainingLossFallsIsOverfitting() throws {
    let rising = [(1.0, 1.1), (0.5, 0.8), (0.3, 0.85), (0.2, 0.9), (0.1, 1.0)]
    let rise = try #require(TestLossRise(reported(rising).screen.state))
    #expect(rise.best.epoch == 2 && rise.last.epoch == 5)
    let words = rise.words.string
    #expect(words.contains("Overfitting since epoch 2: the test loss rose, 0.800 → 1.00"))
    #expect(
      words.contains(
        "the training loss fell, 0.500 → 0.100. Stop at epoch 2, or try dropout, augmentation, more images, L2."
      )
    )
    // Two epochs are no trend, nor is a test loss that stays, nor one that rises with the training loss.
    #expect(TestLossRise(reported(Array(rising.prefix(4))).screen.state) == nil)
    #expect(TestLossRise(reported([(1, 1), (0.5, 0.8), (0.3, 0.805), (0.2, 0.81), (0.1, 0.81)]).screen.state) == nil)
    #expect(TestLossRise(reported([(1, 1), (0.5, 0.8), (0.6, 0.9), (0.7, 1), (0.8, 1.2)]).screen.state) == nil)
  }

  @Test func theTestLossStandsBesideTheTrainingLoss() {
    let script = reported([(1.0, 1.1), (0.5, 0.8)])
    let text = script.text()
    #expect(text.contains("loss, running mean"))
    #expect(text.contains("╌╌ test   ── train"))
  }

  // MARK: What trained, and how

  @Test func settingsThatHaveNotTrainedDoNotClaimThePast() throws {
    var script = MnistScript.trained()
    script.press(.tab, .right)
    #expect(script.screen.shell.notice == "optimizer AdamW from epoch 2 on")
    #expect(script.screen.state.optimizerWords == "Adam, next AdamW")
    #expect(script.frame().lines[0].contains("Adam, next AdamW"))
    script.type("-")
    #expect(script.screen.state.optimizerWords == "Adam")
    script.type("+")
    // One step with it, and it is the optimizer.
    script.hear(.training(.progress(Self.batch([0.5], from: 9))))
    #expect(script.screen.state.run.cursorStep == 9)
    #expect(script.screen.state.optimizerWords == "AdamW")
    script.hear(.training(.stateChanged(.rewound(step: 8, live: 9))))
    #expect(script.screen.state.optimizerWords == "Adam, next AdamW")
  }

  @Test func moreEpochsAfterTheEndDoNotMakeTheRunUnfinished() {
    var script = MnistScript.trained()
    script.press(.backTab, .backTab, .backTab, .right)
    #expect(script.screen.state.training.epochs == 3)
    #expect(script.text().contains("■ done epoch 2 of 2"))
  }

  @Test(arguments: Optimizer.all) func updatesAreTheOptimizersOwn(optimizer: Optimizer) {
    let settings = ClassifierSettings(optimizer: optimizer, learningRate: 0.01, l2: 1e-4)
    let rule = OptimizerRule(settings, learningRate: 0.01)
    let text = (rule.formulas + [rule.size(weight: 0.05, gradient: 0.002) ?? ""]).joined(separator: " ")
    let expected: [String] =
      switch optimizer {
      case .sgd: ["w ← w − η·g", "moves a weight by 2e−5, 0.040%"]
      case .momentum: ["v ← 0.9·v + g, w ← w − η·v", "2e−5 at once", "1/(1 − 0.9) = 10 times"]
      case .nesterov: ["w ← w − η·(g + 0.9·v)"]
      case .rmsprop: ["v ← 0.99·v + 0.01·g², w ← w − η·g/(√v + ε)", "10·η", "20.0%"]
      case .adagrad: ["v ← v + g², w ← w − η·g/(√v + ε)", "less and less"]
      case .adam: ["m′ = m/(1 − 0.9^t), v′ = v/(1 − 0.999^t)", "w ← w − η·m′/(√v′ + ε)", "about η at most"]
      case .adamw: ["w ← (1 − η·0.0001)·w − η·m′/(√v′ + ε)"]
      case .nadam: ["w ← w − η·(c·g + d·m)/(√v′ + ε)", "1.06·η"]
      case .muon: ["w ← (1 − η·0.0001)·w − η·√max(1, outputs/inputs)·o", "biases by AdamW"]
      }
    let penalty = "plus L2's 0.0001·w"
    #expect(text.contains(penalty) == !optimizer.decouplesDecay)
    for words in expected { #expect(text.contains(words), "\(words) in \(text)") }
    #expect(!text.contains("-"))
    // A combining sign has no cell of its own.
    #expect(text.unicodeScalars.count == text.count)
  }

  /// What is said of the size of the optimizers' steps holds for the trainer's.
  @Test(arguments: Optimizer.all.filter { ![.sgd, .momentum(0.9), .nesterov(0.9), .muon].contains($0) })
  func stepsAreAsLargeAsIsSaid(optimizer: Optimizer) throws {
    var settings = MnistImages.options().settings(MnistImages.data())
    settings.training.optimizer = optimizer
    settings.training.learningRate = 1e-3
    var run = try ClassifierRun(settings)
    let most = optimizer == .rmsprop ? 10.0 : optimizer == .nadam ? 1.056 : 1.0
    var before = run.snapshot().network.parameters
    for step in 1...20 {
      _ = run.step()
      let after = run.snapshot().network.parameters
      let moves = zip(before, after).map { abs(Double($1) - Double($0)) / 1e-3 }.filter { $0 > 0 }
      let largest = try #require(moves.max())
      if step == 1 { #expect(abs(largest - most) < 0.05 * most) }
      // Adam's bound is a rule of thumb, RMSprop's and Adagrad's are exact up to rounding.
      #expect(largest < (optimizer == .nadam ? 3 : 1.5) * most)
      before = after
    }
  }

  @Test func trainingThatIsMadeHardIsSaidSo() throws {
    var options = MnistImages.options()
    options.training.dropout = 0.2
    options.training.augmentation = Augmentation(shift: 2)
    let script = MnistScript.trained(options)
    let expected = "Train figures are measured with dropout 0.2 on distorted images (shift), test figures without"
    #expect(words(try health(script)).contains(expected))
    let text = explanation(script)
    #expect(
      text.contains(
        "dropout sets each hidden unit to 0 with probability 0.2 and multiplies the rest by 1/(1 − 0.2) = 1.25"
      )
    )
    #expect(text.contains("every image is distorted anew each epoch (shift)"))
    let plain = MnistScript.trained()
    #expect(plain.screen.state.trainingHandicap == nil)
    #expect(!explanation(plain).contains("dropout"))
  }

  @Test func withoutHiddenLayersThereIsNoActivation() throws {
    var options = MnistImages.options()
    options.hidden = []
    let script = MnistScript.trained(options)
    #expect(script.screen.state.shapeWords == "784-10")
    let text = script.text()
    #expect(text.contains("   784-10 │ Adam"))
    #expect(!text.contains("ReLU │") && !text.contains("silent"))
    #expect(explanation(script).contains("there is no hidden layer"))
  }

  // MARK: Words of explanations

  @Test func explanationsHaveTrueMinusesAndNoColours() throws {
    var script = MnistScript.trained(page: .predictions)
    script.type("v")
    for key in "12345" {
      script.type(String(key))
      let text = explanation(script)
      let hyphens = zip(text, text.dropFirst()).filter { $0 == "-" && $1.isNumber }
      #expect(hyphens.isEmpty, "tab \(key): \(text)")
      for colour in ["Blue", "blue", "orange"] { #expect(!text.contains(colour), "tab \(key)") }
    }
    script.type("2")
    #expect(explanation(script).contains("negative, so gradient descent raises this z"))
  }

  @Test func theMatrixSaysHowItIsShadedWithoutColours() throws {
    var script = MnistScript.trained(page: .confusion, size: Size(120, 60))
    while script.screen.confusion.truth != script.screen.confusion.prediction { script.press(.right) }
    #expect(script.text().contains("blue: right"))
    let mono = script.text(Capabilities(charset: .ascii, colorDepth: .mono, hasMouse: false))
    #expect(mono.contains("shaded: mistakes") && !mono.contains("blue"))
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40)]) func titlesSayGeneratedWholeOrNotAtAll(size: Size) {
    var script = MnistScript.trained(kind: .generated, size: size)
    for key in "1235" {
      script.type(String(key))
      let rows = script.frame().lines
      for row in rows where row.contains("·") {
        for cut in ["digi…", "gener…", "· …", "·…"] { #expect(!row.contains(cut), "\(row)") }
      }
      #expect(rows[1].contains("generated"))
    }
  }

  @Test func whatQDoesIsSaidOnce() throws {
    var script = MnistScript.trained(page: .confusion, size: Size(200, 60))
    script.press(.up, .left, .enter)
    var hints = try #require(script.frame().lines.last)
    #expect(hints.contains("q back to Confusion") && !hints.contains("q quit"))
    script.type("1z")
    hints = try #require(script.frame().lines.last)
    #expect(hints.contains("q back") && !hints.contains("q quit"))
    script.type("q")
    #expect(try #require(script.frame().lines.last).contains("q quit"))
  }
}
