import Playground

/// Something that was set by hand, with what was there before.
enum HandEdit: Hashable, Sendable {
  /// A weight or bias.
  case weight(WeightEdit)
  /// Points set or removed; those that there were.
  case points(PointEdits)
}
