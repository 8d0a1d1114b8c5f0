import Records

/// A log that comes through a pipe: whoever reads the pipe gives the bytes.
public struct PipeSource {
  private var run: FollowedRun
  /// What the run that comes through it is called.
  public var name: String { run.name }

  /// A source of a pipe that is called so.
  public init(name: String, format: LogFormat? = nil, stepColumn: String? = nil) {
    run = FollowedRun(name: name, isNamed: true)
    run.add(FollowedFile(path: name, wanted: format, stepColumn: stepColumn))
  }

  /// Takes bytes as they come.
  public mutating func take(_ bytes: ArraySlice<UInt8>, into runs: inout RunSet) { run.take(bytes, into: &runs) }

  /// Says that the pipe has ended.
  public mutating func finish(into runs: inout RunSet) { run.finish(into: &runs) }
}
