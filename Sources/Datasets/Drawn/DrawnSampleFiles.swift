#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where a person's own drawings are kept, and reading them: one file of images and one of labels, in MNIST's format.
///
/// Images are written before labels, so that an image without a label, the last one, is what an interrupted save leaves; it counts as not
/// saved.
public struct DrawnSampleFiles: Sendable, Equatable {
  /// The name of the file of images.
  public static let imagesName = "drawn-images-idx3-ubyte"
  /// The name of the file of labels.
  public static let labelsName = "drawn-labels-idx1-ubyte"
  /// The sets whose classes are drawn, each with files of its own: digits, clothes, characters, letters.
  public static let kinds: [ImageDatasetKind] = [
    .custom, .fashionMNIST, .kmnist, .emnistBalanced, .emnistByClass, .emnistByMerge, .emnistLetters,
  ]

  /// Whose classes the drawings have; digits of whatever set are `.custom`.
  public let kind: ImageDatasetKind
  /// The folder that the two files lie in.
  public let directory: String

  /// The files for drawings of a set's classes below a folder: digits in the folder itself, other classes in one named after the set.
  public init(_ kind: ImageDatasetKind, in root: String) {
    switch kind {
    case .mnist, .generated, .custom, .qmnist, .emnistDigits, .emnistMNIST: (self.kind, directory) = (.custom, root)
    case .fashionMNIST, .kmnist, .emnistBalanced, .emnistByClass, .emnistByMerge, .emnistLetters:
      (self.kind, directory) = (kind, root + "/" + kind.rawValue)
    }
  }

  /// `$XDG_DATA_HOME/dlviz/drawn`, else `~/.local/share/dlviz/drawn`; nil where there is neither.
  ///
  /// A relative `$XDG_DATA_HOME` is ignored, as the XDG Base Directory Specification asks.
  public static func defaultRoot(_ environment: [String: String] = Self.processEnvironment()) -> String? {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/dlviz/drawn" }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return home + "/.local/share/dlviz/drawn"
  }

  /// The environment of this process.
  public static func processEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    for name in ["XDG_DATA_HOME", "HOME"] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return variables
  }

  /// The file of images.
  public var imagesPath: String { directory + "/" + Self.imagesName }
  /// The file of labels.
  public var labelsPath: String { directory + "/" + Self.labelsName }

  /// The drawings and their labels, in the order in which they were saved; none where there are no files.
  ///
  /// - Throws: ``DatasetError`` for anything else than what saving leaves.
  public func read() throws(DatasetError) -> ImageDataset {
    let (hasImages, hasLabels) = (try isThere(imagesPath), try isThere(labelsPath))
    guard hasImages || hasLabels else { return samples(images: [], labels: []) }
    guard hasImages else { throw .unreadable(file: imagesPath, reason: FileSystem.reason(ENOENT)) }
    let size = DigitPreparation.size
    let images = try IDXReader.images(path: imagesPath, width: size, height: size)
    let count = images.count / (size * size)
    // What an interrupted first save leaves has no labels at all; more images than that have lost theirs.
    guard hasLabels || count == 1 else { throw .unreadable(file: labelsPath, reason: FileSystem.reason(ENOENT)) }
    let labels = hasLabels ? try IDXReader.labels(path: labelsPath, classCount: kind.classNames.count) : []
    guard count - 1...count ~= labels.count else {
      throw .countMismatch(images: imagesPath, imageCount: count, labels: labelsPath, labelCount: labels.count)
    }
    return samples(images: Array(images.prefix(labels.count * size * size)), labels: labels)
  }

  /// Drawings with their labels as a set that says where they are from.
  public func samples(images: [UInt8], labels: [UInt8]) -> ImageDataset {
    ImageDataset(
      name: "drawn samples",
      kind: kind,
      width: DigitPreparation.size,
      height: DigitPreparation.size,
      pixels: images,
      labels: labels,
      provenance: "drawn by hand, read from \(directory)"
    )
  }

  /// Whether there is a file; what is no file but has its name is a fault.
  private func isThere(_ path: String) throws(DatasetError) -> Bool {
    guard FileSystem.size(path) != nil else {
      // A file that cannot be looked at may hold drawings all the same.
      guard errno == ENOENT || errno == ENOTDIR else { throw .unreadable(file: path, reason: FileSystem.reason(errno)) }
      return false
    }
    guard FileSystem.isFile(path) else { throw .notAFile(path: path) }
    return true
  }
}
