/// A piece of a line of text.
struct LineToken {
  enum Kind: Equatable {
    case word
    case number(Double)
    /// A number of the form a/b.
    case fraction(Int, of: Int)
    /// A date or a time, and the seconds since 1970 where it has both.
    case time(Double?)
    case colon
    case equals
    /// `[`, `(`
    case open
    /// `]`, `)`
    case close
    /// What ends a name: commas, bars, dashes between blanks, block elements.
    case boundary
    /// A text in quotes, a version, a path with a number in front.
    case other
  }

  var kind: Kind
  var range: Range<Int>
  /// Whether a blank stands before it.
  var isApart: Bool
}
