/// What labels mean.
public enum PlaneTask: Hashable, Sendable {
  /// Two classes, −1 and 1.
  case twoClasses
  /// Three classes or more, 0 to `count` − 1.
  case classes(Int)
  /// A number.
  case regression

  /// How many classes there are; nil for values.
  public var classCount: Int? {
    switch self {
    case .twoClasses: 2
    case .classes(let count): count
    case .regression: nil
    }
  }
}
