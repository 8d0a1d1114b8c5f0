public import NeuralNet

extension ImageDatasetKind {
  /// The names of the classes; Latin letters only, so that every character is one column wide.
  public var classNames: [String] {
    switch self {
    case .mnist, .generated, .custom, .qmnist, .emnistDigits, .emnistMNIST: Self.digits
    case .fashionMNIST:
      [
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
      ]
    case .kmnist: ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"]
    case .emnistByClass: Self.digits + Self.letters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    case .emnistBalanced, .emnistByMerge: Self.digits + Self.letters("ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt")
    case .emnistLetters: Self.letters("abcdefghijklmnopqrstuvwxyz")
    }
  }

  private static let digits = (0..<10).map(String.init)

  private static func letters(_ text: String) -> [String] { text.map { String($0) } }

  /// What people feed a network for the set's pixels: mean and standard deviation of its training images; nil for sets without figures that
  /// everybody uses, whose own are measured.
  public var normalisation: PixelNormalisation? {
    switch self {
    case .mnist, .qmnist, .generated, .emnistMNIST: .mnist
    case .fashionMNIST: .fashionMNIST
    case .kmnist: .kmnist
    case .emnistBalanced, .emnistByClass, .emnistByMerge, .emnistLetters, .emnistDigits, .custom: nil
    }
  }
}
