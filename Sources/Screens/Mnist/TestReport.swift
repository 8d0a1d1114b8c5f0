import Datasets
import NeuralNet

/// What a network said of every test image.
public struct TestReport: Sendable {
  /// The run's step and start that the network belongs to.
  public var step: Int
  /// Which start of the session.
  public var generation: Int
  /// The network that said it.
  public var network: Network<Float>
  /// The probability of each class, shape (images, classes).
  public var probabilities: [Float]
  /// The most probable class of each image; nil where the probabilities are not finite, of which none is the greatest.
  public var predictions: [UInt8?]
  /// The cross-entropy of each image.
  public var losses: [Float]
  /// How often class `row` was called class `column`, shape (classes, classes), row-major.
  public var confusion: [Int]
  /// How many classes there are.
  public let classCount: Int
  /// The images, the greatest loss first.
  public var byLoss: [Int]
  /// How many predictions are right.
  public var correctCount: Int

  /// Counts what was said of test images.
  /// - Parameter probabilities: shape (images, classes).
  init(
    step: Int,
    generation: Int,
    network: Network<Float>,
    probabilities: [Float],
    losses: [Float],
    test: ImageDataset
  ) {
    let classes = test.classNames.count
    self.step = step
    self.generation = generation
    self.network = network
    self.probabilities = probabilities
    self.losses = losses
    classCount = classes
    var predictions: [UInt8?] = []
    predictions.reserveCapacity(test.count)
    var confusion = Array(repeating: 0, count: classes * classes)
    var correct = 0
    for image in 0..<test.count {
      guard probabilities[image * classes..<(image + 1) * classes].allSatisfy(\.isFinite) else {
        predictions.append(nil)
        continue
      }
      var best = 0
      for candidate in 1..<max(1, classes)
      where probabilities[image * classes + candidate] > probabilities[image * classes + best] {
        best = candidate
      }
      predictions.append(UInt8(best))
      let truth = Int(test.labels[image])
      confusion[truth * classes + best] += 1
      if truth == best { correct += 1 }
    }
    self.predictions = predictions
    self.confusion = confusion
    correctCount = correct
    // What is no number is worse than any.
    let keys = losses.map { $0.isNaN ? .infinity : $0 }
    byLoss = keys.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] > keys[$1] }
  }

  /// How many images there are.
  public var count: Int { predictions.count }
  /// Whether the network has given every image finite probabilities; without them there are no shares either.
  public var isFinite: Bool { !predictions.contains(nil) }
  /// The share of right predictions; where an image has none, it is not right.
  public var accuracy: Double { count == 0 ? 0 : Double(correctCount) / Double(count) }
  /// The class that was predicted and its probability; nil where there is no prediction.
  public func answer(for image: Int) -> (label: Int, confidence: Double)? {
    predictions[image].map { (Int($0), Double(probabilities[image * classCount + Int($0)])) }
  }
  /// How often a class was called another, or itself.
  public func count(truth: Int, prediction: Int) -> Int { confusion[truth * classCount + prediction] }

  /// Of the images called a class, the share that are of it; nil when none is called so.
  public func precision(of label: Int) -> Double? {
    let called = (0..<classCount).reduce(0) { $0 + count(truth: $1, prediction: label) }
    return called == 0 ? nil : Double(count(truth: label, prediction: label)) / Double(called)
  }

  /// Of a class's images, the share that are called it; nil when there is none.
  public func recall(of label: Int) -> Double? {
    let there = (0..<classCount).reduce(0) { $0 + count(truth: label, prediction: $1) }
    return there == 0 ? nil : Double(count(truth: label, prediction: label)) / Double(there)
  }
}
