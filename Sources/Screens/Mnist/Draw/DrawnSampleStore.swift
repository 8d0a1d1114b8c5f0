import Datasets
import Foundation
import Training

/// Keeps drawings as a data set of one's own: two files in MNIST's format, images and labels, in one folder.
///
/// Images are written before labels, each file whole or not at all, under a lock: whatever happens in between, the first images of the file
/// have their labels, and an image without one is overwritten by the next drawing.
public struct DrawnSampleStore: Sendable {
  /// The name of the file of images.
  public static let imagesName = "drawn-images-idx3-ubyte"
  /// The name of the file of labels.
  public static let labelsName = "drawn-labels-idx1-ubyte"
  private static let side = DigitPreparation.size

  /// The folder.
  public let directory: String

  /// Drawings in a folder.
  public init(directory: String) { self.directory = directory }

  /// `$XDG_DATA_HOME/dlviz/drawn`, else `~/.local/share/dlviz/drawn`; nil where there is neither.
  ///
  /// A relative `$XDG_DATA_HOME` is ignored, as the XDG Base Directory Specification asks.
  public static func defaultDirectory(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String? {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/dlviz/drawn" }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return home + "/.local/share/dlviz/drawn"
  }

  /// The folder for drawings of a set's classes: digits together, other classes in a folder of their own.
  public static func directory(for kind: ImageDatasetKind, in root: String) -> String {
    switch kind {
    case .mnist, .generated, .custom: root
    case .fashionMNIST, .kmnist: root + "/" + kind.rawValue
    }
  }

  private var imagesPath: String { directory + "/" + Self.imagesName }
  private var labelsPath: String { directory + "/" + Self.labelsName }

  /// The drawings and their labels; none where there are no files.
  /// - Throws: `DatasetError` for files that are not what this type writes.
  public func read() throws(DatasetError) -> (images: [UInt8], labels: [UInt8]) {
    let files = FileManager.default
    guard files.fileExists(atPath: imagesPath), files.fileExists(atPath: labelsPath) else { return ([], []) }
    let images = try IDXReader.images(path: imagesPath, width: Self.side, height: Self.side)
    let labels = try IDXReader.labels(path: labelsPath)
    let count = images.count / (Self.side * Self.side)
    guard labels.count <= count else {
      throw .countMismatch(images: imagesPath, imageCount: count, labels: labelsPath, labelCount: labels.count)
    }
    return (Array(images.prefix(labels.count * Self.side * Self.side)), labels)
  }

  /// Appends a drawing.
  /// - Parameters:
  ///   - image: 28×28 bytes.
  ///   - label: its class, 0…9.
  /// - Returns: how many drawings there are now.
  /// - Throws: `DatasetError` for files that are there but broken, `CheckpointError.cannotWrite`; what was there is then untouched.
  public func append(image: [UInt8], label: UInt8) throws -> Int {
    precondition(image.count == Self.side * Self.side, "expected \(Self.side * Self.side) bytes, found \(image.count)")
    precondition(label < 10, "expected a label below 10, found \(label)")
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw CheckpointError.cannotWrite(path: directory, reason: Self.reason(error))
    }
    let lock = open(directory + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else {
      throw CheckpointError.cannotWrite(path: directory, reason: String(cString: strerror(errno)))
    }
    // Closing drops the lock. Where a file system has none, two programs at once are the person's to avoid.
    defer { close(lock) }
    while flock(lock, LOCK_EX) != 0, errno == EINTR {}
    var (images, labels) = try read()
    images += image
    labels.append(label)
    let side = UInt32(Self.side)
    try AtomicFile.write(Self.file(images, dimensions: [UInt32(labels.count), side, side]), to: imagesPath)
    try AtomicFile.write(Self.file(labels, dimensions: [UInt32(labels.count)]), to: labelsPath)
    return labels.count
  }

  /// The bytes of an IDX file of unsigned bytes: two zeros, type, number of dimensions, dimensions in big-endian order, content.
  private static func file(_ content: [UInt8], dimensions: [UInt32]) -> Data {
    var data = Data([0, 0, 0x08, UInt8(dimensions.count)])
    for dimension in dimensions {
      for shift in [24, 16, 8, 0] as [UInt32] { data.append(UInt8(truncatingIfNeeded: dimension >> shift)) }
    }
    data.append(contentsOf: content)
    return data
  }

  private static func reason(_ error: any Error) -> String {
    var current = error as NSError
    while let under = current.userInfo[NSUnderlyingErrorKey] as? NSError { current = under }
    return current.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(Int32(current.code))) : current.localizedDescription
  }
}
