import Datasets
import NeuralNet
import ScreenTestSupport
import Screens
import Shell
import Training

/// Images of 28×28 in ten classes, told apart by where a bar is: small enough to learn within a test.
enum MnistImages {
  static func data(kind: ImageDatasetKind = .mnist, train: Int = 40, test: Int = 30) -> ClassifierData {
    ClassifierData(ImageDatasets(train: make(kind, train, seed: 1), test: make(kind, test, seed: 2)))
  }

  /// Options that never look at this machine's files.
  static func options(kind: ImageDatasetKind = .mnist) -> MnistOptions {
    var options = MnistOptions(kind: kind, locator: DatasetLocator(environment: ["HOME": "/nowhere"]))
    options.hidden = [6, 4]
    options.training.batchSize = 10
    options.training.learningRate = 0.01
    options.training.epochs = 2
    options.threads = 1
    options.drawnDirectory = "/nowhere/drawn"
    return options
  }

  private static func make(_ kind: ImageDatasetKind, _ count: Int, seed: UInt64) -> ImageDataset {
    var random = RandomNumbers(seed: seed)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(count * 784)
    for image in 0..<count {
      let shift = Int(random.next() % 3)
      for row in 0..<28 {
        for column in 0..<28 {
          let isInk = (row - 2) / 5 == image % 10 / 2 && (column < 14) == (image % 2 == 0) && column % 7 > shift
          pixels.append(isInk ? 255 : 0)
        }
      }
    }
    return ImageDataset(
      name: kind.title + " test",
      kind: kind,
      pixels: pixels,
      labels: (0..<count).map { UInt8($0 % 10) },
      provenance: kind == .generated ? GeneratedDigits.provenance : "made for a test"
    )
  }
}
