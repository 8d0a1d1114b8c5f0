/// The four files of a set, as paths.
public struct DatasetFiles: Sendable, Equatable {
  /// The four files by what they hold, named as MNIST's are.
  public enum Part: String, CaseIterable, Sendable {
    /// 60,000 images to learn from.
    case trainImages = "train-images-idx3-ubyte"
    /// Their labels.
    case trainLabels = "train-labels-idx1-ubyte"
    /// 10,000 images to measure on.
    case testImages = "t10k-images-idx3-ubyte"
    /// Their labels.
    case testLabels = "t10k-labels-idx1-ubyte"

    /// The name under which the sources offer the file.
    public var downloadName: String { rawValue + ".gz" }

    /// Whether the file holds labels.
    var isLabels: Bool { self == .trainLabels || self == .testLabels }
    /// Whether the file is for training.
    var isTraining: Bool { self == .trainImages || self == .trainLabels }

    /// What the file is called in a set.
    func name(in kind: ImageDatasetKind) -> String {
      if let split = kind.emnistSplit {
        let part = isTraining ? "train" : "test"
        return "emnist-\(split)-\(part)-" + (isLabels ? "labels-idx1-ubyte" : "images-idx3-ubyte")
      }
      if kind == .qmnist {
        return "qmnist-\(isTraining ? "train" : "test")-" + (isLabels ? "labels-idx2-int" : "images-idx3-ubyte")
      }
      return rawValue
    }

    /// The names to look for: raw before gzipped, the spelling `train-images.idx3-ubyte` that some copies have, and `test` for `t10k`.
    func names(in kind: ImageDatasetKind) -> [String] {
      let name = name(in: kind)
      var names = [name]
      if name.hasPrefix("t10k") { names.append("test" + name.dropFirst("t10k".count)) }
      names += names.map { name in
        let cut = name.lastIndex(of: "-").flatMap { name[..<$0].lastIndex(of: "-") } ?? name.startIndex
        return String(name[..<cut] + "." + name[cut...].dropFirst())
      }
      return names + names.map { $0 + ".gz" }
    }
  }

  /// Which set the files hold.
  public let kind: ImageDatasetKind
  /// The directory that the files lie in.
  public let directory: String
  /// The path of each file.
  public let paths: [Part: String]

  /// The path of one file.
  public func path(_ part: Part) -> String {
    paths[part] ?? directory + "/" + part.name(in: kind) + ".gz"
  }

  /// What a directory has of a set: all files, some, or none.
  enum Presence: Equatable {
    case complete(DatasetFiles)
    case partial(missing: [String])
    /// Something else has the name of one of them.
    case obstructed(path: String)
    case absent
  }

  static func inspect(_ directory: String, kind: ImageDatasetKind) -> Presence {
    var paths: [Part: String] = [:]
    for part in Part.allCases {
      paths[part] = part.names(in: kind).lazy.map { directory + "/" + $0 }.first(where: FileSystem.isFile)
    }
    for part in Part.allCases where paths[part] == nil {
      if let path = part.names(in: kind).lazy.map({ directory + "/" + $0 }).first(where: { FileSystem.size($0) != nil })
      {
        return .obstructed(path: path)
      }
    }
    let missing = Part.allCases.filter { paths[$0] == nil }.map { $0.name(in: kind) + ".gz" }
    if missing.isEmpty { return .complete(DatasetFiles(kind: kind, directory: directory, paths: paths)) }
    return paths.isEmpty ? .absent : .partial(missing: missing)
  }
}
