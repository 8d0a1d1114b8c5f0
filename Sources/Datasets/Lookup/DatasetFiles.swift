/// The four files of a set, as paths.
public struct DatasetFiles: Sendable, Equatable {
  /// The four files by what they hold.
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

    /// The names to look for: raw before gzipped, and the spelling `train-images.idx3-ubyte` that some copies have.
    public var names: [String] {
      let cut = rawValue.index(rawValue.endIndex, offsetBy: -"-idx3-ubyte".count)
      let dotted = String(rawValue[..<cut] + "." + rawValue[cut...].dropFirst())
      return [rawValue, dotted, rawValue + ".gz", dotted + ".gz"]
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
    paths[part] ?? directory + "/" + part.downloadName
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
      paths[part] = part.names.lazy.map { directory + "/" + $0 }.first(where: FileSystem.isFile)
    }
    for part in Part.allCases where paths[part] == nil {
      if let path = part.names.lazy.map({ directory + "/" + $0 }).first(where: { FileSystem.size($0) != nil }) {
        return .obstructed(path: path)
      }
    }
    let missing = Part.allCases.filter { paths[$0] == nil }.map(\.downloadName)
    if missing.isEmpty { return .complete(DatasetFiles(kind: kind, directory: directory, paths: paths)) }
    return paths.isEmpty ? .absent : .partial(missing: missing)
  }
}
