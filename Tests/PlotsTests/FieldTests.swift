import Terminal
import TestSupport
import Testing

@testable import Plots

@Suite struct FieldTests {
  private let axes = PlaneAxes(xLabel: "x₁", yLabel: "x₂")
  private let cross = Field(
    width: 8,
    height: 8,
    values: (0..<64).map { $0 % 8 == $0 / 8 || $0 % 8 == 7 - $0 / 8 ? 1 : 0 }
  )

  private func slope(_ look: Look) -> Buffer {
    var buffer = look.buffer(Size(24, 8))
    let size = HeatMap.sampleSize(in: buffer.bounds, axes: axes, look: look)
    HeatMap(
      field: axes.field(size) { x, y in x + y - 1 },
      axes: axes,
      contours: [0],
      lines: [PlaneLine(from: (0.1, 0.1), to: (0.5, 0.3), hasHead: true)],
      markers: [
        PlaneMarker(x: 1, y: 1, label: "1", kind: .right), PlaneMarker(x: 0, y: 1, label: "0", kind: .wrong),
      ]
    ).draw(in: buffer.bounds, of: &buffer, look: look)
    return buffer
  }

  private func frame(_ widget: some Widget, _ width: Int, _ height: Int, _ look: Look = Look()) -> Buffer {
    var buffer = look.buffer(Size(width, height))
    widget.draw(in: buffer.bounds, of: &buffer, look: look)
    return buffer
  }

  @Test func aHeatMapHasTwoValuesACell() {
    let buffer = slope(Look())
    expectFrame(
      buffer,
      [
        " 1 ✗ 0⡀▀▀▀▀▀▀▀▀▀▀▀▀▀▀1 ●",
        "   ▀▀▀⠘⠲⣀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀",
        "   ▀▀▀▀▀▀⠙⠢⣀▀▀▀▀▀▀▀▀▀▀▀▀",
        "x₂ ▀▀▀▀▀▀▀▀▀⠙⠲⣀▀▀▀▀▀▀▀▀▀",
        "   ▀▀▀▀▀▀▀▀▀▀→▀⠙⠢⣀▀▀▀▀▀▀",
        "   ▀▀▀▀⣀⡠⠤⠒⠊⠉▀▀▀▀▀⠙⠢⣀▀▀▀",
        " 0 ▀▀⠊⠉▀▀▀▀▀▀▀▀▀▀▀▀▀▀⠙⠢⡀",
        "   0        x₁         1",
      ]
    )
    let map = Theme.dark.diverging
    #expect(buffer[23, 1].style.foreground == map.color(of: 1 - 1 / 42.0 - 5 / 28.0, in: -0.94...0.94))
  }

  @Test func aHeatMapWithoutUnicodeIsARamp() {
    expectFrame(
      slope(Look(charset: .ascii)),
      [
        " 1 X 0;====%%%%####@@1 o",
        "   ::;+++;====%%%%####@@",
        "   ,::::;+++;====%%%%###",
        "x₂ ,,,,::::;+++;====%%%%",
        "   ...,,,,:::>;++++====%",
        "     .*******::::;+++;==",
        " 0   ** ....,,,,::::;++;",
        "   0        x₁         1",
      ]
    )
  }

  @Test func aHeatMapWithoutColorsIsShades() {
    let buffer = slope(Look(colorDepth: .mono))
    expectFrame(
      buffer,
      [
        " 1 ✗ 0▒▒▓▓▓▓▓▓▓▓█████1 ●",
        "   ░▒▒⠉⠢⢄▒▒▓▓▓▓▓▓▓▓█████",
        "   ░░░░▒▒⠉⠢⢄⡀▒▓▓▓▓▓▓▓▓██",
        "x₂ ░░░░░░░▒▒⠈⠢⢄▒▒▓▓▓▓▓▓▓",
        "     ░░░░░░░░→▒⠉⠢⢄▒▒▓▓▓▓",
        "       ⣀⡠⠤⠒⠊⠉░░░▒▒⠉⠢⢄▒▒▓",
        " 0   ⠊⠉    ░░░░░░░░▒▒⠉⠢▒",
        "   0        x₁         1",
      ]
    )
    #expect(buffer.cells.allSatisfy { $0.style.foreground.isDefault && $0.style.background.isDefault })
  }

  @Test func aValueThatIsNoNumberIsMarked() {
    let buffer = frame(HeatMap(field: Field(width: 2, height: 2, values: [0, 1, .nan, 1])), 2, 1)
    expectFrame(buffer, ["×"])
    #expect(buffer[0, 0].style.foreground == Theme.dark.bad)
  }

