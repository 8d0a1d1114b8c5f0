/// Why a download did not end with whole files.
public enum FetchError: Error, Equatable, Sendable {
  /// The set is none that can be downloaded.
  case notDownloadable(kind: ImageDatasetKind)
  /// There is no directory to keep it in: neither `--data`, nor a cache, nor a home.
  case noDirectory
  /// The address is none of HTTP or HTTPS.
  case badAddress(String)
  /// libcurl is not on this machine.
  case noLibrary(addresses: [String], directory: String)
  /// A directory or file cannot be made or written.
  case cannotWrite(path: String, reason: String)
  /// A file has arrived, but its checksum cannot be computed here; the file is kept for the next time.
  case cannotCheck(path: String, fault: DigestError)
  /// The disk is full.
  case diskFull(path: String)
  /// Every source failed.
  case allSourcesFailed(file: String, faults: [SourceFault])
  /// The caller stopped it; what has arrived is kept for the next time.
  case cancelled
}

extension FetchError: CustomStringConvertible {
  /// The fault in a sentence: what, expected, found, where.
  public var description: String {
    switch self {
    case .notDownloadable(let kind):
      "\(kind.title) cannot be downloaded: expected one of "
        + ImageDatasetKind.downloadable.map(\.rawValue).joined(separator: ", ")
    case .noDirectory:
      "there is no directory to download to: neither --data, nor $XDG_CACHE_HOME, nor $HOME is set"
    case .badAddress(let address):
      "'\(address)' is not a source: expected the address of a folder, http:// or https:// with a host and without ? or #"
    case .noLibrary(let addresses, let directory):
      "downloading needs libcurl, which was not found on this machine. "
        + "Install it (libcurl4), or put these files into \(directory): " + addresses.joined(separator: " ")
    case .cannotWrite(let path, let reason):
      "cannot write \(path): \(reason)"
    case .cannotCheck(let path, let fault):
      "cannot check \(path): \(fault)"
    case .diskFull(let path):
      "the disk is full: \(path) could not be written. Make room and start again; the download resumes where it stopped"
    case .allSourcesFailed(let file, let faults):
      "\(file) could not be downloaded: "
        + faults.map { fault in
          // The file has been named; where it was looked for has not.
          (fault.address.hasSuffix("/" + file) ? String(fault.address.dropLast(file.count)) : fault.address)
            + fault.words
        }.joined(separator: "; ")
    case .cancelled:
      "the download was stopped; what has arrived is kept, and the next one resumes from there"
    }
  }
}
