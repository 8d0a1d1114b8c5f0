import Terminal

extension StyledText {
  /// The marks and names of curves in one line.
  public static func legend(_ curves: [(mark: Unicode.Scalar, name: String, role: Role)]) -> StyledText {
    var text = StyledText()
    for curve in curves {
      if !text.spans.isEmpty { text.append("   ") }
      text.append("\(Character(curve.mark)) \(curve.name)", curve.role, .bold)
    }
    return text
  }
}
