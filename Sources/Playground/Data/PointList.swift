/// Points as text: `x,y,label` each, semicolons between them.
public struct PointList: Hashable, Sendable {
  /// The points.
  public var points: [PlanePoint]

  /// A list of points.
  public init(_ points: [PlanePoint]) { self.points = points }

  /// Reads points.
  /// - Throws: the first that is none.
  public init(parsing text: String) throws(PlaygroundFault) {
    points = []
    for part in text.split(separator: ";") {
      let numbers = part.split(separator: ",", omittingEmptySubsequences: false).map {
        Double(ScriptNumber.trimmed(String($0)))
      }
      guard numbers.count == 3, let x = numbers[0], let y = numbers[1], let label = numbers[2], x.isFinite, y.isFinite,
        label.isFinite
      else {
        throw PlaygroundFault("points", expected: "x,y,label, points separated by semicolons", found: "'\(part)'")
      }
      points.append(PlanePoint(x: x, y: y, label: label))
    }
  }

  /// The points as text that is read back to the last bit.
  public var text: String { points.map { "\($0.x),\($0.y),\($0.label)" }.joined(separator: ";") }
}
