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

  /// Whether the test labels are those of another set: all sets name their files alike, and this file is small.
  var areAnothers: Bool {
    ImageDatasetKind.downloadable.contains { other in
      guard other != kind, let checksum = other.checksum(of: .testLabels) else { return false }
      return (try? checksum.compute(path: path(.testLabels))) == checksum.hexadecimal
    }
  }
}
