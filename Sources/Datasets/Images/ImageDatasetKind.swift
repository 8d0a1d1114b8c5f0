/// Which image set it is; decides class names, where its files lie and what a screen calls it.
public enum ImageDatasetKind: String, CaseIterable, Sendable {
  /// Handwritten digits (LeCun, Cortes, Burges).
  case mnist
  /// Zalando's articles of clothing.
  case fashionMNIST = "fashion-mnist"
  /// Ten cursive Japanese characters (Clanuwat and others).
  case kmnist
  /// Digits that this program draws itself.
  case generated
  /// Anything else in MNIST's format.
  case custom

  /// The sets that exist as files to fetch.
  public static let downloadable: [ImageDatasetKind] = [.mnist, .fashionMNIST, .kmnist]

  /// The name in writing.
  public var title: String {
    switch self {
    case .mnist: "MNIST"
    case .fashionMNIST: "Fashion-MNIST"
    case .kmnist: "KMNIST"
    case .generated: "generated digits"
    case .custom: "custom images"
    }
  }

  /// The names of the ten classes; Latin letters only, so that every character is one column wide.
  public var classNames: [String] {
    switch self {
    case .mnist, .generated, .custom: (0..<10).map(String.init)
    case .fashionMNIST:
      [
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
      ]
    case .kmnist: ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"]
    }
  }

  /// The folders below a data directory that may hold the set, the one that `dlviz data fetch` writes to first.
  ///
  /// The later ones are what torchvision and others call them.
  public var directoryNames: [String] {
    switch self {
    case .mnist: ["mnist", "MNIST", "MNIST/raw"]
    case .fashionMNIST: ["fashion-mnist", "fashion", "fashion_mnist", "FashionMNIST", "FashionMNIST/raw"]
    case .kmnist: ["kmnist", "KMNIST", "KMNIST/raw"]
    case .generated, .custom: []
    }
  }
}
