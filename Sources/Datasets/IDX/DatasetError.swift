/// Why a data set cannot be read; each fault says what is wrong, what was expected, what was found and where.
public enum DatasetError: Error, Equatable, Sendable {
  /// None of the directories has the set.
  case notFound(kind: ImageDatasetKind, searched: [String])
  /// A directory has some files of the set, but not all.
  case incomplete(kind: ImageDatasetKind, directory: String, missing: [String])
  /// Something else has the name of a file.
  case notAFile(path: String)
  /// A folder named after one set has the files of another.
  case anothers(kind: ImageDatasetKind, directory: String, found: ImageDatasetKind)
  /// The operating system does not let the file be opened or read.
  case unreadable(file: String, reason: String)
  /// The checksum of the file cannot be computed on this machine.
  case uncheckable(file: String, fault: DigestError)
  /// The first two bytes are not an IDX file's.
  case wrongMagic(file: String, found: UInt32)
  /// The values are not of the type that the content has.
  case wrongType(file: String, expected: UInt8, found: UInt8)
  /// Labels have one dimension, images three.
  case wrongDimensions(file: String, expected: Int, found: Int)
  /// The header promises no items at all.
  case empty(file: String)
  /// The header promises more items than any such set has.
  case tooMany(file: String, limit: Int, found: Int)
  /// The images are of another size.
  case wrongImageSize(file: String, expectedWidth: Int, expectedHeight: Int, foundWidth: Int, foundHeight: Int)
  /// The file ends before its header.
  case noHeader(file: String, expected: Int, found: Int)
  /// The file has fewer bytes than its header promises.
  case tooShort(file: String, expected: Int, found: Int)
  /// The file goes on after what its header promises.
  case trailingBytes(file: String, expected: Int)
  /// The compressed data is damaged.
  case corruptGzip(file: String, offset: Int, reason: String)
  /// The compressed data ends early.
  case truncatedGzip(file: String, offset: Int)
  /// There are not as many labels as images.
  case countMismatch(images: String, imageCount: Int, labels: String, labelCount: Int)
  /// A label is none of the set's.
  case labelOutOfRange(file: String, index: Int, expected: ClosedRange<Int>, found: Int)
  /// What is there is in no format that can be read.
  case unsupported(path: String, found: String)
  /// A file is not what its format says.
  case malformed(file: String, expected: String, found: String)
  /// Images are larger than a network here takes.
  case imageSize(file: String, height: Int, width: Int)
  /// There are too few or too many classes.
  case classCount(file: String, found: Int)
  /// Reading was cancelled.
  case cancelled
}

extension DatasetError: CustomStringConvertible {
  /// The fault in a sentence: what, expected, found, where.
  public var description: String {
    switch self {
    case .notFound(let kind, let searched):
      "no \(kind.title) files found; looked in \(searched.joined(separator: ", ")). "
        + "`dlviz data fetch \(kind.rawValue)` downloads them"
    case .incomplete(let kind, let directory, let missing):
      "\(kind.title) in \(directory) is incomplete: missing \(missing.joined(separator: ", "))"
    case .notAFile(let path):
      "\(path) is not a file: expected an IDX file, found a directory or device"
    case .anothers(let kind, let directory, let found):
      "the files in \(directory) are \(found.title)'s: expected those of \(kind.title)"
    case .unreadable(let file, let reason):
      "cannot read \(file): \(reason)"
    case .uncheckable(let file, let fault):
      "cannot check \(file): \(fault)"
    case .wrongMagic(let file, let found):
      "\(file) is not an IDX file: expected it to begin with the bytes 00 00 08, found \(Self.hex(found))"
    case .wrongType(let file, let expected, let found):
      "\(file) has values of another type: expected \(Self.hex(expected)) "
        + "(\(expected == IDXHeader.wholeNumber ? "32-bit whole number" : "unsigned byte")), found \(Self.hex(found))"
    case .wrongDimensions(let file, let expected, let found):
      "\(file) has the wrong number of dimensions: expected \(expected) "
        + "(\(expected == 1 ? "labels" : expected == 2 ? "images, numbers" : "images, rows, columns")), found \(found)"
    case .empty(let file):
      "\(file) is empty: expected at least 1 item, found a header that declares 0"
    case .tooMany(let file, let limit, let found):
      "\(file) declares too many items: expected at most \(grouped(limit)), found \(grouped(found))"
    case .wrongImageSize(let file, let expectedWidth, let expectedHeight, let foundWidth, let foundHeight):
      "\(file) has images of the wrong size: expected \(expectedHeight)×\(expectedWidth) (rows × columns), "
        + "found \(foundHeight)×\(foundWidth)"
    case .noHeader(let file, let expected, let found):
      "\(file) ends within its header: expected \(expected) bytes, found \(found)"
    case .tooShort(let file, let expected, let found):
      "\(file) is too short: its header declares \(grouped(expected)) bytes of data, found \(grouped(found))"
    case .trailingBytes(let file, let expected):
      "\(file) is too long: its header declares \(grouped(expected)) bytes of data, found more after them"
    case .corruptGzip(let file, let offset, let reason):
      "\(file) is damaged: expected whole gzip data, found \(reason) near byte \(grouped(offset))"
    case .truncatedGzip(let file, let offset):
      "\(file) is cut off: expected more gzip data, found the end of the file at byte \(grouped(offset))"
    case .countMismatch(let images, let imageCount, let labels, let labelCount):
      "\(images) and \(labels) do not belong together: expected one label per image, "
        + "found \(grouped(imageCount)) images and \(grouped(labelCount)) labels"
    case .labelOutOfRange(let file, let index, let expected, let found):
      "\(file) has a label that is not a class: expected \(expected.lowerBound) to \(expected.upperBound), "
        + "found \(found) at item \(grouped(index))"
    case .unsupported(let path, let found):
      "\(path) cannot be read as images: found \(found); expected MNIST's four files (also EMNIST's and QMNIST's, raw or gzipped), "
        + "a .npz like Keras's mnist.npz, a .csv with a label column, or one folder of PNG files per class"
    case .malformed(let file, let expected, let found): "\(file) cannot be read: expected \(expected), found \(found)"
    case .imageSize(let file, let height, let width):
      "\(file) has images of \(height)×\(width) (rows × columns): expected 1×1 to 64×64"
    case .classCount(let file, let found): "\(file) has \(found) \(found == 1 ? "class" : "classes"): expected 2 to 100"
    case .cancelled:
      "reading the data was cancelled"
    }
  }

  private static func hex(_ value: some FixedWidthInteger & UnsignedInteger) -> String {
    let digits = String(value, radix: 16)
    return "0x" + String(repeating: "0", count: value.bitWidth / 4 - digits.count) + digits
  }
}
