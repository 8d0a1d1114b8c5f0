#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Downloads the four files of a set, checks them against their published checksums, then moves them into place.
///
/// A file grows under the name `NAME.part`, so that a file with its real name is always a whole one. An interrupted
/// download goes on where it stopped. Of two processes that fetch the same set, the second waits, then finds it there.
/// libcurl is loaded when the first transfer starts, libcrypto when the first file is checked; neither is linked.
public struct DatasetFetcher: Sendable {
  /// Which set.
  public let kind: ImageDatasetKind
  /// The directory that the files go to; made if it is not there.
  public let directory: String
  /// Addresses of folders that have the files, tried in order; each ends in a slash.
  public let sources: [String]
  /// How long a source may send nothing.
  public let stallTimeout: Duration
  private let checksums: [DatasetFiles.Part: Checksum]
  private let digests: @Sendable () -> DigestLibrary?

  /// A fetcher of a set from its known sources, or from a mirror.
  ///
  /// - Parameters:
  ///   - mirror: address of a folder with the four gzipped files, `http://` or `https://`, used instead of the known
  ///     sources. Its files must have the same checksums.
  public init(
    _ kind: ImageDatasetKind,
    into directory: String,
    from mirror: String? = nil,
    stallTimeout: Duration = .seconds(30)
  ) throws(FetchError) {
    let checksums = DatasetFiles.Part.allCases.reduce(into: [:]) { $0[$1] = kind.checksum(of: $1) }
    guard checksums.count == DatasetFiles.Part.allCases.count else { throw .notDownloadable(kind: kind) }
    try self.init(
      kind,
      into: directory,
      sources: mirror.map { [$0] } ?? kind.mirrors,
      checksums: checksums,
      stallTimeout: stallTimeout
    )
  }

  init(
    _ kind: ImageDatasetKind,
    into directory: String,
    sources: [String],
    checksums: [DatasetFiles.Part: Checksum],
    stallTimeout: Duration,
    digests: @escaping @Sendable () -> DigestLibrary? = { .system }
  ) throws(FetchError) {
    for source in sources where !Self.isFolderAddress(source) { throw .badAddress(source) }
    self.kind = kind
    self.directory = directory
    self.sources = sources.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    self.checksums = checksums
    self.digests = digests
    self.stallTimeout = stallTimeout
  }

  /// Whether a text is an address that names of files can be put behind: `http://` or `https://`, a host, no query or fragment.
  public static func isFolderAddress(_ text: String) -> Bool {
    guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
    guard let host = text.dropFirst(scheme.count).first, host != "/" else { return false }
    return !text.contains { $0 == "?" || $0 == "#" || $0.isWhitespace }
  }

  /// The files of a set that have arrived in part, with their sizes in bytes.
  public static func partialFiles(in directory: String) -> [(name: String, size: Int)] {
    DatasetFiles.Part.allCases.compactMap { part in
      let size = FileSystem.size(directory + "/" + part.downloadName + ".part") ?? 0
      return size > 0 ? (part.downloadName, size) : nil
    }
  }

  /// Blocks until all four files are whole and in place.
  ///
  /// - Parameters:
  ///   - progress: told about every change and every few bytes; on the calling thread.
  ///   - isCancelled: asked about ten times a second; by default whether the current task is cancelled.
  public func fetch(
    progress: @escaping (FetchProgress) -> Void = { _ in },
    isCancelled: @escaping () -> Bool = { Task.isCancelled }
  ) throws(FetchError) -> DatasetFiles {
    try makeDirectory()
    let parts = DatasetFiles.Part.allCases
    func waiting() throws(FetchError) {
      guard !isCancelled() else { throw .cancelled }
      progress(
        FetchProgress(phase: .waiting, file: parts[0].downloadName, fileIndex: 0, fileCount: parts.count)
      )
    }
    try FetchLock.hold(directory, waiting: waiting) { () throws(FetchError) in
      for (index, part) in parts.enumerated() {
        let state = FetchProgress(
          phase: .present,
          file: part.downloadName,
          fileIndex: index,
          fileCount: parts.count
        )
        try fetch(part, state: state, isCancelled: isCancelled, progress: progress)
      }
    }
    let paths = parts.map { ($0, directory + "/" + $0.downloadName) }
    return DatasetFiles(
      kind: kind,
      directory: directory,
      paths: Dictionary(uniqueKeysWithValues: paths)
    )
  }

