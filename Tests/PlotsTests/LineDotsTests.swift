import Terminal
import TestSupport
import Testing

@testable import Plots

/// Lines by whole columns have the dots that a canvas sets one by one.
@Suite struct LineDotsTests {
  private static let charsets: [Capabilities.Charset] = [.braille, .block, .ascii]
  private static let sizes = [Size(1, 1), Size(12, 5), Size(7, 40), Size(30, 16), Size(9, 17)]

  @Test(arguments: charsets, sizes) func layersOfLines(_ charset: Capabilities.Charset, _ size: Size) {
    var random = SplitMix64(seed: 7)
    for _ in 0..<40 {
      var simple = DotCanvas(size: size, charset: charset)
      var lines: [DotCanvas.LineLayer] = []
      let (width, height) = (Double(simple.dotSize.width), Double(simple.dotSize.height))
      for layer in 0..<4 {
        let style = Style(Color(hex: UInt32(layer + 1)))
        simple.beginLayer(style, glyph: layer == 2 ? "k" : nil)
        var dots = LineDots(size: size, charset: charset)
        var (one, other) = (0.0, 0.0)
        let stroke = Stroke(series: Int.random(in: 0..<5, using: &random))
        // Some within the frame, some across its edges, some far beyond.
        let margin: Double = [0.0, 3.0, 1000.0][Int.random(in: 0..<3, using: &random)]
        func place(_ length: Double) -> Double { .random(in: -margin...length - 1 + margin, using: &random) }
        for _ in 0..<6 {
          let (x0, y0) = (place(width), place(height))
          let (x1, y1) = (place(width), place(height))
          simple.line(fromX: x0, y: y0, toX: x1, y: y1, stroke: stroke, distance: &one)
          simple.line(fromX: x0, y: y0, toX: x0, y: y1)
          dots.draw { pen in
            pen.line(fromX: x0, y: y0, toX: x1, y: y1, stroke: stroke, distance: &other)
            pen.stroke(x: x0, fromY: y0, toY: y1)
          }
        }
        #expect(one == other)
        lines.append(DotCanvas.LineLayer(dots: dots, style: style, glyph: layer == 2 ? "k" : nil))
      }
      #expect(picture(DotCanvas(size: size, charset: charset, lines: lines)) == picture(simple))
    }
  }

  @Test func noRoomHasNoDots() {
    var dots = LineDots(size: Size(0, 3), charset: .braille)
    dots.draw { $0.stroke(x: 0, fromY: 0, toY: 7) }
    #expect(dots.words.isEmpty)
    let layer = DotCanvas.LineLayer(dots: dots, style: .plain)
    #expect(!DotCanvas(size: Size(0, 3), charset: .braille, lines: [layer]).hasDots(column: 0, row: 0))
  }

  @Test func ofLinesWithoutEndThoseInFrontAreDrawn() {
    let size = Size(1, 1)
    let lines = (0..<Int(UInt16.max) + 3).map { number -> DotCanvas.LineLayer in
      var dots = LineDots(size: size, charset: .braille)
      dots.draw { $0.stroke(x: Double(number % 2), fromY: 1, toY: 1) }
      return DotCanvas.LineLayer(dots: dots, style: Style(Color(hex: UInt32(number))))
    }
    var simple = DotCanvas(size: size, charset: .braille)
    simple.beginLayer(Style(Color(hex: UInt32(lines.count - 1))))
    simple.dot(x: (lines.count - 1) % 2, y: 1)
    #expect(picture(DotCanvas(size: size, charset: .braille, lines: lines)) == picture(simple))
  }

  private func picture(_ canvas: DotCanvas) -> Buffer {
    var buffer = Buffer(size: canvas.size)
    canvas.draw(in: buffer.bounds, of: &buffer)
    return buffer
  }
}
