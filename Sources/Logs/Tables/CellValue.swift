import Records

/// What a cell of a table, or a text in place of a number, says.
enum CellValue {
  /// Stands for a cell without a value among numbers: a NaN that no arithmetic gives.
  static let missing = Double(bitPattern: 0x7FF8_DEAD_0000_0001)

  @inline(__always)
  static func isMissing(_ value: Double) -> Bool { value.bitPattern == missing.bitPattern }

  /// The number of a cell; `missing` for a cell that says that it has none; nil for a text.
  static func number(_ cell: Bytes, decimalComma: Bool = false) -> Double? {
    var start = 0
    var end = cell.count
    while start < end, isBlankOrQuote(cell[start]) { start += 1 }
    while end > start, isBlankOrQuote(cell[end - 1]) { end -= 1 }
    guard start < end else { return missing }
    let isQuoted = start > 0 && cell[start - 1] == 0x22
    let cell = cell[part: start..<end]
    var position = 0
    if let value = DecimalNumber.read(cell, at: &position, decimalComma: decimalComma) {
      if position == cell.count { return value }
      // A share: 91.2 % is 0.912.
      while position < cell.count, cell[position] == 0x20 { position += 1 }
      if position == cell.count - 1, cell[position] == 0x25 { return value / 100 }
      // Without quotation marks a comma may be a decimal point.
      return decimalComma || isQuoted ? grouped(cell, decimalComma: decimalComma) : nil
    }
    guard cell.count <= 16 else { return nil }
    var text = cell.text
    // YAML writes .nan and -.inf.
    if let point = text.firstIndex(of: "."), text.distance(from: text.startIndex, to: point) <= 1 {
      text.remove(at: point)
    }
    if let value = JSONText.nonFinite(text) { return value }
    text = cell.text
    switch text.lowercased() {
    case "na", "n/a", "#n/a", "none", "null", "-", "--", "<na>", "nil", "missing": return missing
    case "#num!", "#div/0!", "#value!", "1.#qnan", "1.#ind", "-1.#ind", "-nan(ind)": return .nan
    case "1.#inf": return .infinity
    case "-1.#inf": return -.infinity
    default: return nil
    }
  }

  /// A number whose thousands are kept apart: 1,234.5, or 1.234,5 where a comma is the decimal point.
  private static func grouped(_ cell: Bytes, decimalComma: Bool) -> Double? {
    let (separator, point): (UInt8, UInt8) = decimalComma ? (0x2E, 0x2C) : (0x2C, 0x2E)
    var digits: [UInt8] = []
    var group = 0
    var groups = 0
    var index = 0
    if let sign = cell.first, sign == 0x2D || sign == 0x2B {
      digits.append(sign)
      index = 1
    }
    while index < cell.count {
      if cell[index] &- 0x30 < 10 {
        digits.append(cell[index])
        group += 1
      } else if cell[index] == separator {
        guard groups == 0 ? (1...3).contains(group) && digits[digits.count - group] != 0x30 : group == 3 else {
          return nil
        }
        groups += 1
        group = 0
      } else {
        break
      }
      index += 1
    }
    guard groups > 0, group == 3 else { return nil }
    if index < cell.count, cell[index] == point {
      digits.append(0x2E)
      index += 1
      while index < cell.count, cell[index] &- 0x30 < 10 {
        digits.append(cell[index])
        index += 1
      }
    }
    guard index == cell.count else { return nil }
    return digits.withUnsafeBufferPointer { bytes in
      var position = 0
      return DecimalNumber.read(bytes, at: &position)
    }
  }

  /// The wall time of a cell; nil when it has none.
  static func time(_ cell: Bytes) -> Double? {
    var start = 0
    while start < cell.count, isBlankOrQuote(cell[start]) { start += 1 }
    var position = start
    if let time = TimeStamp.read(cell, at: &position) { return time }
    return number(cell).flatMap { isMissing($0) ? nil : FieldRole.wallTime($0) }
  }

  private static func isBlankOrQuote(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x22 || byte == 0x27
  }
}
