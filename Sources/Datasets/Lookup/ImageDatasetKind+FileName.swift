extension ImageDatasetKind {
  /// The set that a file's name speaks of.
  ///
  /// Many sets are called after MNIST (MedMNIST's `pneumoniamnist`, `kannada_mnist`, `notMNIST` …), so a word more than those that say nothing
  /// of the content makes it another set.
  init(fileName: String) {
    let name = fileName.lowercased()
    if let split = Self.named.first(where: { $0.emnistSplit != nil && name.contains($0.rawValue) }) {
      self = split
      return
    }
    let words = name.split { !$0.isLetter }.map(String.init).filter { !Self.idleWords.contains($0) }
    self =
      switch words {
      case ["mnist"]: .mnist
      case ["fashion"], ["fashion", "mnist"], ["fashionmnist"]: .fashionMNIST
      case ["kmnist"], ["kuzushiji", "mnist"]: .kmnist
      case ["qmnist"]: .qmnist
      default: .custom
      }
  }

  /// Words in files' names that say nothing of the images.
  private static let idleWords: Set<String> = [
    "train", "training", "test", "testing", "val", "valid", "validation", "data", "dataset", "images", "image", "all",
    "full", "small", "sample",
    "original", "in", "csv", "npz", "gz", "keras", "sklearn", "openml", "kaggle", "the", "of", "copy", "x",
  ]
}
