import Datasets
import NeuralNet
import Plots
import Records
import Shell
import Training

extension MnistScreen {
  /// What runs, in one line.
  public var settingsLine: String {
    let training = state.training
    return "\(state.shapeWords), cross-entropy, \(training.optimizer.displayName), "
      + "learning rate \(NumberFormat.compact.string(training.learningRate)), batches of \(training.batchSize), "
      + "seed \(training.seed)"
  }

  /// What makes the run another than the usual one, and the images.
  public var furtherSettings: [String] {
    let settings = run.settings
    let test = settings.data.sets.test
    let grouped = NumberFormat.grouped
    let isUsualSize = test.width == 28 && test.height == 28
    let images =
      "\(test.kind.title): \(state.trainCountWords) training and "
      + "\(grouped.string(test.count)) test images"
      + (isUsualSize ? "" : " of \(test.height)×\(test.width) (rows × columns)")
      + (test.classNames.count == 10 ? "" : " in \(test.classNames.count) classes")
      + ", inputs \(settings.data.normalisation.formula); "
      + "\(grouped.string(settings.architecture.parameterCount)) parameters"
    return (extras.isEmpty ? [] : [extras.joined(separator: ", ")]) + [images]
  }

  /// What makes the run another than the usual one.
  private var extras: [String] {
    let compact = NumberFormat.compact
    let training = state.training
    var extras: [String] = []
    if let file = state.options.initialFile { extras.append("weights of \(file)") }
    if training.schedule != .constant { extras.append("schedule \(training.schedule.rawValue)") }
    if training.dropout > 0 { extras.append("dropout \(compact.string(training.dropout))") }
    if training.l1 > 0 { extras.append("L1 \(compact.string(training.l1))") }
    if training.l2 > 0 { extras.append("L2 \(compact.string(training.l2))") }
    if !training.augmentation.isNone { extras.append("augment \(training.augmentation)") }
    if !training.shuffles { extras.append("never shuffled") }
    return extras
  }

  /// An epoch's figures in one line; generated digits are never called MNIST.
  public func progressLine(_ report: EpochReport) -> String {
    func share(_ value: Double?) -> String { value.map { NumberFormat.fixed(2).string(100 * $0) + "%" } ?? "–" }
    let number = NumberFormat.grouped.string(report.epoch)
    let padding = String(repeating: " ", count: max(0, 4 - number.count))
    let speed = report.samplesPerSecond.map { "   \(NumberFormat.compact.string($0)) images/s" } ?? ""
    return "epoch \(padding)\(number)   loss \(NumberFormat.fixed(4).string(report.trainLoss))   train "
      + "\(share(report.trainAccuracy))   test \(share(report.testAccuracy)) (\(state.kind.title))\(speed)"
  }

  /// What to do about a run that diverged.
  public var divergenceAdvice: String {
    let training = state.training
    return DivergenceCure(training.optimizer, learningRate: training.learningRate, l2: training.l2)
      .words { NumberFormat.compact.string($0) }
  }

  /// The curve of the loss; none where loaded weights are only tested.
  public var textPanels: [PanelID] { run.lastStep == 0 ? [] : [.loss] }

  /// What came of the run, in lines of words.
  public func summary() -> [StyledText] {
    let sentences = state.health?.sentences ?? []
    guard let report = state.report else { return [] }
    guard report.isFinite else { return [StyledText(MnistState.notFiniteWords)] + sentences }
    let names = state.classNames
    let images = state.kind == .custom ? "test images" : "\(state.kind.title) test images"
    let about = state.isGenerated ? "generated test digits (not MNIST)" : images
    let right = NumberFormat.percent(2).string(report.accuracy)
    var lines = [StyledText("\(right) of \(NumberFormat.grouped.string(report.count)) \(about) are recognised")]
    let worst = ConfusionPage.confusions(report).prefix(5)
      .map { "\(names[$0.truth]) called \(names[$0.prediction]) \($0.count)" }
    if !worst.isEmpty { lines.append(StyledText("confused most: " + worst.joined(separator: ", "))) }
    return lines + sentences
  }

  /// What `started` says of it.
  public func describe(in line: inout JSONLine) {
    let settings = run.settings
    let sets = settings.data.sets
    line.add("dataset", sets.kind.rawValue)
    line.add("generated", sets.isGenerated)
    line.add("train_images", settings.trainCount)
    line.add("test_images", sets.test.count)
    line.add("image_size", [sets.test.height, sets.test.width])
    line.add("classes", sets.test.classNames)
    // As the decimal that was given: the nearest Float reads longer.
    line.add("input_mean", Double("\(settings.data.normalisation.mean)"))
    line.add("input_deviation", Double("\(settings.data.normalisation.standardDeviation)"))
    line.add("seed", settings.training.seed)
    line.add("layers", settings.architecture.layerSizes)
    line.add("parameters", settings.architecture.parameterCount)
    line.add("activation", settings.activation.name)
    line.add("loss", "cross-entropy")
    line.add("optimizer", settings.training.optimizer.name)
    line.add("learning_rate", settings.training.learningRate)
    line.add("schedule", settings.training.schedule.rawValue)
    line.add("batch_size", settings.training.batchSize)
    line.add("dropout", settings.training.dropout)
    line.add("augment", settings.training.augmentation.description)
    line.add("l1", settings.training.l1)
    line.add("l2", settings.training.l2)
    line.add("shuffle", settings.training.shuffles)
    line.add("init", state.options.initialFile)
  }

