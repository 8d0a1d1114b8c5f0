import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension MnistState {
  /// A panel's title, with what its figures are about where they are not about what the screen is named after and the title has room for it.
  func title(_ words: String, beside figure: String, width: Int) -> String {
    // A blank on each side of title and figure, two corners, and a piece of the edge between.
    let room = width - 8 - figure.unicodeScalars.count
    return titles(words).first { $0.count <= room } ?? words
  }

  /// A panel's title at full and at ever less length.
  func titles(_ words: String) -> [String] {
    isGenerated ? ["generated digits", "generated", "gen."].map { "\(words) · \($0)" } + [words] : [words]
  }

  /// What is said in place of figures that are not numbers.
  static let notFiniteWords = "This network's numbers are no longer finite: it predicts nothing."

  /// Whether what the shown network consists of, and says of the watched images, is finite; true before there is one.
  var isNetworkFinite: Bool { run.snapshot?.isFinite ?? true }

  /// The optimizer that trained the shown step, and the one that will train the next where it is another.
  var optimizerWords: String {
    let next = training.optimizer
    guard let former = formerOptimizers[run.cursorStep], former != next else { return next.displayName }
    return "\(former.displayName), next \(next.displayName)"
  }

  /// The layers' sizes and, where there are hidden ones, their activation.
  var shapeWords: String {
    let settings = run.settings
    let shape = settings.architecture.layerSizes.map(String.init).joined(separator: "-")
    return settings.hidden.isEmpty ? shape : "\(shape) \(settings.activation.displayName)"
  }

  /// How many images are trained on, and of how many where those are not all.
  var trainCountWords: String {
    let grouped = NumberFormat.grouped
    let all = run.settings.data.sets.train.count
    let count = run.settings.trainCount
    return grouped.string(count) + (count < all ? " of \(grouped.string(all))" : "")
  }

  /// Why the training figures are worse than a test of the same network would be; nil where they are not.
  var trainingHandicap: String? {
    let training = training
    let distorted = training.augmentation.isNone ? nil : "on distorted images (\(training.augmentation.summary))"
    let dropped =
      training.dropout == 0 || run.settings.hidden.isEmpty
      ? nil : "with dropout \(NumberFormat.compact.string(training.dropout))"
    let words = [dropped, distorted].compactMap { $0 }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// A share as whole hundredths, 100 only for all.
  static func percent(_ share: Double) -> Int { Int((min(max(share, 0), 1) * 100).rounded(.down)) }

  /// Why there are no figures about the test images yet.
  var waitingWords: String {
    switch phase {
    case .loading(let share): "reading the images, \(Self.percent(share))%"
    case .generating(let share): "drawing digits, \(Self.percent(share))%"
    case .ready, .failed: run.snapshot == nil ? "training has not begun" : "evaluating the test images …"
    }
  }

  /// What a drawing is of: a digit, or something else that has a class.
  var drawingNoun: String {
    switch kind {
    case .mnist, .generated, .custom, .qmnist, .emnistDigits, .emnistMNIST: "digit"
    case .emnistLetters: "letter"
    case .fashionMNIST: "piece of clothing"
    case .kmnist, .emnistBalanced, .emnistByClass, .emnistByMerge: "character"
    }
  }

  /// Images a second by the wall's clock over about the last second of the run: the pace's waiting counts.
  var wallSamplesPerSecond: Double? { run.stepsPerSecond.map { $0 * Double(training.batchSize) } }

  /// Images trained on in a second of computing; pauses and the pace's waiting do not count.
  var samplesPerSecond: Double? {
    guard let first = speedMarks.first, let last = speedMarks.last, last.seconds > first.seconds else {
      return run.lastReport?.samplesPerSecond
    }
    return Double((last.step - first.step) * training.batchSize) / (last.seconds - first.seconds)
  }

  /// Images a second of computing over the whole run.
  var overallSamplesPerSecond: Double? {
    let seconds = run.trainingTime.seconds
    guard seconds > 0 else { return nil }
    return run.epochs(atStep: run.lastStep) * Double(run.settings.trainCount) / seconds
  }

  /// Seconds until the run's last epoch ends, at the speed of the last second.
  var secondsLeft: Double? {
    guard let speed = run.stepsPerSecond, speed > 0 else { return nil }
    return Double(max(0, training.epochs * run.stepsPerEpoch - run.lastStep)) / speed
  }

  /// What the network says of the watched images, in their order; nothing where that is not finite.
  var sampleVerdicts: [Verdict] {
    guard let snapshot = run.snapshot, let data, !data.sampleIndices.isEmpty else { return [] }
    let test = data.sets.test
    let classes = test.classNames.count
    guard snapshot.sampleProbabilities.count == data.sampleIndices.count * classes, snapshot.isFinite else { return [] }
    return data.sampleIndices.enumerated().map { position, image in
      let row = snapshot.sampleProbabilities[(position * classes)..<((position + 1) * classes)]
      var best = row.startIndex
      for index in row.indices where row[index] > row[best] { best = index }
      return Verdict(
        prediction: test.classNames[best - row.startIndex],
        truth: test.className(at: image),
        confidence: Double(row[best])
      )
    }
  }

  /// How the layers are, in words; nil before there is a picture of them.
  var health: NetworkHealth? { run.snapshot.map { NetworkHealth($0, state: self) } }
}
