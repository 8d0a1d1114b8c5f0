extension ImageDatasetKind {
  /// Where the set is offered, the first choice first; each ends in a slash.
  public var mirrors: [String] {
    switch self {
    case .mnist:
      ["https://storage.googleapis.com/cvdf-datasets/mnist/", "https://ossci-datasets.s3.amazonaws.com/mnist/"]
    case .fashionMNIST:
      [
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
      ]
    case .kmnist: ["https://codh.rois.ac.jp/kmnist/dataset/kmnist/"]
    default: []
    }
  }

  /// The published checksum of one of the set's gzipped files; `nil` for what nobody publishes.
  public func checksum(of part: DatasetFiles.Part) -> Checksum? {
    switch (self, part) {
    case (.mnist, .trainImages): .sha256("440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609")
    case (.mnist, .trainLabels): .sha256("3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c")
    case (.mnist, .testImages): .sha256("8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6")
    case (.mnist, .testLabels): .sha256("f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")
    case (.fashionMNIST, .trainImages): .md5("8d4fb7e6c68d591d4c3dfef9ec88bf0d")
    case (.fashionMNIST, .trainLabels): .md5("25c81989df183df01b3e8a0aad5dffbe")
    case (.fashionMNIST, .testImages): .md5("bef4ecab320f06d8554ea6380940ec79")
    case (.fashionMNIST, .testLabels): .md5("bb300cfdad3c16e7a12a480ee83cd310")
    case (.kmnist, .trainImages): .md5("bdb82020997e1d708af4cf47b453dcf7")
    case (.kmnist, .trainLabels): .md5("e144d726b3acfaa3e44228e80efcd344")
    case (.kmnist, .testImages): .md5("5c965bf0a639b31b8f53240b1b52f4d7")
    case (.kmnist, .testLabels): .md5("7320c461ea6c1c855c0b718fb2a4b134")
    default: nil
    }
  }
}
