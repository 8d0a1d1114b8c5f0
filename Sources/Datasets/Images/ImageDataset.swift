/// Labelled grey images of one size, one byte a pixel.
public struct ImageDataset: Sendable, Equatable {
  /// What the set is called, for instance "MNIST test".
  public let name: String
  /// Which set it is.
  public let kind: ImageDatasetKind
  /// Columns of an image.
  public let width: Int
  /// Rows of an image.
  public let height: Int
  /// The pixels, 0 background to 255 ink, shape (count, height, width).
  public let pixels: [UInt8]
  /// The class of each image, an index into ``classNames``.
  public let labels: [UInt8]
  /// What each class is called.
  public let classNames: [String]
  /// Where the images come from, in words for a person.
  public let provenance: String

  /// Images with a label each.
  ///
  /// - Precondition: `pixels` has width · height bytes per label, and every label has a name.
  public init(
    name: String,
    kind: ImageDatasetKind,
    width: Int = 28,
    height: Int = 28,
    pixels: [UInt8],
    labels: [UInt8],
    classNames: [String]? = nil,
    provenance: String
  ) {
    let classNames = classNames ?? kind.classNames
    precondition(
      pixels.count == labels.count * width * height,
      "\(labels.count) images of \(height)×\(width) need \(labels.count * width * height) bytes, not \(pixels.count)"
    )
    precondition(labels.allSatisfy { $0 < classNames.count }, "a label lies outside 0..<\(classNames.count)")
    self.name = name
    self.kind = kind
    self.width = width
    self.height = height
    self.pixels = pixels
    self.labels = labels
    self.classNames = classNames
    self.provenance = provenance
  }

  /// Number of images.
  public var count: Int { labels.count }

  /// Pixels of one image.
  public var pixelsPerImage: Int { width * height }

  /// Whether this program drew the images; a figure measured on them is never MNIST's.
  public var isGenerated: Bool { kind == .generated }

  /// The pixels of one image, row after row.
  public func image(at index: Int) -> ArraySlice<UInt8> {
    precondition(0..<count ~= index, "image \(index) of \(count)")
    return pixels[index * pixelsPerImage..<(index + 1) * pixelsPerImage]
  }

  /// The name of the class that an image belongs to.
  public func className(at index: Int) -> String {
    classNames[Int(labels[index])]
  }

  /// The first images only, all of them if there are not that many.
  public func prefix(_ count: Int) -> ImageDataset {
    let kept = min(max(count, 0), self.count)
    // All of them share their pixels.
    guard kept < self.count else { return self }
    return ImageDataset(
      name: name,
      kind: kind,
      width: width,
      height: height,
      pixels: Array(pixels[..<(kept * pixelsPerImage)]),
      labels: Array(labels[..<kept]),
      classNames: classNames,
      provenance: provenance
    )
  }

  /// How many images each class has.
  public var classCounts: [Int] {
    labels.reduce(into: Array(repeating: 0, count: classNames.count)) { $0[Int($1)] += 1 }
  }
}
