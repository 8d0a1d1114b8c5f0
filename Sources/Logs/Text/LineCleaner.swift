/// Takes out of a line what a terminal would do and not show: colours, cursor movements, titles, backspaces.
struct LineCleaner {
  private(set) var line: [UInt8] = []

  /// Cleans a line; control characters become blanks.
  mutating func clean(_ bytes: Bytes) {
    line.removeAll(keepingCapacity: true)
    guard bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      line.append(contentsOf: bytes)
      return
    }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x1B: index = Self.endOfEscape(bytes, from: index)
      case 0x08: index += 1
      case 0x09:
        line.append(byte)
        index += 1
      case 0x00..<0x20, 0x7F:
        line.append(0x20)
        index += 1
      default:
        line.append(byte)
        index += 1
      }
    }
  }

  private static func endOfEscape(_ bytes: Bytes, from start: Int) -> Int {
    var index = start + 1
    guard index < bytes.count else { return index }
    switch bytes[index] {
    case 0x5B:  // CSI: parameters, then a letter
      index += 1
      while index < bytes.count, (0x20...0x3F).contains(bytes[index]) { index += 1 }
      return min(index + 1, bytes.count)
    case 0x5D:  // OSC: up to BEL or ESC \
      while index < bytes.count, bytes[index] != 0x07, bytes[index] != 0x1B { index += 1 }
      if index + 1 < bytes.count, bytes[index] == 0x1B { index += 1 }
      return min(index + 1, bytes.count)
    case 0x20...0x2F: return min(index + 2, bytes.count)
    default: return index + 1
    }
  }
}
