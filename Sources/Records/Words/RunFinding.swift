/// Something that a run's figures show, in words.
public struct RunFinding: Hashable, Sendable {
  /// What kind of thing it is, the gravest first.
  public enum Kind: Int, Hashable, Sendable, Comparable {
    /// Values are not finite any more, or were not once.
    case nonFinite
    /// A figure reads 0 where another is NaN.
    case hidden
    /// Nothing has come for long.
    case stalled
    /// A loss rises far above its best.
    case diverges
    /// Validation gets worse while training gets better.
    case overfits
    /// The learning rate fell, and what the loss did.
    case rateDropped
    /// A metric gets worse.
    case worsens
    /// A metric does not change any more.
    case plateau
    /// A metric still gets better.
    case improves
    /// Noise is larger than the trend.
    case noisy
    /// Steps take longer than they did.
    case slower
    /// How long the rest will take.
    case timeLeft

    /// The graver is smaller.
    public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  /// What kind of thing it is.
  public var kind: Kind
  /// The metric that shows it; empty when it is the run as a whole.
  public var metric: String
  /// A sentence with its figures.
  public var text: String
}
