import Records

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file of a sweep's finished runs that only ever grows: the sweep in the first line, then a line a run, in the order in which they end.
///
/// Every run is one write, so that a process that is killed loses at most the runs under way; a last line that was cut by the
/// killing is dropped when the file is opened again.
public final class SweepFile {
  /// Where the file is.
  public let path: String
  /// The runs that were in the file when it was opened.
  public let found: [SweepOutcome]
  private let lines: SweepLines
  private let file: Int32
  /// The runs that are in the file by now.
  private var kept: Set<Int>

  /// Opens a file for a sweep, or makes it.
  /// - Throws: `SweepFileError` when it is of another sweep, damaged, in use or not writable.
  public init(_ path: String, sweep: Sweep, shard: SweepShard? = nil) throws(SweepFileError) {
    self.path = path
    let lines = SweepLines(sweep)
    let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .cannotUse(path: path, reason: String(cString: strerror(errno))) }
    do throws(SweepFileError) {
      found = try Self.start(file, path, sweep, header: lines.header(shard: shard) + "\n")
    } catch {
      close(file)
      throw error
    }
    kept = Set(found.map(\.run))
    self.lines = lines
    self.file = file
  }

  /// Reads what is there, cuts off a last line that is not whole, and begins a file that is empty.
  private static func start(
    _ file: Int32,
    _ path: String,
    _ sweep: Sweep,
    header: String
  ) throws(SweepFileError) -> [SweepOutcome] {
    // A child of this process holds a copy of the file, and its lock, from its fork to its exec: that passes in a moment.
    var triesLeft = 50
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      guard triesLeft > 0 else { throw .cannotUse(path: path, reason: "another process writes to it") }
      triesLeft -= 1
      usleep(20_000)
    }
    let bytes = try read(file, path)
    let content = try SweepContent(bytes, path: path, mayBeCut: true)
    try content.expectSame(sweep)
    if content.wholeByteCount < bytes.count, ftruncate(file, off_t(content.wholeByteCount)) != 0 {
      throw .cannotUse(path: path, reason: String(cString: strerror(errno)))
    }
    if content.wholeByteCount == 0 { try write(file, header, path) }
    return content.outcomes
  }

  deinit { close(file) }

  /// Adds runs; one that was trained once more is there already, and comes to the same.
  public func append(_ outcomes: [SweepOutcome]) throws(SweepFileError) {
    for outcome in outcomes where kept.insert(outcome.run).inserted {
      try Self.write(file, lines.line(outcome) + "\n", path)
    }
  }

  static func read(path: String) throws(SweepFileError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .cannotUse(path: path, reason: String(cString: strerror(errno))) }
    defer { close(file) }
    return try read(file, path)
  }

  static func read(_ file: Int32, _ path: String) throws(SweepFileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var failure: Int32?
    while failure == nil {
      let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
        #if canImport(Darwin)
          let found = Darwin.read(file, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
          let found = Musl.read(file, buffer.baseAddress, buffer.count)
        #else
          let found = Glibc.read(file, buffer.baseAddress, buffer.count)
        #endif
        count = max(0, found)
        if found == 0 { failure = 0 } else if found < 0, errno != EINTR { failure = errno }
      }
      bytes += chunk
    }
    if let failure, failure != 0 { throw .cannotUse(path: path, reason: String(cString: strerror(failure))) }
    return bytes
  }

  private static func write(_ file: Int32, _ text: String, _ path: String) throws(SweepFileError) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { buffer in
        #if canImport(Darwin)
          Darwin.write(file, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
          Musl.write(file, buffer.baseAddress, buffer.count)
        #else
          Glibc.write(file, buffer.baseAddress, buffer.count)
        #endif
      }
      if count > 0 { bytes = bytes.dropFirst(count) }
      if count < 0, errno != EINTR { throw .cannotUse(path: path, reason: String(cString: strerror(errno))) }
    }
  }
}
