import Datasets
import Shell

/// A sheet to draw a digit on with pen and eraser: a value, so that taking a stroke back is taking an older value.
///
/// Places are in pixels of the sheet, (0, 0) its upper left corner; ink runs from 0 to 1.
struct DrawPad: Equatable, Sendable {
  /// What a stroke does.
  enum Tool: Hashable, Sendable {
    case pen
    case eraser
  }

  /// A place on the sheet.
  typealias Place = SIMD2<Float>

  /// Columns and rows of the sheet: four to a pixel of the prepared 28×28.
  static let size = 112
  /// How far a key moves the cursor.
  static let keyStep: Float = 4
  /// The strokes' widths that a key steps through; with 10 of 112, digits have about the weight of MNIST's.
  static let thicknesses: [Float] = [4, 6, 8, 10, 12, 16, 20]
  /// So many strokes can be taken back.
  static let undoCapacity = 40

  /// Pixels of the sheet along a side of a prepared image's pixel.
  static let pixelsPerPreparedPixel = size / DigitPreparation.size
  /// How much wider than the pen the eraser is.
  static let eraserRatio: Float = 1.5

  /// What is on the sheet.
  private struct Sheet: Equatable {
    /// The ink, row after row, shape (112, 112).
    var ink = [Float](repeating: 0, count: DrawPad.size * DrawPad.size)
    /// An image that was put on the sheet as it is: already prepared, until something is drawn on it.
    var image: [UInt8]?
  }

  private var sheet = Sheet()
  /// What the next stroke does.
  var tool = Tool.pen
  /// The pen's width in pixels.
  private(set) var thickness: Float = 10
  /// Where the keyboard draws.
  private(set) var cursor = Place(repeating: Float(size) / 2)
  /// Whether the keyboard's pen touches the sheet.
  private(set) var isPenDown = false
  /// The drawing as MNIST would have prepared it, 28×28 bytes.
  private(set) var prepared = [UInt8](repeating: 0, count: DigitPreparation.size * DigitPreparation.size)

  /// The sheet before each stroke, oldest first.
  private var past: [Sheet] = []
  /// The stroke that is being drawn with the mouse.
  private var stroke: Stroke?

  /// A stroke in progress.
  private struct Stroke: Equatable {
    var tool: Tool
    /// The last place the mouse was at.
    var last: Place
    /// Where the drawn line ends.
    var drawnTo: Place
  }

  /// The ink, row after row, 0 to 1, shape (112, 112).
  var ink: [Float] { sheet.ink }
  /// Whether the sheet shows an image that was put on it, with nothing drawn on it since.
  var holdsImage: Bool { sheet.image != nil }
  /// What the stroke in progress does, else what the next one will.
  var activeTool: Tool { stroke?.tool ?? tool }
  /// The width in pixels that a tool has with this pen.
  func width(of tool: Tool) -> Float { tool == .pen ? thickness : Self.eraserRatio * thickness }
  /// Whether there is no ink.
  var isEmpty: Bool { prepared.allSatisfy { $0 == 0 } }
  /// Whether a stroke can be taken back.
  var canUndo: Bool { !past.isEmpty }
  /// Whether the mouse draws.
  var isStroking: Bool { stroke != nil }

  // MARK: Strokes of the mouse

  /// Puts the pen down.
  /// - Parameter tool: nil for the tool that is chosen.
  mutating func begin(at place: Place, tool: Tool? = nil) {
    end()
    liftPen()
    remember()
    stroke = Stroke(tool: tool ?? self.tool, last: place, drawnTo: place)
    mark(from: place, to: place, tool: tool ?? self.tool)
    prepare()
  }

  /// Moves the pen.
  ///
  /// A terminal tells of whole cells, so that the places lie on a coarse grid: the line runs from the middle of one step to the middle of the
  /// next along a parabola whose corner is the place between, which is smooth wherever the mouse was.
  mutating func drag(to place: Place) {
    guard var stroke, place != stroke.last else { return }
    let middle = (stroke.last + place) / 2
    let parts = 4
    var from = stroke.drawnTo
    for part in 1...parts {
      let t = Float(part) / Float(parts)
      // Bézier: (1−t)² start + 2t(1−t) corner + t² end.
      let start = (1 - t) * (1 - t) * stroke.drawnTo
      let to = start + 2 * t * (1 - t) * stroke.last + t * t * middle
      mark(from: from, to: to, tool: stroke.tool)
      from = to
    }
    stroke.last = place
    stroke.drawnTo = middle
    self.stroke = stroke
    prepare()
  }

