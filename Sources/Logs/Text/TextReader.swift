import Records

/// Reads lines of text as training programs print them: one engine for all, of names, separators, numbers and units.
struct TextReader: ByteReader {
  /// A longer line is cut.
  private static let longestLine = 1 << 16

  private var cleaner = LineCleaner()
  private var engine = TextEngine()

  init() {}

  mutating func read(_ bytes: Bytes, isEnd: Bool, into run: inout RunHistory) -> Int {
    var position = 0
    while position < bytes.count {
      guard let end = bytes[position...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { break }
      var next = end + 1
      var isRedrawn = bytes[end] == 0x0D
      if isRedrawn {
        while next < bytes.count, bytes[next] == 0x0D { next += 1 }
        guard next < bytes.count else { break }
        if bytes[next] == 0x0A {
          isRedrawn = false
          next += 1
        }
      }
      if end > position {
        take(bytes[part: position..<min(end, position + Self.longestLine)], isRedrawn: isRedrawn, into: &run)
      }
      position = next
    }
    return position
  }

  mutating func finish(_ bytes: Bytes, into run: inout RunHistory) {
    if !bytes.isEmpty { take(bytes, isRedrawn: false, into: &run) }
  }

  private mutating func take(_ bytes: Bytes, isRedrawn: Bool, into run: inout RunHistory) {
    cleaner.clean(bytes)
    cleaner.line.withUnsafeBufferPointer { engine.take($0, isRedrawn: isRedrawn, into: &run) }
  }
}