  @Test func placesAndCellsCorrespond() throws {
    let map = HeatMap(field: cross, axes: axes)
    let region = Rect(x: 0, y: 0, width: 24, height: 8)
    let place = try #require(map.place(at: Point(3, 0), in: region))
    #expect((place.x - 0.5 / 21).magnitude < 1e-12)
    #expect((place.y - (1 - 0.5 / 7)).magnitude < 1e-12)
    #expect(map.place(at: Point(2, 0), in: region) == nil)
  }

  @Test func picturesKeepTheirPixelsSquare() {
    expectFrame(
      frame(ImageView(field: cross), 10, 4),
      [
        " ▀▀    ▀▀",
        "   ▀▀▀▀",
        "   ▀▀▀▀",
        " ▀▀    ▀▀",
      ]
    )
    let digits = ImageView(field: Field(width: 28, height: 28, values: Array(repeating: 0, count: 784)))
    #expect(digits.size(fitting: Size(200, 60)) == Size(28, 14))
    #expect(digits.size(fitting: Size(14, 60)) == Size(14, 7))
    #expect(digits.size(fitting: Size(200, 7)) == Size(14, 7))
    #expect(digits.size(fitting: Size(0, 7)) == Size(0, 0))
    let large = ImageView(field: cross, allowsEnlarging: true)
    #expect(large.size(fitting: Size(30, 13)) == Size(24, 12))
  }

  @Test func picturesWithoutHalfBlocks() {
    expectFrame(
      frame(ImageView(field: cross), 10, 4, Look(charset: .ascii)),
      [
        " ;;    ;;",
        "   ;;;;",
        "   ;;;;",
        " ;;    ;;",
      ]
    )
    expectFrame(
      frame(ImageView(field: cross), 10, 4, Look(colorDepth: .mono)),
      [
        " ▒▒    ▒▒",
        "   ▒▒▒▒",
        "   ▒▒▒▒",
        " ▒▒    ▒▒",
      ]
    )
    expectFrame(frame(ImageView(field: cross), 4, 2, Look(colorDepth: .mono)), ["░░░░", "░░░░"])
  }

  @Test func resamplingDownIsTheMean() {
    let field = Field(width: 3, height: 2, values: [0, 3, 6, 6, 9, 12])
    #expect(field.resampled(to: Size(1, 1)).values == [6])
    #expect(field.resampled(to: Size(3, 1)).values == [3, 6, 9])
    let half = field.resampled(to: Size(2, 2)).values
    for (value, expected) in zip(half, [1, 5, 7, 11]) { #expect((value - Double(expected)).magnitude < 1e-12) }
    #expect(field.resampled(to: Size(6, 2)).values == [0, 0, 3, 3, 6, 6, 6, 6, 9, 9, 12, 12])
    #expect(field.resampled(to: Size(0, 4)).values.isEmpty)
  }

  @Test func contoursLieWhereTheLevelIs() {
    let field = PlaneAxes(x: 0...9, y: 0...7).field(Size(9, 7)) { x, y in 2 * x + y }
    var count = 0
    Contour.forEachSegment(of: field, level: 8.1) { x0, y0, x1, y1 in
      count += 1
      for (x, y) in [(x0, y0), (x1, y1)] {
        // Value (column, row) belongs to the plane's (column + 0.5, 7 - row - 0.5).
        #expect((2 * (x + 0.5) + (7 - y - 0.5) - 8.1).magnitude < 1e-9)
      }
    }
    #expect(count > 6)
    Contour.forEachSegment(of: field, level: 100) { _, _, _, _ in Issue.record("no contour at a level not reached") }
  }

  @Test func boundariesCrossTheFrame() throws {
    let line = try #require(PlaneLine.boundary(1, 2, -0.8, in: axes))
    for (x, y) in [(line.startX, line.startY), (line.endX, line.endY)] {
      #expect((x + 2 * y - 0.8).magnitude < 1e-12)
      #expect(x < 0 || x > 1 || y < 0 || y > 1)
    }
    #expect(PlaneLine.boundary(0, 0, 1, in: axes) == nil)
    #expect(PlaneLine.boundary(.nan, 1, 1, in: axes) == nil)
  }

  @Test func colorMapsGoFromEndToEnd() {
    let map = ColorMap(stops: [0x000000, 0xFFFFFF])
    #expect(map.color(at: 0) == Color(hex: 0x000000))
    #expect(map.color(at: 1) == Color(hex: 0xFFFFFF))
    #expect(map.color(at: 7) == Color(hex: 0xFFFFFF))
    #expect(map.color(at: -.infinity) == Color(hex: 0x000000))
    #expect(map.color(at: .nan) == nil)
    for (left, right) in zip(map.colors, map.colors.dropFirst()) { #expect(left.brightness <= right.brightness) }
  }
}
