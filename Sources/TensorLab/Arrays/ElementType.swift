/// What the elements of an array are, by NumPy's names.
public enum ElementType: String, Hashable, Sendable, CaseIterable, Comparable {
  /// True or false.
  case bool
  /// Whole numbers of 64 bits, which wrap around as NumPy's do.
  case int64
  /// Numbers of 32 bits, about 7 digits.
  case float32
  /// Numbers of 64 bits, about 16 digits.
  case float64

  /// Whether it has fractions.
  public var isFloat: Bool { self == .float32 || self == .float64 }

  private var rank: Int {
    switch self {
    case .bool: 0
    case .int64: 1
    case .float32: 2
    case .float64: 3
    }
  }

  /// In the order in which one gives way to another.
  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }

  /// What two operands are brought to: the larger of the two, but float64 for int64 beside float32, which has too few digits.
  public func promoted(with other: Self) -> Self {
    if self == other { return self }
    if Set([self, other]) == [.int64, .float32] { return .float64 }
    return max(self, other)
  }

  /// What an array of this type is brought to beside a number that was typed, which gives way where it can (NumPy 2's rule).
  public func promoted(withTyped number: Self) -> Self {
    switch number {
    case .bool: self
    case .int64: self == .bool ? .int64 : self
    case .float32, .float64: isFloat ? self : .float64
    }
  }
}
