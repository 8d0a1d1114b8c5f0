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
    var done = 0
    func read(_ part: DatasetFiles.Part, _ content: IDXHeader.Content) throws(DatasetError) -> [UInt8] {
      guard !isCancelled() else { throw .cancelled }
      let source = try ByteSource(path: files.path(part))
      let size = source.size ?? 0
      let bytes = try IDXReader.read(source, content: content, isCancelled: isCancelled) { consumed in
        progress(min(Double(done + consumed) / total, 1))
      }
      done += size
      return bytes
    }
    func set(
      _ images: DatasetFiles.Part,
      _ labels: DatasetFiles.Part,
      _ suffix: String
    ) throws(DatasetError) -> ImageDataset {
      // Labels first: they are small, so most faults show at once.
      let labelBytes = try read(labels, .labels)
      let pixels = try read(images, .images(width: 28, height: 28))
      guard pixels.count == labelBytes.count * 28 * 28 else {
        throw .countMismatch(
          images: files.path(images),
          imageCount: pixels.count / (28 * 28),
          labels: files.path(labels),
          labelCount: labelBytes.count
        )
      }
      return ImageDataset(
        name: "\(files.kind.title) \(suffix)",
        kind: files.kind,
        pixels: pixels,
        labels: labelBytes,
        provenance: "\(files.kind.title), read from \(files.directory)"
      )
    }
    let test = try set(.testImages, .testLabels, "test")
    let train = try set(.trainImages, .trainLabels, "train")
    progress(1)
    return ImageDatasets(train: train, test: test)
  }
}