  /// Lifts the pen; the line goes on to where it was.
  mutating func end() {
    guard let stroke else { return }
    mark(from: stroke.drawnTo, to: stroke.last, tool: stroke.tool)
    self.stroke = nil
    prepare()
  }

  // MARK: Strokes of the keyboard

  /// Puts the keyboard's pen down, or lifts it.
  mutating func togglePen() {
    end()
    isPenDown.toggle()
    guard isPenDown else { return }
    remember()
    mark(from: cursor, to: cursor, tool: tool)
    prepare()
  }

  /// Moves the cursor by steps, and draws where the pen is down.
  mutating func moveCursor(columns: Int, rows: Int) {
    end()
    let old = cursor
    let target = old + Self.keyStep * Place(Float(columns), Float(rows))
    let edge = Float(Self.size)
    cursor = target.clamped(lowerBound: Place(repeating: 0), upperBound: Place(repeating: edge))
    guard isPenDown, cursor != old else { return }
    mark(from: old, to: cursor, tool: tool)
    prepare()
  }

  /// Puts the cursor somewhere, pen up.
  mutating func moveCursor(to place: Place) {
    liftPen()
    cursor = place.clamped(
      lowerBound: Place(repeating: 0),
      upperBound: Place(repeating: Float(Self.size))
    )
  }

  /// Lifts the keyboard's pen.
  mutating func liftPen() { isPenDown = false }

  // MARK: The sheet

  /// Takes back the last stroke, or the last clearing.
  mutating func undo() {
    stroke = nil
    liftPen()
    guard let before = past.popLast() else { return }
    sheet = before
    prepare()
  }

  /// Puts an image on the sheet in place of what is there; can be taken back.
  ///
  /// It goes to the network as it is: preparing it again would move and blur it. From one image to the next is no step of its own, so that
  /// what was drawn before the first of them can be taken back however many were looked at.
  /// - Parameter image: 28×28 bytes, prepared.
  mutating func put(_ image: [UInt8]) {
    precondition(image.count == prepared.count, "expected \(prepared.count) bytes, found \(image.count)")
    stroke = nil
    liftPen()
    if !holdsImage { remember() }
    for row in 0..<Self.size {
      let line = row / Self.pixelsPerPreparedPixel * DigitPreparation.size
      for column in 0..<Self.size {
        sheet.ink[row * Self.size + column] = Float(image[line + column / Self.pixelsPerPreparedPixel]) / 255
      }
    }
    sheet.image = image
    prepare()
  }

  /// An empty sheet; can be taken back.
  mutating func clear() {
    stroke = nil
    liftPen()
    guard ink.contains(where: { $0 > 0 }) else { return }
    remember()
    sheet = Sheet()
    prepare()
  }

  /// The next wider or narrower pen.
  mutating func changeThickness(up: Bool) {
    thickness = Ladder.next(thickness, in: Self.thicknesses, up: up)
  }

  private mutating func remember() {
    past.append(sheet)
    if past.count > Self.undoCapacity { past.removeFirst() }
  }

  private mutating func prepare() {
    prepared = sheet.image ?? DigitPreparation.prepare(sheet.ink, width: Self.size)
  }

  /// Inks, or clears, what lies within half the stroke's width of a straight line; its edge is one pixel soft.
  private mutating func mark(from start: Place, to end: Place, tool: Tool) {
    sheet.image = nil
    let radius = width(of: tool) / 2
    let low = pointwiseMin(start, end) - (radius + 1)
    let high = pointwiseMax(start, end) + (radius + 1)
    let columns = Self.pixels(low.x, high.x)
    let rows = Self.pixels(low.y, high.y)
    let along = end - start
    let squaredLength = (along * along).sum()
    for row in rows {
      for column in columns {
        let place = Place(Float(column), Float(row)) + 0.5
        let share = squaredLength > 0 ? min(max(((place - start) * along).sum() / squaredLength, 0), 1) : 0
        let offset = place - (start + share * along)
        let distance = (offset * offset).sum().squareRoot()
        let cover = min(max(radius + 0.5 - distance, 0), 1)
        let index = row * Self.size + column
        switch tool {
        case .pen: sheet.ink[index] = max(sheet.ink[index], cover)
        case .eraser: sheet.ink[index] = min(sheet.ink[index], 1 - cover)
        }
      }
    }
  }

  /// The pixels of the sheet between two places along an axis, wherever those are.
  private static func pixels(_ low: Float, _ high: Float) -> Range<Int> {
    let edge = Float(size)
    let first = Int(min(max(0, low), edge))
    return first..<max(first, Int(min(max(0, high.rounded(.up)), edge)))
  }
}
