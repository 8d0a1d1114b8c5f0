/// How numbers are written where there is no screen: the shortest digits that read back as the same number, whole ones without a point.
enum NumberText {
  static func short(_ value: Double) -> String {
    guard value == value.rounded(), abs(value) < 1e15 else { return value.isNaN ? "nan" : "\(value)" }
    return "\(Int(value))"
  }
}
