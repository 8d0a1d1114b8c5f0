import Plots
import Terminal

/// One screen of the program: how it is called, what the menu says of it, how it is made.
public struct CatalogEntry: Sendable {
  /// Makes the screen; the closure wakes the loop from any thread.
  public typealias Maker = @Sendable (_ argument: String?, _ wake: @escaping @Sendable () -> Void) -> any HostedScreen

  /// Its name, and its command after `dlviz`.
  public var name: String
  /// The part of the course that it stands in: its heading in the menu.
  public var group: String
  /// What it shows, in one line.
  public var says: String
  /// Runs of it that the menu offers by name, the first of them what it opens with; empty for none.
  public var runs: [NamedRun] = []
  /// Makes it, with its defaults or for an argument: a run's name.
  public var make: Maker
  /// Makes a small live picture of it; nil for none.
  public var makePreview: (@Sendable () -> any MenuPreview)?

  /// A run that a screen can open with.
  public struct NamedRun: Hashable, Sendable {
    /// Its name, the maker's argument.
    public var name: String
    /// What it is, in a few words.
    public var title: String

    /// A run.
    public init(_ name: String, _ title: String) {
      self.name = name
      self.title = title
    }
  }

  /// An entry.
  public init(
    _ name: String,
    group: String,
    says: String,
    runs: [NamedRun] = [],
    preview makePreview: (@Sendable () -> any MenuPreview)? = nil,
    make: @escaping Maker
  ) {
    self.name = name
    self.group = group
    self.says = says
    self.runs = runs
    self.makePreview = makePreview
    self.make = make
  }
}

/// A small live picture of a screen: something that really trains, curves and images that are really computed.
public protocol MenuPreview {
  /// How often it moves; nil while it rests.
  var tickInterval: Duration? { get }
  /// Goes on by a tick.
  mutating func tick(_ now: Duration)
  /// Draws it.
  func draw(in region: Rect, of buffer: inout Buffer, look: Look)
}

extension MenuPreview {
  /// How often a tick is wanted; nil while nothing moves.
  public var tickInterval: Duration? { nil }
  /// Takes in that time went by.
  public mutating func tick(_ now: Duration) {}
}

extension Rect {
  /// So many parts beside or below one another, whichever come closer to an aspect: width over height, of cells of 1 × 2.
  public func split(_ count: Int, aspect: Double) -> [Rect] {
    let parts = Array(repeating: Length.share(1), count: count)
    func stretch(_ width: Int, _ height: Int) -> Double {
      let ratio = Double(max(1, width)) / Double(2 * max(1, height)) / aspect
      return max(ratio, 1 / ratio)
    }
    let beside = stretch(width / count, height)
    let below = stretch(width, height / count)
    return beside < below ? columns(parts) : rows(parts)
  }
}
