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

  init(
    name: String,
    points: [PlanePoint],
    task: PlaneTask,
    featureNames: [String],
    classNames: [String],
    notes: [String]
  ) {
    self.name = name
    self.points = points
    self.task = task
    self.featureNames = featureNames
    self.classNames = classNames
    self.notes = notes
  }

  /// What a file of runs tells of the points that they were trained on, which are not in it.
  public init(name: String, task: PlaneTask) {
    self.init(name: name, points: [], task: task, featureNames: [], classNames: [], notes: [])
  }

  /// What tells these points from others in a file of runs: name, number and a checksum (FNV-1a, 64 bits).
  public var mark: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for point in points {
      for value in [point.x, point.y, point.label] {
        hash = (hash ^ value.bitPattern) &* 0x100_0000_01B3
        hash ^= hash >> 32
      }
    }
    return "\(name), \(points.count) points, \(String(hash, radix: 16))"
  }
}
