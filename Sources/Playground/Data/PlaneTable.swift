/// Points of a file, brought into the square that the playground shows.
public struct PlaneTable: Hashable, Sendable {
  /// What it is called.
  public let name: String
  /// The points, scaled.
  public let points: [PlanePoint]
  /// What the labels mean.
  public let task: PlaneTask
  /// The names of the two features.
  public let featureNames: [String]
  /// The classes' names, −1 and 1 or 0, 1, 2 … in order; none of values.
  public let classNames: [String]
  /// How features and values were scaled, a line each.
  public let notes: [String]
}
