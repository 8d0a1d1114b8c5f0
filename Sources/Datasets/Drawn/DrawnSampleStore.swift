#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Keeps drawings as a data set of one's own.
///
/// Each of the two files is written whole or not at all, images before labels, under a lock: whatever happens in between, the first images
/// of the file have their labels. Files that are there but are not such a pair are never written over.
public struct DrawnSampleStore: Sendable {
  /// What keeping a drawing has changed; `index` is its place among the samples, from 0.
  public enum Outcome: Hashable, Sendable {
    /// It is new, the last one.
    case added
    /// It was there with another label, which is corrected.
    case relabelled(index: Int, from: UInt8)
    /// It was there already.
    case unchanged(index: Int)
  }

  /// Where the drawings are.
  public let files: DrawnSampleFiles

  /// The drawings in some files.
  public init(_ files: DrawnSampleFiles) { self.files = files }

  /// Keeps a drawing: appends it, or corrects its label where it is there already.
  /// - Parameters:
  ///   - image: 28×28 bytes.
  ///   - label: its class.
  /// - Returns: all drawings there are now, and what has changed.
  /// - Throws: `DrawnSampleError`; what was there is then untouched.
  public func keep(
    image: [UInt8],
    label: UInt8
  ) throws(DrawnSampleError) -> (samples: ImageDataset, outcome: Outcome) {
    let size = DigitPreparation.size
    precondition(image.count == size * size, "expected \(size * size) bytes, found \(image.count)")
    let classCount = files.kind.classNames.count
    precondition(label < classCount, "expected a label below \(classCount), found \(label)")
    try makeDirectory()
    let lock = try lockFolder()
    defer { close(lock) }
    let old = try read()
    var labels = old.labels
    // The newest of equal drawings is the one that was looked at last.
    if let index = old.labels.indices.last(where: { old.image(at: $0).elementsEqual(image) }) {
      guard labels[index] != label else { return (old, .unchanged(index: index)) }
      let former = labels[index]
      labels[index] = label
      try write(IDXWriter.labels(labels), to: files.labelsPath)
      return (files.samples(images: old.pixels, labels: labels), .relabelled(index: index, from: former))
    }
    let images = old.pixels + image
    labels.append(label)
    try write(IDXWriter.images(images, width: size, height: size), to: files.imagesPath)
    try write(IDXWriter.labels(labels), to: files.labelsPath)
    return (files.samples(images: images, labels: labels), .added)
  }

  /// Forgets a drawing, the newest of equal ones.
  ///
  /// Images are written first here too: cut short in between, there are more labels than images, which is found when they are read.
  /// - Returns: the drawings that are left, and the number that this one had, from 0; nil when it was not among them.
  /// - Throws: `DrawnSampleError`.
  public func forget(image: [UInt8]) throws(DrawnSampleError) -> (samples: ImageDataset, index: Int?) {
    // Nothing is made where there is nothing to forget.
    guard try read().count > 0 else { return (files.samples(images: [], labels: []), nil) }
    let lock = try lockFolder()
    defer { close(lock) }
    let old = try read()
    guard let index = old.labels.indices.last(where: { old.image(at: $0).elementsEqual(image) }) else {
      return (old, nil)
    }
    var (images, labels) = (old.pixels, old.labels)
    images.removeSubrange(index * old.pixelsPerImage..<(index + 1) * old.pixelsPerImage)
    labels.remove(at: index)
    if labels.isEmpty {
      // An empty set has no files; one image without a label is what a first save leaves that was cut short.
      for path in [files.labelsPath, files.imagesPath] where unlink(path) != 0 && errno != ENOENT {
        throw unwritable(errno)
      }
    } else {
      try write(IDXWriter.images(images, width: old.width, height: old.height), to: files.imagesPath)
      try write(IDXWriter.labels(labels), to: files.labelsPath)
    }
    return (files.samples(images: images, labels: labels), index)
  }

  /// Waits until no other program is at the folder; closing what is returned ends that.
  private func lockFolder() throws(DrawnSampleError) -> Int32 {
    let lock = open(files.directory + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else { throw unwritable(errno) }
    // Where a file system has no locks, two programs at once are the person's to avoid.
    while flock(lock, LOCK_EX) != 0, errno == EINTR {}
    return lock
  }

  private func read() throws(DrawnSampleError) -> ImageDataset {
    do throws(DatasetError) {
      return try files.read()
    } catch {
      throw .unreadable(error)
    }
  }

  private func write(_ bytes: [UInt8], to path: String) throws(DrawnSampleError) {
    do throws(FileError) {
      try AtomicFile.write(bytes, to: path)
    } catch {
      throw .unwritable(path: files.directory, reason: error.reason)
    }
  }

  /// Makes the folder and those above it that are missing.
  private func makeDirectory() throws(DrawnSampleError) {
    var path = files.directory.hasPrefix("/") ? "" : "."
    for part in files.directory.split(separator: "/") {
      path += "/" + part
      if mkdir(path, 0o755) == 0 { continue }
      let code = errno
      var status = stat()
      guard stat(path, &status) == 0 else { throw .unwritable(path: path, reason: FileSystem.reason(code)) }
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw .unwritable(path: path, reason: FileSystem.reason(ENOTDIR))
      }
    }
  }

  private func unwritable(_ code: Int32) -> DrawnSampleError {
    .unwritable(path: files.directory, reason: FileSystem.reason(code))
  }
}
