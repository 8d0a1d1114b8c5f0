/// What is known of a file without reading it.
public struct LogFileStatus: Hashable, Sendable {
  /// What a path leads to.
  public enum Kind: Hashable, Sendable {
    /// A file with contents.
    case file
    /// A folder.
    case folder
    /// A device, a socket, a pipe, a symbolic link where links are not followed.
    case other
  }

  /// What it is.
  public var kind: Kind
  /// Its size in bytes.
  public var size: Int
  /// When it was changed last, in seconds since 1970.
  public var modified: Double
  /// When its contents or what is known of it were changed last, which nobody can set back.
  public var changed: Double
  /// Tells the file from another that takes its place.
  public var identity: UInt64

  /// A status from its parts.
  public init(kind: Kind, size: Int, modified: Double, changed: Double? = nil, identity: UInt64) {
    self.kind = kind
    self.size = size
    self.modified = modified
    self.changed = changed ?? modified
    self.identity = identity
  }
}

/// The files that logs are read from; a test has its own.
public protocol LogFileSystem {
  /// What a path leads to; nil when there is nothing, or nothing that may be looked at.
  /// - Parameter followsLinks: whether a symbolic link stands for what it leads to.
  func status(_ path: String, followsLinks: Bool) -> LogFileStatus?
  /// The names in a folder, in no order; empty when it cannot be read.
  func names(in folder: String) -> [String]
  /// Reads bytes from a place of a file.
  /// - Returns: how many were read; 0 at the end, nil when the file cannot be read.
  func read(_ path: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int?
  /// Begins to read bytes from a place of the file that was read last, where that can be done beside the caller's work.
  /// - Returns: what waits for the end, to be called once, and gives what `read` gives; nil when nothing is being read.
  func beginRead(_ path: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> (() -> Int?)?
  /// The time now, in seconds since 1970.
  func now() -> Double
}

extension LogFileSystem {
  /// Nothing is read beside the caller's work.
  public func beginRead(_ path: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> (() -> Int?)? {
    nil
  }
}