  private func fetch(
    _ part: DatasetFiles.Part,
    state: FetchProgress,
    isCancelled: @escaping () -> Bool,
    progress: @escaping (FetchProgress) -> Void
  ) throws(FetchError) {
    guard let checksum = checksums[part] else { throw .notDownloadable(kind: kind) }
    let final = directory + "/" + part.downloadName
    if (try? checksum.compute(path: final)) == checksum.hexadecimal {
      progress(state)
      return
    }
    // Ended between the last byte and the new name: nothing is missing but the name. A device has no size, and no end either.
    let partial = final + ".part"
    if FileSystem.size(partial) ?? 0 > 0, (try? checksum.compute(path: partial)) == checksum.hexadecimal {
      let file = try PartialFile(for: final)
      var state = state
      state.phase = .finished
      state.received = file.size
      try file.finish(as: final)
      progress(state)
      return
    }
    var faults: [SourceFault] = []
    for source in sources {
      let address = source + part.downloadName
      // A second attempt, from the beginning, if what was there before spoils the first.
      for _ in 0..<2 {
        guard !isCancelled() else { throw .cancelled }
        let hadStart = (FileSystem.size(final + ".part") ?? 0) > 0
        let fault = try attempt(
          address,
          final: final,
          checksum: checksum,
          state: state,
          isCancelled: isCancelled,
          progress: progress
        )
        guard let fault else { return }
        var failed = state
        failed.phase = .sourceFailed(fault)
        progress(failed)
        guard hadStart, Self.isCuredByStartingAgain(fault) else {
          faults.append(fault)
          break
        }
        unlink(final + ".part")
      }
    }
    throw .allSourcesFailed(file: part.downloadName, faults: faults)
  }

  /// Tries one source once; returns what was wrong with it, `nil` if the file is in place.
  private func attempt(
    _ address: String,
    final: String,
    checksum: Checksum,
    state: FetchProgress,
    isCancelled: @escaping () -> Bool,
    progress: @escaping (FetchProgress) -> Void
  ) throws(FetchError) -> SourceFault? {
    var state = state
    state.phase = .connecting(address: address)
    progress(state)
    state.phase = .receiving
    var meter = RateMeter()
    do {
      let transfer = Transfer(into: try PartialFile(for: final), isCancelled: isCancelled) { size, total in
        state.received = size
        state.total = total
        state.bytesPerSecond = meter.rate(at: size)
        progress(state)
      }
      try transfer.run(address: address, stallTimeout: stallTimeout)
    } catch let fault as SourceFault {
      // Nothing to go on from is no beginning.
      if case .tooLarge = fault.reason { unlink(final + ".part") }
      if FileSystem.size(final + ".part") == 0 { unlink(final + ".part") }
      return fault
    } catch FetchError.noLibrary {
      throw .noLibrary(addresses: addressesOfAll, directory: directory)
    } catch let error as FetchError {
      throw error
    } catch {
      return SourceFault(address: address, reason: .connection("\(error)"))
    }
    state.phase = .verifying
    progress(state)
    guard let fault = try verify(final, checksum: checksum, address: address) else {
      state.phase = .finished
      progress(state)
      return nil
    }
    return fault
  }

  private func verify(_ final: String, checksum: Checksum, address: String) throws(FetchError) -> SourceFault? {
    let file = try PartialFile(for: final)
    let found: String
    do throws(DatasetError) {
      found = try checksum.compute(path: file.path, library: digests())
    } catch .uncheckable(let path, let fault) {
      throw .cannotCheck(path: path, fault: fault)
    } catch {
      throw .cannotWrite(path: file.path, reason: error.description)
    }
    guard found == checksum.hexadecimal else {
      let content = SourceFault.Content(size: file.size, isWebPage: file.looksLikeWebPage())
      file.remove()
      return SourceFault(
        address: address,
        reason: .checksum(name: checksum.name, expected: checksum.hexadecimal, found: found, content: content)
      )
    }
    try file.finish(as: final)
    return nil
  }

  /// A wrong range or wrong bytes may come from an old beginning; anything else would only repeat itself.
  private static func isCuredByStartingAgain(_ fault: SourceFault) -> Bool {
    switch fault.reason {
    case .status(416), .checksum: true
    default: false
    }
  }

  private var addressesOfAll: [String] {
    guard let source = sources.first else { return [] }
    return DatasetFiles.Part.allCases.map { source + $0.downloadName }
  }

  private func makeDirectory() throws(FetchError) {
    var path = directory.hasPrefix("/") ? "" : "."
    for part in directory.split(separator: "/") {
      path += "/" + part
      if mkdir(path, 0o755) != 0, !FileSystem.isDirectory(path) {
        throw .cannotWrite(path: path, reason: FileSystem.reason(errno))
      }
    }
  }
}
