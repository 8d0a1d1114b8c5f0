#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Finds a set's files: in the directory that was asked for, then in `$DLVIZ_DATA`, then in the cache.
///
/// Every one of them may hold the files itself or in a folder named after the set, such as `mnist`.
public struct DatasetLocator: Sendable, Equatable {
  /// A place that may hold data, and who named it.
  public struct Place: Sendable, Equatable {
    /// Who named it, for a list: `--data`, `$DLVIZ_DATA` or `cache`.
    public let origin: String
    /// The directory.
    public let directory: String
  }

  /// The places to look in, first come first served.
  public let places: [Place]
  /// The directory below which downloads are kept; `nil` where there is neither a home nor a cache directory.
  public let downloadDirectory: String?

  /// The places for a `--data` directory, if any, and an environment.
  public init(dataDirectory: String? = nil, environment: [String: String] = Self.processEnvironment()) {
    var places: [Place] = []
    if let dataDirectory, !dataDirectory.isEmpty {
      places.append(Place(origin: "--data", directory: Self.tidy(dataDirectory, environment)))
    }
    if let variable = environment["DLVIZ_DATA"], !variable.isEmpty {
      places.append(Place(origin: "$DLVIZ_DATA", directory: Self.tidy(variable, environment)))
    }
    let cache = Self.cacheDirectory(environment)
    if let cache {
      places.append(Place(origin: "cache", directory: cache))
    }
    self.places = places
    downloadDirectory = places.first { $0.origin == "--data" }?.directory ?? cache
  }

  /// `$XDG_CACHE_HOME/dlviz`, else `~/.cache/dlviz`.
  ///
  /// A relative `$XDG_CACHE_HOME` is ignored, as the XDG Base Directory Specification asks.
  public static func cacheDirectory(_ environment: [String: String]) -> String? {
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      return tidy(cache, environment) + "/dlviz"
    }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return tidy(home, environment) + "/.cache/dlviz"
  }

  /// The environment of this process.
  public static func processEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    for name in ["DLVIZ_DATA", "XDG_CACHE_HOME", "HOME"] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return variables
  }

  /// A directory with files of a set.
  public struct Finding: Sendable, Equatable {
    /// Who named the place: `--data`, `$DLVIZ_DATA` or `cache`.
    public let origin: String
    /// The directory that the files lie in.
    public let directory: String
    /// All four files, or the error that says which are missing.
    public let files: Result<DatasetFiles, DatasetError>
  }

  /// Every directory that has files of a set; the first with all four is what ``find(_:)`` gives.
  public func findings(of kind: ImageDatasetKind) -> [Finding] {
    places.flatMap { place in
      candidates(for: kind, in: place).compactMap { directory in
        switch DatasetFiles.inspect(directory, kind: kind) {
        case .complete(let files):
          if let other = files.other {
            // A directory that only happens to hold another set is none of this one's places.
            isNamed(directory, after: kind)
              ? Finding(
                origin: place.origin,
                directory: directory,
                files: .failure(.anothers(kind: kind, directory: directory, found: other))
              ) : nil
          } else {
            Finding(origin: place.origin, directory: directory, files: .success(files))
          }
        case .obstructed(let path):
          Finding(origin: place.origin, directory: directory, files: .failure(.notAFile(path: path)))
        case .partial(let missing):
          Finding(
            origin: place.origin,
            directory: directory,
            files: .failure(.incomplete(kind: kind, directory: directory, missing: missing))
          )
        case .absent: nil
        }
      }
    }
  }

  /// The directories that may hold a set, in the order in which they are looked into.
  public func candidates(for kind: ImageDatasetKind) -> [String] {
    places.flatMap { candidates(for: kind, in: $0) }
  }

  /// The directory that a download of a set goes to.
  public func downloadDirectory(for kind: ImageDatasetKind) -> String? {
    guard let downloadDirectory, let folder = kind.directoryNames.first else { return nil }
    return downloadDirectory + "/" + folder
  }

  /// The files of a set in the first place that has all four.
  ///
  /// - Throws: ``DatasetError/notFound(kind:searched:)`` if there are none anywhere,
  ///   ``DatasetError/incomplete(kind:directory:missing:)`` if some are, but nowhere all.
  public func find(_ kind: ImageDatasetKind) throws(DatasetError) -> DatasetFiles {
    let findings = findings(of: kind)
    for finding in findings {
      if case .success(let files) = finding.files { return files }
    }
    if case .failure(let error) = findings.first?.files { throw error }
    throw .notFound(kind: kind, searched: places.map(\.directory))
  }

  /// Folders that torchvision and EMNIST's archive put files into.
  private static let innerFolders = ["", "/raw", "/gzip", "/raw/gzip"]

  private func candidates(for kind: ImageDatasetKind, in place: Place) -> [String] {
    let folders = kind.directoryNames.map { place.directory + "/" + $0 }
    let places = isNamedAfterOther(place.directory, than: kind) ? folders : folders + [place.directory]
    return places.flatMap { place in Self.innerFolders.map { place + $0 } }
  }

  /// MNIST, Fashion-MNIST and KMNIST name their files alike, so a folder called after another set is not this one's.
  private func isNamedAfterOther(_ directory: String, than kind: ImageDatasetKind) -> Bool {
    ImageDatasetKind.downloadable.contains { $0 != kind && isNamed(directory, after: $0) }
  }

  private func isNamed(_ directory: String, after kind: ImageDatasetKind) -> Bool {
    Self.kinds(named: directory).contains(kind)
  }

  /// The sets that a directory, or the one that its `raw` or `gzip` lies in, is named after.
  static func kinds(named directory: String) -> [ImageDatasetKind] {
    var parts = directory.lowercased().split(separator: "/")[...]
    while let last = parts.last, last == "raw" || last == "gzip" { parts.removeLast() }
    guard let name = parts.last else { return [] }
    return ImageDatasetKind.named.filter { kind in kind.directoryNames.contains { $0.lowercased() == name } }
  }

  static func tidy(_ path: String, _ environment: [String: String]) -> String {
    var path = path
    if path == "~" || path.hasPrefix("~/"), let home = environment["HOME"] {
      path = home + path.dropFirst()
    }
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
