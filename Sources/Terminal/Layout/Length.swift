/// How long one part of a split region is.
public enum Length: Hashable, Sendable {
  /// Exactly this many cells, fewer only when there is no room.
  case fixed(Int)
  /// At least this many cells, and one share of what is left over.
  case minimum(Int)
  /// A share of what is left over, in proportion to the other shares.
  case share(Double)
  /// A share of what is left over, but never less than a minimum while there is room.
  case atLeast(Int, share: Double)

  /// The cells that the part needs before anything is shared.
  var base: Int {
    switch self {
    case .fixed(let cells), .minimum(let cells), .atLeast(let cells, _): max(0, cells)
    case .share: 0
    }
  }

  /// The part's weight when the rest is shared.
  var weight: Double {
    let weight: Double
    switch self {
    case .fixed: return 0
    case .minimum: return 1
    case .share(let share), .atLeast(_, let share): weight = share
    }
    return weight.isFinite && weight > 0 ? weight : 0
  }

  /// The cells of each part; they add up to at most `total`, and to `total` when any part shares.
  ///
  /// Parts with a share get their proportion of the room that fixed parts leave, but at least their minimum; when even the
  /// minimums do not fit, the first parts are served first.
  static func resolve(_ parts: [Length], total: Int) -> [Int] {
    var room = max(0, total)
    var cells = parts.map { part -> Int in
      let granted = min(part.base, room)
      room -= granted
      return granted
    }
    // Parts whose minimum exceeds their proportion keep the minimum; the rest share what remains among themselves.
    var sharing = parts.indices.filter { parts[$0].weight > 0 }
    room += sharing.reduce(0) { $0 + cells[$1] }
    while !sharing.isEmpty {
      let weights = sharing.reduce(0) { $0 + parts[$1].weight }
      let held = sharing.filter { Double(room) * parts[$0].weight / weights < Double(cells[$0]) }
      if held.isEmpty {
        var passed = 0.0
        var given = 0
        for index in sharing {
          passed += parts[index].weight
          let end = Int((Double(room) * passed / weights).rounded())
          cells[index] = end - given
          given = end
        }
        break
      }
      room -= held.reduce(0) { $0 + cells[$1] }
      sharing.removeAll { held.contains($0) }
    }
    return cells
  }
}
