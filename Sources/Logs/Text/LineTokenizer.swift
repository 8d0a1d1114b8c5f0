import Records

/// Splits a line into words, numbers with their units, times, and what stands between.
struct LineTokenizer {
  private(set) var tokens: [LineToken] = []

  private static let units: Set<String> = [
    "s", "ms", "us", "µs", "ns", "sec", "secs", "second", "seconds", "min", "mins", "h", "it/s", "s/it", "ms/it", "k",
    "K", "M", "G", "B", "T", "KB",
    "MB", "GB", "TB", "kB", "KiB", "MiB", "GiB", "TiB", "W", "C", "MHz", "GHz", "Hz", "tok/s", "img/s", "samples/s",
    "tokens/s", "steps/s", "z", "x",
    "px", "fps", "FLOPs", "TFLOPs", "tokens", "b", "m", "d", "ex/s", "batch/s", "iter/s", "examples/s",
    "Kb", "Mb", "Gb", "kb", "mb", "gb", "Tb",
  ]

  /// Whether a word in brackets behind a name is its unit, and no argument as in D(x).
  static func isUnit(_ word: String) -> Bool { word == "s" || word == "h" || (word.count > 1 && units.contains(word)) }

  mutating func split(_ line: Bytes) {
    tokens.removeAll(keepingCapacity: true)
    var index = 0
    var isApart = true
    while index < line.count, tokens.count < 4096 {
      let byte = line[index]
      if byte == 0x20 {
        isApart = true
        index += 1
        continue
      }
      let start = index
      let kind = next(line, at: &index, isApart: isApart)
      tokens.append(LineToken(kind: kind, range: start..<index, isApart: isApart))
      isApart = false
    }
  }

  private func next(_ line: Bytes, at index: inout Int, isApart: Bool) -> LineToken.Kind {
    let byte = line[index]
    switch byte {
    case 0x3A:
      index += 1
      return .colon
    case 0x3D:
      index += 1
      if index < line.count, line[index] == 0x3D || line[index] == 0x3E {
        while index < line.count, line[index] == 0x3D { index += 1 }
        return .boundary
      }
      return .equals
    case 0x28, 0x5B:
      index += 1
      return .open
    case 0x29, 0x5D:
      index += 1
      return .close
    case 0x22: return quoted(line, at: &index, by: byte)
    case 0x27 where isApart || tokens.last?.kind == .equals || tokens.last?.kind == .open:
      return quoted(line, at: &index, by: byte)
    case 0x30...0x39: return number(line, at: &index)
    case 0x2D, 0x2B, 0x2E:
      if index + 1 < line.count {
        let next = line[index + 1]
        let isDigit =
          next &- 0x30 < 10 || (byte != 0x2E && next == 0x2E && index + 2 < line.count && line[index + 2] &- 0x30 < 10)
        if isDigit { return number(line, at: &index) }
        if let value = Self.nonFinite(line, from: index) {
          index = value.end
          return .number(value.value)
        }
      }
      while index < line.count, line[index] == byte { index += 1 }
      return .boundary
    default:
      if Self.isWordStart(line, index) { return word(line, at: &index) }
      if byte >= 0x80 {
        index += 1
        while index < line.count, line[index] & 0xC0 == 0x80 { index += 1 }
      } else {
        index += 1
      }
      return .boundary
    }
  }

  private func quoted(_ line: Bytes, at index: inout Int, by quote: UInt8) -> LineToken.Kind {
    let start = index + 1
    guard let end = line[start...].firstIndex(of: quote) else {
      index += 1
      return .boundary
    }
    index = end + 1
    if let value = CellValue.number(line[part: start..<end]), !CellValue.isMissing(value) { return .number(value) }
    return .other
  }

  private func number(_ line: Bytes, at index: inout Int) -> LineToken.Kind {
    let start = index
    var position = start
    if line[start] &- 0x30 < 10, let time = TimeStamp.read(line, at: &position) {
      index = position
      return .time(time)
    }
    guard let value = DecimalNumber.read(line, at: &position) else {
      index += 1
      return .boundary
    }
    var number = value
    let isInteger = !line[part: start..<position].contains { $0 == 0x2E || $0 | 0x20 == 0x65 }
    if isInteger, let grouped = Self.thousands(line, from: start, first: position) {
      number = grouped.value
      position = grouped.end
    }
    guard position < line.count else {
      index = position
      return .number(number)
    }
    let next = line[position]
    let after = position + 1 < line.count ? line[position + 1] : 0
    // 12:30:05 is a time, 2.15.0 a version.
    if next == 0x3A, after &- 0x30 < 10, isInteger, value < 1000 {
      index = Self.endOfWord(line, from: position)
      while index < line.count, line[index] &- 0x30 < 10 || line[index] == 0x3A || line[index] == 0x2E { index += 1 }
      return .time(nil)
    }
    if next == 0x2E, after &- 0x30 < 10 {
      index = Self.endOfWord(line, from: position)
      return .other
    }
    if next == 0x2F, isInteger, value >= 0 {
      var end = position + 1
      while end < line.count, line[end] == 0x20, end - position < 8 { end += 1 }
      let digits = end
      if let total = DecimalNumber.read(line, at: &end), end > digits, total == total.rounded(),
        total.magnitude < 0x1p62, number.magnitude < 0x1p62,
        end == line.count || !Self.isWord(line[end])
      {
        index = end
        // 11/28 12:00:00 is a date.
        if end + 6 <= line.count, line[end] == 0x20, line[end + 1] &- 0x30 < 10, line[end + 2] &- 0x30 < 10,
          line[end + 3] == 0x3A
        {
          return .time(nil)
        }
        return .fraction(Int(number), of: Int(total))
      }
    }
    if next == 0x25 {
      index = position + 1
      return .number(number / 100)
    }
    // epoch=0/step=10: what is behind the slash has a number of its own.
    if next == 0x2F, Self.isWordStart(line, position + 1 < line.count ? position + 1 : position) {
      let end = Self.endOfWord(line, from: position + 1)
      if end < line.count, line[end] == 0x3D {
        index = position
        return .number(number)
      }
    }
    // A point behind a number ends a sentence.
    if next == 0x2E, after == 0 || after == 0x20 {
      index = position + 1
      return .number(number)
    }
    guard Self.isWord(next) || next >= 0x80 else {
      index = position
      return .number(number)
    }
    let end = Self.endOfWord(line, from: position)
    let unit = line[part: position..<end].text
    index = end
    if Self.units.contains(unit) || Self.isRate(unit) { return .number(number * Self.scale(unit)) }
    if next >= 0x80, !Self.isLetter(line, position) {
      index = position
      return .number(number)
    }
    return .other
  }

