import Datasets
import NeuralNet
import Testing

@Suite struct ImageDatasetTests {
  let directory = TemporaryDirectory()

  private func writeSet(train: [UInt8] = [0, 1, 2], test: [UInt8] = [9, 8]) {
    directory.write(IDXFixture.gzip(IDXFixture.images(count: 3)), to: "fashion/train-images-idx3-ubyte.gz")
    directory.write(IDXFixture.labels(train), to: "fashion/train-labels-idx1-ubyte")
    directory.write(IDXFixture.images(count: 2), to: "fashion/t10k-images-idx3-ubyte")
    directory.write(IDXFixture.gzip(IDXFixture.labels(test)), to: "fashion/t10k-labels-idx1-ubyte.gz")
  }

  private var locator: DatasetLocator { DatasetLocator(dataDirectory: directory.path, environment: [:]) }

  @Test func loadsAPair() throws {
    writeSet()
    var shares: [Double] = []
    let sets = try ImageDatasets.load(.fashionMNIST, from: locator, progress: { shares.append($0) })
    #expect(sets.train.count == 3)
    #expect(sets.test.labels == [9, 8])
    #expect(sets.test.className(at: 0) == "Ankle boot")
    #expect(sets.train.name == "Fashion-MNIST train")
    #expect(Array(sets.test.image(at: 1)) == Array(IDXFixture.images(count: 2)[(16 + 784)...]))
    #expect(!sets.isGenerated)
    #expect(sets.provenance.contains(directory.path))
    #expect(shares == shares.sorted())
    #expect(shares.last == 1)
  }

  @Test func countsMustAgree() {
    writeSet(test: [9, 8, 7])
    #expect(
      throws: DatasetError.countMismatch(
        images: directory.path + "/fashion/t10k-images-idx3-ubyte",
        imageCount: 2,
        labels: directory.path + "/fashion/t10k-labels-idx1-ubyte.gz",
        labelCount: 3
      )
    ) { try ImageDatasets.load(.fashionMNIST, from: locator) }
  }

  @Test func loadingStopsWhenAsked() {
    writeSet()
    var asked = 0
    #expect(throws: DatasetError.cancelled) {
      try ImageDatasets.load(
        .fashionMNIST,
        from: locator,
        isCancelled: {
          asked += 1
          return asked > 2
        }
      )
    }
    #expect(asked == 3)
  }

  @Test func normalisationIsTorchvisions() {
    #expect(abs(PixelNormalisation.mnist.value(0) - -0.424_212_9) < 1e-6)
    #expect(abs(PixelNormalisation.mnist.value(255) - 2.821_486_7) < 1e-6)
    #expect(PixelNormalisation.unit.value(51) == 0.2 && PixelNormalisation.symmetric.value(255) == 1)
  }

  @Test(arguments: ImageDatasetKind.allCases)
  func classNamesDifferAndAreNarrow(kind: ImageDatasetKind) {
    let counts: [ImageDatasetKind: Int] = [
      .emnistBalanced: 47, .emnistByMerge: 47, .emnistByClass: 62, .emnistLetters: 26,
    ]
    #expect(Set(kind.classNames).count == kind.classNames.count)
    #expect(kind.classNames.count == counts[kind] ?? 10)
    #expect(kind.classNames.allSatisfy { $0.utf8.count == $0.count })
  }

  @Test func prefixAndCounts() {
    let set = ImageDataset(
      name: "small",
      kind: .custom,
      width: 2,
      height: 1,
      pixels: [1, 2, 3, 4, 5, 6],
      labels: [1, 1, 4],
      provenance: ""
    )
    #expect(set.prefix(2).pixels == [1, 2, 3, 4])
    #expect(set.prefix(9) == set)
    #expect(set.classCounts == [0, 2, 0, 0, 1, 0, 0, 0, 0, 0])
  }

  static let mnist: DatasetFiles? = MNISTForTests.files

  @Test(.enabled(if: mnist != nil, "MNIST is in neither $DLVIZ_DATA nor ../shared/data"))
  func realMNISTIsRead() throws {
    let files = try #require(Self.mnist)
    let sets = try ImageDatasets.load(files)
    #expect(sets.train.count == 60_000)
    #expect(sets.test.count == 10_000)
    #expect(sets.train.classCounts == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    #expect(Array(sets.test.labels.prefix(5)) == [7, 2, 1, 0, 4])
    let mean = Double(sets.train.pixels.reduce(0) { $0 + Int($1) }) / Double(sets.train.pixels.count) / 255
    #expect(abs(mean - 0.1307) < 5e-5)
  }

  @Test(.enabled(if: mnist != nil, "MNIST is in neither $DLVIZ_DATA nor ../shared/data"))
  func mnistIsNotTakenForAnotherSet() throws {
    let files = try #require(Self.mnist)
    let labels = try #require(TemporaryDirectory.contents(of: files.path(.testLabels)))
    for part in DatasetFiles.Part.allCases { directory.write(labels, to: part.downloadName) }
    #expect(try locator.find(.mnist).directory == directory.path)
    #expect(throws: DatasetError.notFound(kind: .kmnist, searched: [directory.path])) { try locator.find(.kmnist) }
  }
}
