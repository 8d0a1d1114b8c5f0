/// Makes of any drawing what MNIST makes of a scanned digit: 28×28 bytes.
///
/// The ink is fitted into 20×20 with its aspect kept and its edges antialiased, then moved by whole pixels until its
/// centre of mass lies at the middle of 28×28, pixel (14, 14).
/// Source: LeCun, Cortes and Burges, *The MNIST database of handwritten digits*.
public enum DigitPreparation {
  /// Columns and rows of a prepared image.
  public static let size = 28
  /// Columns and rows of the box that the ink is fitted into.
  public static let boxSize = 20

  /// Ink below this share is paper: it neither widens the box nor survives.
  private static let threshold: Float = 0.02

  /// Prepares a drawing of any size.
  ///
  /// - Parameters:
  ///   - canvas: the ink, 0 none to 1 full, row after row; shape (`canvas.count / width`, width).
  ///   - width: columns of the canvas.
  /// - Returns: 28 · 28 bytes, 255 full ink; all zero for an empty canvas.
  /// - Precondition: the canvas has whole rows.
  public static func prepare(_ canvas: [Float], width: Int) -> [UInt8] {
    precondition(
      width > 0 && canvas.count.isMultiple(of: width),
      "\(canvas.count) values are no rows of \(width) columns"
    )
    guard let ink = inkBox(of: canvas, width: width) else { return Array(repeating: 0, count: size * size) }
    return centred(fitted(canvas, width: width, ink: ink), width: boxSize)
  }

  /// Moves a drawing by whole pixels so that its centre of mass is at the middle of 28×28; what leaves is lost.
  ///
  /// - Parameter canvas: the ink, 0 to 1, row after row; shape (`canvas.count / width`, width).
  static func centred(_ canvas: [Float], width: Int) -> [UInt8] {
    var mass: Float = 0
    var moment = SIMD2<Float>.zero
    for row in 0..<canvas.count / width {
      for column in 0..<width {
        let ink = canvas[row &* width &+ column]
        mass += ink
        moment += ink * SIMD2(Float(column), Float(row))
      }
    }
    guard mass > 0 else { return Array(repeating: 0, count: size * size) }
    let middle = Float(size / 2)
    let shift = (SIMD2(repeating: middle) - moment / mass).rounded(.toNearestOrAwayFromZero)
    let (right, down) = (Int(shift.x), Int(shift.y))
    var image = [UInt8](repeating: 0, count: size * size)
    for row in 0..<canvas.count / width where 0..<size ~= row + down {
      for column in 0..<width where 0..<size ~= column + right {
        let ink = canvas[row &* width &+ column]
        image[(row &+ down) &* size &+ column &+ right] = UInt8(min(max(ink, 0), 1) * 255 + 0.5)
      }
    }
    return image
  }

  /// The columns and rows that have ink.
  private static func inkBox(of canvas: [Float], width: Int) -> (columns: Range<Int>, rows: Range<Int>)? {
    var first = width
    var last = -1
    var top: Int?
    var bottom = 0
    for row in 0..<canvas.count / width {
      for column in 0..<width where canvas[row * width + column] > threshold {
        first = min(first, column)
        last = max(last, column)
        top = top ?? row
        bottom = row
      }
    }
    guard let top else { return nil }
    return (first..<last + 1, top..<bottom + 1)
  }

  /// The ink averaged over the area of each of 20×20 pixels, its longer side filling the box.
  private static func fitted(
    _ canvas: [Float],
    width: Int,
    ink: (columns: Range<Int>, rows: Range<Int>)
  ) -> [Float] {
    // Pixels of the canvas per pixel of the box.
    let scale = Float(max(ink.columns.count, ink.rows.count)) / Float(boxSize)
    let offset = SIMD2(
      (Float(boxSize) - Float(ink.columns.count) / scale) / 2,
      (Float(boxSize) - Float(ink.rows.count) / scale) / 2
    )
    let columns = (0..<boxSize).map { spans(of: $0, offset: offset.x, scale: scale, within: ink.columns) }
    let rows = (0..<boxSize).map { spans(of: $0, offset: offset.y, scale: scale, within: ink.rows) }
    var box = [Float](repeating: 0, count: boxSize * boxSize)
    for (boxRow, rowSpans) in rows.enumerated() {
      for (boxColumn, columnSpans) in columns.enumerated() {
        var sum: Float = 0
        for row in rowSpans {
          for column in columnSpans {
            let value = canvas[row.index * width + column.index]
            if value > threshold { sum += row.share * column.share * min(value, 1) }
          }
        }
        box[boxRow * boxSize + boxColumn] = sum / (scale * scale)
      }
    }
    return box
  }

  /// Which pixels of the canvas one pixel of the box covers along an axis, and how much of each.
  private static func spans(
    of boxIndex: Int,
    offset: Float,
    scale: Float,
    within range: Range<Int>
  ) -> [(index: Int, share: Float)] {
    let start = (Float(boxIndex) - offset) * scale + Float(range.lowerBound)
    let end = start + scale
    let first = max(range.lowerBound, Int(start.rounded(.down)))
    let last = min(range.upperBound, Int(end.rounded(.up)))
    guard first < last else { return [] }
    return (first..<last).compactMap { index in
      let share = min(end, Float(index + 1)) - max(start, Float(index))
      return share > 0 ? (index, share) : nil
    }
  }
}
