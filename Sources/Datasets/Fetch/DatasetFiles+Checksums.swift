extension DatasetFiles {
  /// Whether all four files are, byte for byte, those that the set's authors published.
  ///
  /// `nil` for what has no published checksum: sets of one's own, and files that are not gzipped.
  public func arePublished() throws(DatasetError) -> Bool? {
    var areAllPublished = true
    for part in Part.allCases {
      guard let checksum = kind.checksum(of: part), path(part).hasSuffix(".gz") else { return nil }
      let found = try checksum.compute(path: path(part))
      areAllPublished = areAllPublished && found == checksum.hexadecimal
    }
    return areAllPublished
  }

  /// The other set whose test labels these are: all sets name their files alike, and this file is small.
  ///
  /// `nil` too where no checksum can be computed: a set loads without libcrypto.
  var other: ImageDatasetKind? {
    let labels = path(.testLabels)
    return ImageDatasetKind.downloadable.first { other in
      guard other != kind else { return false }
      let checksum = labels.hasSuffix(".gz") ? other.checksum(of: .testLabels) : other.rawTestLabelsChecksum
      guard let checksum else { return false }
      return (try? checksum.compute(path: labels)) == checksum.hexadecimal
    }
  }
}

extension ImageDatasetKind {
  /// The checksum of the test labels when they are not gzipped; known of MNIST alone.
  fileprivate var rawTestLabelsChecksum: Checksum? {
    self == .mnist ? .sha256("ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2") : nil
  }
}
