/// Where a download is.
public struct FetchProgress: Sendable, Equatable {
  /// What is being done.
  public enum Phase: Sendable, Equatable {
    /// Another process is downloading the same set; this one waits for it.
    case waiting
    /// The file is there already and is the published one.
    case present
    /// Asking a source for the file.
    case connecting(address: String)
    /// Bytes arrive.
    case receiving
    /// Comparing the checksum.
    case verifying
    /// A source failed; the next is tried.
    case sourceFailed(SourceFault)
    /// The file is whole and in its place.
    case finished
  }

  /// What is being done.
  public var phase: Phase
  /// The file's name.
  public var file: String
  /// Which file it is, from 0.
  public var fileIndex: Int
  /// How many files there are.
  public var fileCount: Int
  /// Bytes of the file so far, those of an earlier attempt included.
  public var received = 0
  /// Bytes of the file in all, where the source says so.
  public var total: Int?
  /// Bytes per second over the last seconds.
  public var bytesPerSecond = 0.0
}
