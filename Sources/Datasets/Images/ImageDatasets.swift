/// A training set and a test set of the same kind.
public struct ImageDatasets: Sendable, Equatable {
  /// What a network learns from.
  public let train: ImageDataset
  /// What it is measured on.
  public let test: ImageDataset

  /// A pair of sets.
  ///
  /// - Precondition: both are of the same kind, image size and classes.
  public init(train: ImageDataset, test: ImageDataset) {
    precondition(
      train.kind == test.kind && train.width == test.width && train.height == test.height
        && train.classNames == test.classNames,
      "training and test images are of different kinds"
    )
    self.train = train
    self.test = test
  }

  /// Which set it is.
  public var kind: ImageDatasetKind { train.kind }
  /// Whether this program drew the images; a figure measured on them is never MNIST's.
  public var isGenerated: Bool { train.isGenerated }
  /// Where the images come from, in words for a person.
  public var provenance: String { train.provenance }
}