  /// How often each class was called which.
  public func figures() -> [JSONLine] {
    guard let report = state.report, report.isFinite, state.isReportCurrent else { return [] }
    var line = JSONLine(event: "confusion")
    line.add("step", report.step)
    line.add("images", report.count)
    line.add("right", report.correctCount)
    // Rows are the truth, columns what the network says.
    line.add(
      "matrix",
      (0..<report.classCount).map { truth in
        (0..<report.classCount).map { report.count(truth: truth, prediction: $0) }
      }
    )
    return [line]
  }

  /// What the network says of every test image, a JSON object a line; empty before there is a network.
  public func predictionLines() -> [String] {
    guard let network = state.network, let data = state.data else { return [] }
    let current = state.isReportCurrent ? state.report : nil
    let test = data.sets.test
    let report =
      current
      ?? NetworkAnalyst().report(
        on: test,
        by: network,
        step: run.shownStep,
        generation: run.generation,
        data: data
      )
    // As the Float's own shortest digits.
    func number(_ value: Float) -> Double { value.isFinite ? Double("\(value)") ?? .nan : .nan }
    return test.labels.indices.map { image in
      let answer = report.answer(for: image)
      var line = JSONLine(event: "prediction")
      line.add("image", image)
      line.add("target", Int(test.labels[image]))
      line.add("prediction", answer?.label)
      line.add("right", answer?.label == Int(test.labels[image]))
      line.add("loss", number(report.losses[image]))
      let row = image * report.classCount..<(image + 1) * report.classCount
      line.add("probabilities", report.probabilities[row].map(number))
      return line.text
    }
  }

  /// What `finished` says beside the run's own figures.
  public func conclude(_ finish: RunFinish, in line: inout JSONLine) {
    let test = evaluation(after: finish)
    line.add("test_loss", test?.loss)
    line.add("test_accuracy", test?.accuracy)
  }

  /// The figures of the weights that the run ended with: those of its last epoch where they are the same, else measured, also where there
  /// was nothing to train.
  private func evaluation(after finish: RunFinish) -> EvaluationMetrics? {
    if let last = run.lastReport, last.step == finish.steps, let loss = last.testLoss {
      return EvaluationMetrics(loss: loss, accuracy: last.testAccuracy)
    }
    guard finish.reason != .diverged, let network = currentNetwork else { return nil }
    var settings = run.settings
    settings.initialParameters = network.parameters
    var measured = try? ClassifierRun(settings)
    return measured?.evaluate()
  }

  /// The command that shows this again.
  public var reproducingCommand: String? {
    let settings = run.settings
    let training = settings.training
    let fresh = ClassifierSettings(optimizer: training.optimizer)
    var words = ["dlviz mnist"]
    func add(_ option: String, _ value: String, _ isDefault: Bool) {
      if !isDefault { words.append("\(option) \(value)") }
    }
    add("--dataset", state.kind.rawValue, [.mnist, .custom].contains(state.kind))
    add("--data", state.options.dataPath ?? "", state.options.dataPath == nil)
    add("--seed", "\(training.seed)", false)
    add("--epochs", "\(training.epochs)", training.epochs == fresh.epochs)
    add("--learning-rate", "\(training.learningRate)", training.learningRate == fresh.learningRate)
    add("--batch-size", "\(training.batchSize)", training.batchSize == fresh.batchSize)
    let hidden = settings.hidden.isEmpty ? "none" : settings.hidden.map { "\($0)" }.joined(separator: ",")
    add("--hidden", hidden, settings.hidden == ClassifierRunSettings.usualHidden)
    add("--activation", settings.activation.name, settings.activation == ClassifierParameters.activation.defaultValue)
    add("--optimizer", training.optimizer.name, training.optimizer == ClassifierParameters.optimizer.defaultValue)
    add("--schedule", training.schedule.rawValue, training.schedule == fresh.schedule)
    add("--dropout", "\(training.dropout)", training.dropout == fresh.dropout)
    add("--l1", "\(training.l1)", training.l1 == fresh.l1)
    add("--l2", "\(training.l2)", training.l2 == fresh.l2)
    add("--train-images", "\(settings.trainCount)", settings.trainImages == nil)
    add("--augment", training.augmentation.description, training.augmentation == fresh.augmentation)
    if !training.shuffles { words.append("--no-shuffle") }
    add("--init", state.weightsFile ?? "", state.weightsFile == nil)
    return words.joined(separator: " ")
  }
}
