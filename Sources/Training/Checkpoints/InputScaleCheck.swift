import Datasets
import NeuralNet

/// Whether a loaded network does clearly better when pixels are fed in another of the common ways: then it was most likely trained so.
public struct InputScaleCheck: Equatable, Sendable {
  /// The way that does best.
  public let better: PixelNormalisation
  /// The share of images that are right with it.
  public let betterAccuracy: Double
  /// The share with the way that was chosen.
  public let accuracy: Double
  /// How many test images were looked at.
  public let count: Int

  /// So many test images tell a percent.
  private static let mostImages = 4000

  /// - Returns: nil where no other way is better by more than chance and one percent.
  public init?(_ architecture: Architecture, parameters: [Float], data: ClassifierData) {
    let test = data.sets.test
    guard test.count > 0, test.pixelsPerImage == architecture.inputCount,
      test.classNames.count == architecture.outputCount
    else { return nil }
    // Every so many, since sets may be sorted by class.
    let stride = max(1, test.count / Self.mostImages)
    let indices = Swift.stride(from: 0, to: test.count, by: stride)
    let pixels = indices.flatMap { test.image(at: $0) }
    let labels = indices.map { test.labels[$0] }
    func accuracy(_ normalisation: PixelNormalisation) -> Double {
      let trainer = ClassifierTrainer(
        architecture: architecture,
        parameters: parameters,
        pixels: Array(pixels.prefix(architecture.inputCount)),
        labels: [labels[0]],
        normalisation: normalisation
      )
      let evaluation = trainer.evaluate(pixels: pixels, labels: labels)
      return evaluation.meanLoss.isFinite ? evaluation.accuracy : 0
    }
    let chosen = accuracy(data.normalisation)
    let others = (PixelNormalisation.common + [data.sets.normalisation]).filter { $0 != data.normalisation }
    guard let best = others.map({ ($0, accuracy($0)) }).max(by: { $0.1 < $1.1 }) else { return nil }
    let deviation = (max(chosen * (1 - chosen), 0.01) / Double(labels.count)).squareRoot()
    guard best.1 > chosen + max(0.01, 4 * deviation) else { return nil }
    (better, betterAccuracy) = best
    self.accuracy = chosen
    count = labels.count
  }
}
