import Datasets
import Testing

@Suite struct DigitPreparationTests {
  /// A canvas with one filled rectangle.
  private func canvas(width: Int, height: Int, columns: Range<Int>, rows: Range<Int>) -> [Float] {
    (0..<width * height).map { columns.contains($0 % width) && rows.contains($0 / width) ? 1 : 0 }
  }

  @Test func anEmptyCanvasIsEmpty() {
    #expect(DigitPreparation.prepare([Float](repeating: 0, count: 280 * 280), width: 280).allSatisfy { $0 == 0 })
  }

  @Test func aLongStrokeFillsTwentyRows() {
    let ink = Ink(
      DigitPreparation.prepare(canvas(width: 280, height: 280, columns: 30..<50, rows: 10..<210), width: 280)
    )
    #expect(ink.rows.count == 20)
    #expect(ink.columns.count <= 3)
    // 20 × 200 pixels shrink tenfold: 2 × 20 pixels of full ink.
    #expect(abs(ink.sum - 40 * 255) <= 40)
    #expect(abs(ink.centre.x - 14) <= 0.51 && abs(ink.centre.y - 14) <= 0.51)
  }

  @Test func aSmallDrawingIsEnlarged() {
    let ink = Ink(DigitPreparation.prepare(canvas(width: 28, height: 28, columns: 3..<8, rows: 20..<24), width: 28))
    #expect(ink.columns.count == 20)
    #expect(ink.rows.count == 16)
    #expect(ink.sum == 320 * 255)
  }

  @Test func aspectIsKept() {
    let ink = Ink(
      DigitPreparation.prepare(canvas(width: 300, height: 100, columns: 0..<200, rows: 0..<100), width: 300)
    )
    #expect(ink.columns.count == 20)
    #expect(ink.rows.count == 10)
  }

  @Test func whereItIsDrawnDoesNotMatter() {
    let low = canvas(width: 120, height: 90, columns: 5..<35, rows: 10..<70)
    let high = canvas(width: 120, height: 90, columns: 80..<110, rows: 25..<85)
    #expect(DigitPreparation.prepare(low, width: 120) == DigitPreparation.prepare(high, width: 120))
  }

  @Test func edgesAreAntialiased() {
    // 25 rows shrink to 20, so that 3 columns become 2.4.
    let image = DigitPreparation.prepare(canvas(width: 60, height: 60, columns: 20..<23, rows: 20..<45), width: 60)
    #expect(image.contains { $0 > 0 && $0 < 255 })
    #expect(image.contains(255))
  }

  @Test func faintInkIsPaper() {
    var faint = canvas(width: 100, height: 100, columns: 40..<50, rows: 20..<80)
    let clean = DigitPreparation.prepare(faint, width: 100)
    faint[3] = 0.01
    #expect(DigitPreparation.prepare(faint, width: 100) == clean)
  }

  @Test func theBoxFollowsTheCentreOfMass() {
    // An L: most ink at the lower left, so that the image moves up and to the right.
    let upright = canvas(width: 100, height: 100, columns: 0..<20, rows: 0..<100)
    let foot = canvas(width: 100, height: 100, columns: 0..<100, rows: 80..<100)
    let ink = Ink(DigitPreparation.prepare(zip(upright, foot).map(max), width: 100))
    #expect(abs(ink.centre.x - 14) <= 0.51 && abs(ink.centre.y - 14) <= 0.51)
    #expect(ink.columns.lowerBound > 4)
    #expect(ink.rows.upperBound < 24)
  }
}
