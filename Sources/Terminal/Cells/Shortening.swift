/// How a text is shortened where it does not fit.
public enum Shortening {
  /// How many of a text's letters stand before its `…`: up to the end of a word, unless that would leave more than half of the room empty.
  ///
  /// Blanks and signs that only join what follows are left out with it.
  /// - Parameters:
  ///   - text: a text longer than the width, one scalar a column; no wide one is cut through.
  ///   - width: the room, with a column for the `…`.
  public static func letters(of text: some Collection<Unicode.Scalar>, width: Int) -> Int {
    let room = max(0, width - 1)
    let scalars = Array(text.prefix(room + 1))
    let most = scalars.count > room && room > 0 && scalars[room] == .secondColumn ? room - 1 : min(room, scalars.count)
    guard scalars.count > room, let end = scalars.lastIndex(of: " ") else { return most }
    var count = end
    while count > 0, isJoining(scalars[count - 1]) { count -= 1 }
    return 2 * count >= room ? count : most
  }

  /// A text as it is where it fits, else shortened.
  public static func shortened(_ text: String, to width: Int) -> String {
    let columns = text.inColumns.unicodeScalars
    guard columns.count > width else { return text }
    guard width > 0 else { return "" }
    return String(String.UnicodeScalarView(columns.prefix(letters(of: columns, width: width)))) + "…"
  }

  private static func isJoining(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", ",", ";", ":", "·", "│", "–", "-", "+", "(": true
    default: false
    }
  }
}
