extension ImageDatasets {
  /// Finds and reads a set.
  ///
  /// - Parameters:
  ///   - kind: which set.
  ///   - locator: where to look.
  ///   - progress: told the share read so far, 0 to 1, often enough for a bar.
  ///   - isCancelled: asked after every chunk; by default whether the current task is cancelled.
  public static func load(
    _ kind: ImageDatasetKind,
    from locator: DatasetLocator,
    progress: (Double) -> Void = { _ in },
    isCancelled: () -> Bool = { Task.isCancelled }
  ) throws(DatasetError) -> ImageDatasets {
    try load(locator.find(kind), progress: progress, isCancelled: isCancelled)
  }

  /// Reads the four files of a set and checks that they belong together.
  public static func load(
    _ files: DatasetFiles,
    progress: (Double) -> Void = { _ in },
    isCancelled: () -> Bool = { Task.isCancelled }
  ) throws(DatasetError) -> ImageDatasets {
    let sizes = DatasetFiles.Part.allCases.map { FileSystem.size(files.path($0)) ?? 0 }
    let total = Double(max(sizes.reduce(0, +), 1))
    let kind = files.kind
    let classCount = kind == .custom ? mostClasses : kind.classNames.count
    var done = 0
    func read(
      _ part: DatasetFiles.Part,
      _ content: IDXHeader.Content
    ) throws(DatasetError) -> (header: IDXHeader, payload: [UInt8]) {
      guard !isCancelled() else { throw .cancelled }
      let source = try ByteSource(path: files.path(part))
      let size = source.size ?? 0
      let read = try IDXReader.read(source, content: content, isCancelled: isCancelled) { consumed in
        progress(min(Double(done + consumed) / total, 1))
      }
      done += size
      return read
    }
    func set(
      _ images: DatasetFiles.Part,
      _ labels: DatasetFiles.Part,
      size: (width: Int, height: Int)?
    ) throws(DatasetError) -> ImageTable {
      // Labels first: they are small, so most faults show at once.
      let labelContent =
        kind == .qmnist
        ? IDXHeader.Content.labelTable(classCount: classCount)
        : .labels(first: kind.firstLabel, classCount: classCount)
      let labelBytes = try read(labels, labelContent).payload
      let (header, pixels) = try read(images, size.map { .images(width: $0.width, height: $0.height) } ?? .anyImages)
      guard header.count == labelBytes.count else {
        throw .countMismatch(
          images: files.path(images),
          imageCount: header.count,
          labels: files.path(labels),
          labelCount: labelBytes.count
        )
      }
      var table = ImageTable(width: header.width, height: header.height, pixels: pixels, labels: labelBytes)
      if kind.isTransposed { table.transpose() }
      return table
    }
    let size: (width: Int, height: Int)? = kind == .custom ? nil : (28, 28)
    let test = try set(.testImages, .testLabels, size: size)
    let train = try set(.trainImages, .trainLabels, size: (test.width, test.height))
    progress(1)
    var names = kind.classNames
    if kind == .custom {
      let count = Int(max(test.labels.max() ?? 0, train.labels.max() ?? 0)) + 1
      guard count >= 2 else { throw .classCount(file: files.path(.trainLabels), found: count) }
      names = (0..<count).map(String.init)
    }
    return ImageDatasets(
      kind,
      title: kind == .custom ? FileSystem.name(of: files.directory) : kind.title,
      train: train,
      test: test,
      classNames: names,
      from: files.directory
    )
  }

  /// So many classes may a set have.
  static let mostClasses = 100

  /// Two tables of one set.
  init(
    _ kind: ImageDatasetKind,
    title: String,
    train: ImageTable,
    test: ImageTable,
    classNames: [String],
    from place: String
  ) {
    func set(_ table: ImageTable, _ suffix: String) -> ImageDataset {
      ImageDataset(
        name: "\(title) \(suffix)",
        kind: kind,
        width: table.width,
        height: table.height,
        pixels: table.pixels,
        labels: table.labels,
        classNames: classNames,
        provenance: "\(title), read from \(place)"
      )
    }
    self.init(train: set(train, "train"), test: set(test, "test"))
  }
}
