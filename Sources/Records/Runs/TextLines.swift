/// The newest lines of a run's text, in bounded memory.
public struct TextLines: Hashable, Sendable {
  /// So many bytes are kept at most.
  private static let byteCapacity = 1 << 18
  /// A longer line is cut.
  private static let lineCapacity = 4096

  private var kept: [String] = []
  private var start = 0
  private var bytes = 0
  /// How many lines came, those that are gone too.
  public private(set) var count = 0

  /// No lines.
  public init() {}

  /// The lines that are kept, oldest first.
  public var lines: ArraySlice<String> { kept[start...] }

  /// Adds a line.
  public mutating func append(_ line: String) {
    let line = line.utf8.count > Self.lineCapacity ? String(line.prefix(Self.lineCapacity)) + "…" : line
    kept.append(line)
    bytes += line.utf8.count + 16
    count += 1
    while bytes > Self.byteCapacity, start < kept.count - 1 {
      bytes -= kept[start].utf8.count + 16
      kept[start] = ""
      start += 1
    }
    if start > 1024, start > kept.count / 2 {
      kept.removeFirst(start)
      start = 0
    }
  }
}
