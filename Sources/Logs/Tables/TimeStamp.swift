import Records

/// Reads dates and times as logs write them.
enum TimeStamp {
  /// Reads `2026-11-28T12:00:00.123Z`, `2026-11-28 12:00:00,123`, `2026/11/28 12:00:00 +0100`; without a zone the time is taken as UTC.
  /// - Returns: seconds since 1970; nil, and the position unchanged, when no date with a time begins there.
  static func read(_ bytes: Bytes, at position: inout Int) -> Double? {
    var index = position
    func digits(_ count: Int) -> Int? {
      guard index + count <= bytes.count else { return nil }
      var value = 0
      for offset in 0..<count {
        let digit = bytes[index + offset] &- 0x30
        guard digit < 10 else { return nil }
        value = value * 10 + Int(digit)
      }
      index += count
      return value
    }
    func take(_ allowed: UInt8...) -> Bool {
      guard index < bytes.count, allowed.contains(bytes[index]) else { return false }
      index += 1
      return true
    }
    guard let year = digits(4), take(0x2D, 0x2F), let month = digits(2), take(0x2D, 0x2F), let day = digits(2),
      (1...12).contains(month),
      (1...31).contains(day), take(0x54, 0x20, 0x5F), let hour = digits(2), take(0x3A), let minute = digits(2),
      hour < 24, minute < 60
    else { return nil }
    var seconds = Double(days(year, month, day) * 86_400 + hour * 3600 + minute * 60)
    if take(0x3A), let second = digits(2) {
      seconds += Double(second)
      if index + 1 < bytes.count, bytes[index] == 0x2E || bytes[index] == 0x2C, bytes[index + 1] &- 0x30 < 10 {
        index += 1
        var scale = 0.1
        while index < bytes.count, bytes[index] &- 0x30 < 10 {
          seconds += Double(bytes[index] - 0x30) * scale
          scale /= 10
          index += 1
        }
      }
    }
    if take(0x5A) {
      position = index
      return seconds
    }
    position = index
    if index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D {
      let sign = bytes[index] == 0x2D ? 1.0 : -1.0
      index += 1
      if let zoneHour = digits(2) {
        _ = take(0x3A)
        let zoneMinute = digits(2) ?? 0
        position = index
        return seconds + sign * Double(zoneHour * 3600 + zoneMinute * 60)
      }
    }
    return seconds
  }

  /// Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
