import Datasets
import NeuralNet
import Training

/// Pictures of 6×6 pixels in three classes: a bar at the top, in the middle, at the bottom, each with some noise.
enum TinyImages {
  static func sets(train: Int = 20, test: Int = 9) -> ImageDatasets {
    ImageDatasets(train: make(count: train, seed: 1), test: make(count: test, seed: 2))
  }

  static func data(train: Int = 20, test: Int = 9) -> ClassifierData { ClassifierData(sets(train: train, test: test)) }

  static func settings(train: Int = 20, test: Int = 9) -> ClassifierRunSettings {
    var training = ClassifierSettings()
    training.batchSize = 8
    training.learningRate = 0.01
    training.epochs = 3
    var settings = ClassifierRunSettings(data: data(train: train, test: test), training: training)
    settings.hidden = [5, 4]
    settings.threads = 1
    return settings
  }

  private static func make(count: Int, seed: UInt64) -> ImageDataset {
    var random = RandomNumbers(seed: seed)
    var pixels: [UInt8] = []
    for image in 0..<count {
      for row in 0..<6 {
        for _ in 0..<6 {
          let isInk = row / 2 == image % 3
          pixels.append(isInk ? 200 &+ UInt8(random.next() % 40) : random.next() % 8 == 0 ? 30 : 0)
        }
      }
    }
    return ImageDataset(
      name: "bars",
      kind: .custom,
      width: 6,
      height: 6,
      pixels: pixels,
      labels: (0..<count).map { UInt8($0 % 3) },
      classNames: ["top", "middle", "bottom"],
      provenance: "made for a test"
    )
  }
}
