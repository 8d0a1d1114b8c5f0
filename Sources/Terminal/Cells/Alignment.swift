/// Where text stands in the room it has.
public enum Alignment: Hashable, Sendable {
  case left, center, right

  /// The empty cells before a text of `length` in a room of `width`; 0 when the text is longer than the room.
  public func offset(of length: Int, in width: Int) -> Int {
    let room = max(0, width - length)
    switch self {
    case .left: return 0
    case .center: return room / 2
    case .right: return room
    }
  }
}
