extension ImageDatasets {
  /// Reads folders of PNG files by class, as torchvision's `ImageFolder` does: classes are numbered in the order of their folders' names.
  ///
  /// - Parameter test: the folders to measure on; without them every sixth image is set aside.
  static func load(
    folders path: String,
    test: String?,
    progress: (Double) -> Void,
    isCancelled: () -> Bool
  ) throws(DatasetError) -> ImageDatasets {
    let names = classFolders(in: path)
    guard (2...mostClasses).contains(names.count) else { throw .classCount(file: path, found: names.count) }
    if let test { try check(classFolders(in: test), of: test, names, of: path) }
    let first = try table(path, names, size: nil, progress: { progress($0 * (test == nil ? 1 : 0.85)) }, isCancelled)
    let (train, rest): (ImageTable, ImageTable)
    if let test {
      train = first
      rest = try table(
        test,
        names,
        size: (first.width, first.height),
        progress: { progress(0.85 + 0.15 * $0) },
        isCancelled
      )
    } else {
      (train, rest) = first.split()
    }
    guard rest.count > 0 else {
      throw .malformed(file: path, expected: "at least 6 images, of which one is set aside", found: "\(first.count)")
    }
    return ImageDatasets(
      .custom,
      title: FileSystem.name(of: path),
      train: train,
      test: rest,
      classNames: names,
      from: path + (test == nil ? ", every sixth image set aside for the test" : "")
    )
  }

  /// Makes sure that the images to measure on have the same classes.
  private static func check(
    _ found: [String],
    of test: String,
    _ names: [String],
    of path: String
  ) throws(DatasetError) {
    let missing = names.filter { !found.contains($0) }
    let strange = found.filter { !names.contains($0) }
    func list(_ names: [String]) -> String { names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "") }
    guard missing.isEmpty, strange.isEmpty else {
      let faults = [(missing, "no PNG files of "), (strange, "others of ")].filter { !$0.0.isEmpty }
      throw .malformed(
        file: test,
        expected: "the \(names.count) classes of \(path)",
        found: faults.map { $0.1 + list($0.0) }.joined(separator: ", and ")
      )
    }
  }

  /// The folders in a directory that have PNG files.
  static func classFolders(in directory: String) -> [String] {
    FileSystem.names(in: directory).filter { name in
      let path = directory + "/" + name
      return FileSystem.isDirectory(path) && FileSystem.names(in: path).contains(where: isPNG)
    }
  }

  private static func isPNG(_ name: String) -> Bool { name.lowercased().hasSuffix(".png") }

  private static func table(
    _ directory: String,
    _ names: [String],
    size: (width: Int, height: Int)?,
    progress: (Double) -> Void,
    _ isCancelled: () -> Bool
  ) throws(DatasetError) -> ImageTable {
    var files: [(path: String, label: UInt8)] = []
    for (label, name) in names.enumerated() {
      let folder = directory + "/" + name
      for file in FileSystem.names(in: folder) where isPNG(file) { files.append((folder + "/" + file, UInt8(label))) }
    }
    guard files.count <= IDXHeader.maximumCount else {
      throw .tooMany(file: directory, limit: IDXHeader.maximumCount, found: files.count)
    }
    var size = size
    var table = ImageTable(width: 0, height: 0, pixels: [], labels: [])
    for (index, file) in files.enumerated() {
      guard !isCancelled() else { throw .cancelled }
      let image = try PNGImage(try FileSystem.bytes(file.path), name: file.path)
      let (width, height) = size ?? (image.width, image.height)
      guard image.width == width, image.height == height else {
        throw .wrongImageSize(
          file: file.path,
          expectedWidth: width,
          expectedHeight: height,
          foundWidth: image.width,
          foundHeight: image.height
        )
      }
      size = (width, height)
      table.pixels += image.pixels
      table.labels.append(file.label)
      if index % 256 == 0 { progress(Double(index) / Double(files.count)) }
    }
    (table.width, table.height) = size ?? (0, 0)
    return table
  }
}
