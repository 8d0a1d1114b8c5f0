import Terminal

/// How large one image on its way through the layers is drawn: the largest whole factors at which all of it fits.
struct WayPlan: Hashable {
  /// The cells of the picture.
  let picture: Size
  /// The cells of each layer that is shown.
  private(set) var layers: [Size] = []
  /// The columns of cells that a unit takes.
  let scale: Int
  /// Whether some layers are not shown.
  private(set) var leavesOut = false

  /// The columns between two stages, with an arrow in them.
  let gap: Int
  /// The columns of the answer at the end: an arrow, a name, a probability.
  private static let answer = 9

  /// - Parameters:
  ///   - units: those of each hidden layer.
  ///   - room: the cells there are, with a row of captions below.
  ///   - halves: how many rows of units a cell holds.
  init(units: [Int], room: Size, halves: Int) {
    let height = room.height - 1
    gap = room.width < 50 ? 2 : 3
    let gap = gap
    for (pictureScale, unitScale) in [(3, 3), (3, 2), (2, 2), (2, 1), (1, 1)] {
      let picture = Size(28 * pictureScale, 14 * pictureScale)
      guard picture.height <= height else { continue }
      let layers = units.map { Self.square($0, scale: unitScale, halves: halves) }
      let width = layers.reduce(picture.width + Self.answer) { $0 + $1.width + gap }
      guard width <= room.width, layers.allSatisfy({ $0.height <= picture.height }) else { continue }
      self.picture = picture
      self.layers = layers
      scale = unitScale
      return
    }
    scale = 1
    picture =
      height >= 14 && room.width >= 60 ? Size(28, 14) : height >= 7 ? Size(14, 7) : Size(10, min(5, max(1, height)))
    // As narrow as the picture is high, and as many as fit.
    var left = room.width - picture.width - Self.answer
    for count in units {
      let lines = picture.height * halves
      let width = max((count + lines - 1) / lines, Self.square(count, scale: 1, halves: halves).height)
      let size = Size(width, ((count + width - 1) / width + halves - 1) / halves)
      guard size.width + gap <= left, size.height <= picture.height else {
        leavesOut = true
        return
      }
      layers.append(size)
      left -= size.width + gap
    }
  }

  /// Two cells across to one down: the units stand in a square, or nearly.
  private static func square(_ count: Int, scale: Int, halves: Int) -> Size {
    let width = max(1, Int(Double(2 * count).squareRoot().rounded(.up)))
    let lines = (count + width - 1) / width
    return Size(width * scale, (lines + halves - 1) / halves * scale)
  }
}
