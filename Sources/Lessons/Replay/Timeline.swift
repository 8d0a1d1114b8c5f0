/// A computation that steps forward and back.
///
/// Going back computes the past again from a kept state. States are kept at distances that double whenever there are too many, so memory is
/// bounded and a step back costs at most as many steps as lie between two of them. Where a setting was changed, the state is always kept.
public struct Timeline<State: Replayable>: Sendable {
  /// How many states are kept at evenly spaced positions, at most.
  public static var capacity: Int { 512 }

  /// The state that is looked at.
  public private(set) var state: State
  /// How many steps lie before it.
  public private(set) var position = 0
  /// The farthest position that has been computed.
  public private(set) var end = 0

  private var kept: [Int: State]
  private var changes: [Int: State] = [:]
  private var distance = 1

  /// A computation that begins with a state.
  public init(_ start: State) {
    state = start
    kept = [0: start]
  }

  /// Whether the state is not the newest one.
  public var isRewound: Bool { position < end }

  /// Goes one step on, through the past as it was where there is one.
  public mutating func forward() {
    position += 1
    if let changed = changes[position] { state = changed } else { state.advance() }
    end = max(end, position)
    keep()
  }

  /// Goes one step back; at the beginning there is none.
  public mutating func back() { seek(to: position - 1) }

  /// Goes to a position, which may lie ahead of the newest one.
  public mutating func seek(to target: Int) {
    let target = max(0, target)
    if target < position { restore(atOrBefore: target) }
    while position < target { forward() }
  }

  /// Changes the state that is looked at and forgets what came after it.
  public mutating func change(_ body: (inout State) -> Void) {
    body(&state)
    end = position
    kept = kept.filter { $0.key < position }
    changes = changes.filter { $0.key < position }
    if position == 0 { kept[0] = state } else { changes[position] = state }
  }

  private mutating func restore(atOrBefore target: Int) {
    let latest = kept.keys.filter { $0 <= target }.max() ?? 0
    let changed = changes.keys.filter { $0 <= target }.max() ?? -1
    position = max(latest, changed)
    if let found = changes[position] ?? kept[position] { state = found }
  }

  private mutating func keep() {
    guard position.isMultiple(of: distance), kept[position] == nil else { return }
    kept[position] = state
    guard kept.count > Self.capacity else { return }
    distance *= 2
    kept = kept.filter { $0.key.isMultiple(of: distance) }
  }
}