  private static func scale(_ unit: String) -> Double {
    switch unit {
    case "k", "K": 1e3
    case "M": 1e6
    case "G", "B": 1e9
    case "T": 1e12
    default: 1
    }
  }

  /// Whether a unit is so many of something a second.
  static func isRate(_ unit: String) -> Bool {
    guard let slash = unit.firstIndex(of: "/") else { return false }
    let head = unit[..<slash]
    return head.isEmpty || units.contains(String(head)) || unit.hasSuffix("/s") || unit.hasSuffix("/sec")
  }

  /// 12,346 and 1,207.33: groups of three digits after the first.
  private static func thousands(_ line: Bytes, from start: Int, first end: Int) -> (value: Double, end: Int)? {
    let digits = line[start] &- 0x30 < 10 ? end - start : end - start - 1
    guard (1...3).contains(digits), end < line.count, line[end] == 0x2C else { return nil }
    var text = Array(line[part: start..<end])
    var index = end
    while index + 3 < line.count, line[index] == 0x2C, (1...3).allSatisfy({ line[index + $0] &- 0x30 < 10 }),
      index + 4 >= line.count || line[index + 4] &- 0x30 >= 10
    {
      text.append(contentsOf: line[part: (index + 1)..<(index + 4)])
      index += 4
    }
    guard index > end else { return nil }
    if index + 1 < line.count, line[index] == 0x2E, line[index + 1] &- 0x30 < 10 {
      text.append(0x2E)
      index += 1
      while index < line.count, line[index] &- 0x30 < 10 {
        text.append(line[index])
        index += 1
      }
    }
    return text.withUnsafeBufferPointer { bytes in
      var position = 0
      return DecimalNumber.read(bytes, at: &position).map { ($0, index) }
    }
  }

  static func nonFinite(_ line: Bytes, from start: Int) -> (value: Double, end: Int)? {
    let end = endOfWord(line, from: start + 1)
    guard end - start <= 10 else { return nil }
    let text = line[part: start..<end].text
    guard let value = JSONText.nonFinite(text) ?? JSONText.nonFinite(text.replacing(".", with: "", maxReplacements: 1))
    else { return nil }
    return (value, end)
  }

  private func word(_ line: Bytes, at index: inout Int) -> LineToken.Kind {
    let start = index
    index = Self.endOfWord(line, from: start)
    // Marks at the end of a word end a sentence.
    while index > start + 1, [0x2E, 0x2D, 0x27, 0x2B, 0x2F].contains(line[index - 1]) { index -= 1 }
    if index - start <= 8, let value = JSONText.nonFinite(line[part: start..<index].text) { return .number(value) }
    return .word
  }

  private static func endOfWord(_ line: Bytes, from start: Int) -> Int {
    var index = start
    while index < line.count {
      let byte = line[index]
      if byte >= 0x80 {
        guard isLetter(line, index) else { break }
        index += 1
        while index < line.count, line[index] & 0xC0 == 0x80 { index += 1 }
        continue
      }
      guard isWord(byte) else { break }
      index += 1
    }
    return index
  }

  /// Letters, digits and the marks that names hold: train/loss, grad-norm, Acc@1, training's.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2F, 0x2E, 0x2D, 0x40, 0x23, 0x27, 0x26, 0x5E, 0x25: true
    default: false
    }
  }

  private static func isWordStart(_ line: Bytes, _ index: Int) -> Bool {
    switch line[index] {
    case 0x41...0x5A, 0x61...0x7A, 0x5F: true
    case 0x80...: isLetter(line, index)
    default: false
    }
  }

  /// Whether a character beyond ASCII belongs to a name; bars, boxes, arrows and bullets do not.
  private static func isLetter(_ line: Bytes, _ index: Int) -> Bool {
    let byte = line[index]
    if byte == 0xE2 { return false }
    if byte == 0xC2 { return index + 1 < line.count && line[index + 1] == 0xB5 }
    return byte >= 0xC3
  }
}
