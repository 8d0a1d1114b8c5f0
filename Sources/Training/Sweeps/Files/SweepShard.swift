/// One of several parts into which a sweep's runs are dealt, such as 3 of 8.
public struct SweepShard: Hashable, Sendable {
  /// Which part, from 1.
  public let number: Int
  /// How many parts.
  public let count: Int

  /// A part; nil unless it is one of them.
  public init?(number: Int, count: Int) {
    guard count >= 1, (1...count).contains(number) else { return nil }
    self.number = number
    self.count = count
  }

  /// A part as an option has it, `3/8`; nil for other texts.
  public init?(parsing text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1] else { return nil }
    self.init(number: number, count: count)
  }

  /// Whether a run belongs to the part: every `count`-th one does.
  public func contains(_ run: Int) -> Bool { run % count == number - 1 }

  /// The part as an option has it.
  public var text: String { "\(number)/\(count)" }
}
