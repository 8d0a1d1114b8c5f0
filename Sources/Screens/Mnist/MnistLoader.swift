import Datasets
import NeuralNet
import Training

/// Gets the images: from files where there are any, else drawn where that is wanted.
public struct MnistLoader: Sendable {
  private let options: MnistOptions

  /// A loader.
  public init(_ options: MnistOptions) { self.options = options }

  /// The images; blocks until they are there.
  /// - Parameters:
  ///   - say: is told how it goes on, on the calling thread.
  ///   - isCancelled: asked often.
  public func load(
    _ say: (MnistScreen.Message) -> Void = { _ in },
    isCancelled: () -> Bool = { false }
  ) throws(DatasetError) -> ClassifierData {
    if let source = options.source {
      let sets = try ImageDatasets.load(source, progress: { say(.phase(.loading($0))) }, isCancelled: isCancelled)
      return ClassifierData(sets, normalisation: options.normalisation)
    }
    if options.kind == .generated { return try draw(say, isCancelled: isCancelled) }
    do throws(DatasetError) {
      let sets = try ImageDatasets.load(
        options.kind,
        from: options.locator,
        progress: { say(.phase(.loading($0))) },
        isCancelled: isCancelled
      )
      return ClassifierData(sets, normalisation: options.normalisation)
    } catch {
      guard case .notFound = error, options.drawsDigitsInstead else { throw error }
      return try draw(say, isCancelled: isCancelled)
    }
  }

  private func draw(
    _ say: (MnistScreen.Message) -> Void,
    isCancelled: () -> Bool
  ) throws(DatasetError) -> ClassifierData {
    say(.phase(.generating(0)))
    let preview = GeneratedDigits.preview(
      seed: options.training.seed,
      trainCount: min(options.generatedTrainCount, 200),
      testCount: min(options.generatedTestCount, 200)
    )
    say(.preview(ClassifierData(preview)))
    let sets = try GeneratedDigits.makeSets(
      seed: options.training.seed,
      trainCount: options.generatedTrainCount,
      testCount: options.generatedTestCount,
      progress: { say(.phase(.generating($0))) },
      isCancelled: isCancelled
    )
    return ClassifierData(sets, normalisation: options.normalisation)
  }
}
