/// A counter in a line of text: `160/600`.
struct StepCounter: Hashable {
  /// Whether it counts epochs.
  var isEpoch: Bool
  var done: Int
  var total: Int

  /// All counters of a line: two whole numbers with a slash between them and no more of a path, a date or a fraction.
  static func all(in line: String) -> [StepCounter] {
    let bytes = Array(line.utf8)
    var counters: [StepCounter] = []
    var place = 0
    while let slash = bytes[place...].firstIndex(of: UInt8(ascii: "/")) {
      place = slash + 1
      var (left, right) = (slash, slash + 1)
      while left > 0, bytes[left - 1] == UInt8(ascii: " ") { left -= 1 }
      while right < bytes.count, bytes[right] == UInt8(ascii: " ") { right += 1 }
      var start = left
      while start > 0, isDigit(bytes[start - 1]) { start -= 1 }
      var end = right
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
      guard let done = number(bytes[start..<left]), let total = number(bytes[right..<end]), total > 1, done <= total,
        start == 0 || !isPartOfWord(bytes[start - 1]), end == bytes.count || !continues(bytes, end)
      else { continue }
      counters.append(StepCounter(isEpoch: isEpoch(bytes[..<start]), done: done, total: total))
      place = end
    }
    return counters
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 12 else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isPartOfWord(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") }

  private static func continues(_ bytes: [UInt8], _ end: Int) -> Bool {
    isPartOfWord(bytes[end]) && end + 1 < bytes.count && (isDigit(bytes[end + 1]) || bytes[end] == UInt8(ascii: "/"))
  }

  /// Whether the last word before the counter is the epoch's.
  private static func isEpoch(_ before: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: before.suffix(16), as: UTF8.self).lowercased()
    let word = text.split { !$0.isLetter }.last
    return word == "epoch" || word == "epochs" || word == "ep"
  }
}
