/// Where images are read from, whatever their format.
public enum ImageSource: Sendable, Equatable {
  /// MNIST's four files, or those of a set that has the same.
  case idx(DatasetFiles)
  /// NumPy's archive of four arrays.
  case npz(String, ImageDatasetKind)
  /// A table, and another one to measure on.
  case csv(String, test: String?, ImageDatasetKind)
  /// Folders of PNG files by class, and others to measure on.
  case folders(String, test: String?)

  /// Which set it is.
  public var kind: ImageDatasetKind {
    switch self {
    case .idx(let files): files.kind
    case .npz(_, let kind), .csv(_, _, let kind): kind
    case .folders: .custom
    }
  }

  /// What is at a path: a file, or a directory with files of some format.
  ///
  /// - Parameters:
  ///   - path: as a person has typed it.
  ///   - kind: which set it must be; nil finds out.
  /// - Throws: ``DatasetError/unsupported(path:found:)`` with what is there, and what can be read.
  public static func find(
    _ path: String,
    kind: ImageDatasetKind? = nil,
    environment: [String: String] = DatasetLocator.processEnvironment()
  ) throws(DatasetError) -> ImageSource {
    let path = DatasetLocator.tidy(path, environment)
    guard FileSystem.size(path) != nil else {
      if let kind { throw .notFound(kind: kind, searched: [path]) }
      throw .unreadable(file: path, reason: "No such file or directory")
    }
    if !FileSystem.isDirectory(path) { return try file(path, kind) }
    let locator = DatasetLocator(dataDirectory: path, environment: [:])
    if let kind {
      do throws(DatasetError) {
        return .idx(try locator.find(kind))
      } catch {
        if let other = inDirectory(path, kind) { return other }
        throw error
      }
    }
    // A folder's own name says more than what else may lie there.
    let named = DatasetLocator.kinds(named: path)
    var fault: DatasetError?
    for kind in named + ImageDatasetKind.named.filter({ !named.contains($0) }) {
      switch locator.findings(of: kind).first?.files {
      case .success(let files): return .idx(try customised(files))
      case .failure(let error): fault = fault ?? error
      case nil: continue
      }
    }
    if let other = inDirectory(path, nil) { return other }
    if fault == nil, ImageDatasets.classFolders(in: path).count == 1 { throw .classCount(file: path, found: 1) }
    throw fault ?? .unsupported(path: path, found: FolderContents.words(folder: path))
  }

  /// Files in MNIST's names whose images have another size, or labels that are no digits, are a set of their own, unless their folder is
  /// called MNIST.
  private static func customised(_ files: DatasetFiles) throws(DatasetError) -> DatasetFiles {
    guard files.kind == .mnist, !DatasetLocator.kinds(named: files.directory).contains(.mnist) else { return files }
    let head: IDXHeader
    do throws(DatasetError) {
      head = try IDXReader.head(files.path(.testImages))
    } catch {
      // Other faults are found again, with more to say, when all is read.
      if case .imageSize = error { throw error }
      return files
    }
    guard let labels = try? IDXReader.labels(path: files.path(.testLabels), classCount: 256) else { return files }
    if head.width == 28, head.height == 28, labels.allSatisfy({ $0 < 10 }) { return files }
    return DatasetFiles(kind: .custom, directory: files.directory, paths: files.paths)
  }

  /// A file by its name.
  private static func file(_ path: String, _ kind: ImageDatasetKind?) throws(DatasetError) -> ImageSource {
    let name = FileSystem.name(of: path).lowercased()
    let folder = String(path.dropLast(FileSystem.name(of: path).count))
    if name.hasSuffix(".npz") { return .npz(path, kind ?? ImageDatasetKind(fileName: name)) }
    if name.hasSuffix(".csv") || name.hasSuffix(".csv.gz") {
      return .csv(path, test: partner(of: path, in: folder), kind ?? ImageDatasetKind(fileName: name))
    }
    throw .unsupported(path: path, found: FolderContents.words(file: path))
  }

  /// A directory's archive, tables or folders.
  private static func inDirectory(_ path: String, _ kind: ImageDatasetKind?) -> ImageSource? {
    let names = FileSystem.names(in: path)
    let lowered = names.map { $0.lowercased() }
    if let index = lowered.firstIndex(where: { $0.hasSuffix(".npz") }) {
      return .npz(path + "/" + names[index], kind ?? ImageDatasetKind(fileName: lowered[index]))
    }
    let tables = lowered.indices.filter { lowered[$0].hasSuffix(".csv") || lowered[$0].hasSuffix(".csv.gz") }
    let training = tables.first { lowered[$0].contains("train") } ?? tables.first { !lowered[$0].contains("test") }
    if let index = training {
      let table = path + "/" + names[index]
      return .csv(table, test: partner(of: table, in: path + "/"), kind ?? ImageDatasetKind(fileName: lowered[index]))
    }
    /// The folder of one of these names, in capitals or not.
    func folder(_ wanted: [String]) -> String? {
      wanted.lazy.compactMap { lowered.firstIndex(of: $0) }.first.map { path + "/" + names[$0] }
    }
    if let train = folder(["train", "training"]), !ImageDatasets.classFolders(in: train).isEmpty {
      return .folders(train, test: folder(["test", "testing", "val", "valid", "validation"]))
    }
    return ImageDatasets.classFolders(in: path).count > 1 ? .folders(path, test: nil) : nil
  }

  /// The table to measure on beside one to train on; Kaggle's `test.csv` has no classes and is none.
  private static func partner(of path: String, in folder: String) -> String? {
    let name = FileSystem.name(of: path)
    guard let range = name.lowercased().firstRange(of: "train") else { return nil }
    let offset = name.lowercased().distance(from: name.lowercased().startIndex, to: range.lowerBound)
    let start = name.index(name.startIndex, offsetBy: offset)
    let other = folder + name[..<start] + "test" + name[name.index(start, offsetBy: 5)...]
    guard FileSystem.isFile(other), columns(of: other) == columns(of: path) else { return nil }
    return other
  }

  /// How many fields a table's first line has.
  private static func columns(of path: String) -> Int? {
    guard var reader = try? GunzipReader(try ByteSource(path: path)) else { return nil }
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    guard let count = try? reader.read(into: chunk) else { return nil }
    return chunk[..<count].prefix { $0 != 0x0A }.count { $0 == 0x2C || $0 == 0x3B || $0 == 0x09 }
  }
}

extension ImageDatasets {
  /// Reads what ``ImageSource/find(_:kind:environment:)`` has found.
  public static func load(
    _ source: ImageSource,
    progress: (Double) -> Void = { _ in },
    isCancelled: () -> Bool = { Task.isCancelled }
  ) throws(DatasetError) -> ImageDatasets {
    switch source {
    case .idx(let files): return try load(files, progress: progress, isCancelled: isCancelled)
    case .npz(let path, let kind): return try load(npz: path, kind: kind)
    case .csv(let path, let test, let kind): return try load(csv: path, test: test, kind: kind)
    case .folders(let path, let test):
      return try load(folders: path, test: test, progress: progress, isCancelled: isCancelled)
    }
  }
}
