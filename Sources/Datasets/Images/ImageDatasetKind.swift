/// Which image set it is; decides class names, where its files lie and what a screen calls it.
public enum ImageDatasetKind: String, CaseIterable, Sendable {
  /// Handwritten digits (LeCun, Cortes, Burges).
  case mnist
  /// Zalando's articles of clothing.
  case fashionMNIST = "fashion-mnist"
  /// Ten cursive Japanese characters (Clanuwat and others).
  case kmnist
  /// MNIST made again from its sources, with 60,000 test digits (Yadav and Bottou).
  case qmnist
  /// EMNIST's 47 classes of digits and letters, as many images of each (Cohen and others).
  case emnistBalanced = "emnist-balanced"
  /// EMNIST's 62 classes: digits, capital and small letters.
  case emnistByClass = "emnist-byclass"
  /// EMNIST's 47 classes, small letters that look like capitals merged with them.
  case emnistByMerge = "emnist-bymerge"
  /// EMNIST's 26 letters.
  case emnistLetters = "emnist-letters"
  /// EMNIST's 280,000 digits.
  case emnistDigits = "emnist-digits"
  /// EMNIST's digits in MNIST's numbers.
  case emnistMNIST = "emnist-mnist"
  /// Digits that this program draws itself.
  case generated
  /// Anything else.
  case custom

  /// The sets that exist as files to fetch.
  public static let downloadable: [ImageDatasetKind] = [.mnist, .fashionMNIST, .kmnist]

  /// The sets that have files, in the order in which they are looked for.
  public static let named: [ImageDatasetKind] =
    downloadable + [
      .qmnist, .emnistBalanced, .emnistByClass, .emnistByMerge, .emnistLetters, .emnistDigits, .emnistMNIST,
    ]

  /// The name in writing.
  public var title: String {
    switch self {
    case .mnist: "MNIST"
    case .fashionMNIST: "Fashion-MNIST"
    case .kmnist: "KMNIST"
    case .qmnist: "QMNIST"
    case .emnistBalanced: "EMNIST balanced"
    case .emnistByClass: "EMNIST by class"
    case .emnistByMerge: "EMNIST by merge"
    case .emnistLetters: "EMNIST letters"
    case .emnistDigits: "EMNIST digits"
    case .emnistMNIST: "EMNIST's MNIST"
    case .generated: "generated digits"
    case .custom: "custom images"
    }
  }

  /// The folders below a data directory that may hold the set, the one that `dlviz data fetch` writes to first.
  ///
  /// The later ones are what torchvision and others call them.
  public var directoryNames: [String] {
    switch self {
    case .mnist: ["mnist", "MNIST"]
    case .fashionMNIST: ["fashion-mnist", "fashion", "fashion_mnist", "FashionMNIST"]
    case .kmnist: ["kmnist", "KMNIST"]
    case .qmnist: ["qmnist", "QMNIST"]
    case .emnistBalanced, .emnistByClass, .emnistByMerge, .emnistLetters, .emnistDigits, .emnistMNIST:
      ["emnist", "EMNIST"]
    case .generated, .custom: []
    }
  }

  /// EMNIST's name of the split in its files' names; nil for other sets.
  var emnistSplit: String? {
    rawValue.hasPrefix("emnist-") ? String(rawValue.dropFirst("emnist-".count)) : nil
  }

  /// Whether the files hold images column by column, as EMNIST's do.
  var isTransposed: Bool { emnistSplit != nil }

  /// The label that the files give the first class.
  var firstLabel: Int { self == .emnistLetters ? 1 : 0 }
}
