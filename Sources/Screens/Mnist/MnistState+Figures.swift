import Datasets
import NeuralNet
import Plots
import Terminal
import Training

extension MnistState {
  /// A panel's title, with what its figures are about where they are not about what the screen is named after.
  func titled(_ words: String) -> String { isGenerated ? "\(words) · generated digits" : words }

  /// A share as whole hundredths, 100 only for all.
  static func percent(_ share: Double) -> Int { Int((min(max(share, 0), 1) * 100).rounded(.down)) }

  /// Why there are no figures about the test images yet.
  var waitingWords: String {
    switch phase {
    case .loading(let share): "reading the images, \(Self.percent(share))%"
    case .generating(let share): "drawing digits, \(Self.percent(share))%"
    case .ready, .failed: snapshot == nil ? "training has not begun" : "looking at every test image …"
    }
  }

  /// What a drawing is of: a digit, or something else that has a class.
  var drawingNoun: String {
    switch kind {
    case .mnist, .generated, .custom: "digit"
    case .fashionMNIST: "piece of clothing"
    case .kmnist: "character"
    }
  }

  /// Images a second by the wall's clock over about the last second of the run: the pace's waiting counts.
  var wallSamplesPerSecond: Double? { history.stepsPerSecond.map { $0 * Double(training.batchSize) } }

  /// Images trained on in a second of computing; pauses and the pace's waiting do not count.
  var samplesPerSecond: Double? {
    guard let first = speedMarks.first, let last = speedMarks.last, last.seconds > first.seconds else {
      return history.epochs.last?.samplesPerSecond
    }
    return Double((last.step - first.step) * training.batchSize) / (last.seconds - first.seconds)
  }

  /// Images a second of computing over the whole run.
  var overallSamplesPerSecond: Double? {
    let seconds = history.trainingTime.seconds
    guard seconds > 0, let data else { return nil }
    return epochs(atStep: history.loss.lastStep) * Double(data.sets.train.count) / seconds
  }

  /// Seconds until the run's last epoch ends, at the speed of the last second.
  var secondsLeft: Double? {
    guard let speed = history.stepsPerSecond, speed > 0 else { return nil }
    return Double(max(0, training.epochs * history.stepsPerEpoch - history.loss.lastStep)) / speed
  }

  /// What the network says of the watched images, in their order.
  var sampleVerdicts: [Verdict] {
    guard let snapshot, let data, !data.sampleIndices.isEmpty else { return [] }
    let test = data.sets.test
    let classes = test.classNames.count
    guard snapshot.sampleProbabilities.count == data.sampleIndices.count * classes else { return [] }
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
  var health: NetworkHealth? { snapshot.map { NetworkHealth($0, state: self) } }
}
