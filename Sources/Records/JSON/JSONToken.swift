/// A piece of a JSON text.
public enum JSONToken: Hashable, Sendable {
  /// `{`
  case beginObject
  /// `}`
  case endObject
  /// `[`
  case beginArray
  /// `]`
  case endArray
  /// A member's name, the quotes left out; whether it holds escapes.
  case key(Range<Int>, isEscaped: Bool)
  /// A text, the quotes left out; whether it holds escapes.
  case string(Range<Int>, isEscaped: Bool)
  /// A number; NaN and infinities too, which Python writes as words.
  case number(Double)
  /// `true` or `false`.
  case bool(Bool)
  /// `null`
  case null
  /// The text ends here, between values.
  case end
  /// The text ends within a value, so that more may come.
  case incomplete
  /// No JSON goes on at this place.
  case invalid(at: Int)
}
