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
      var fast = simple
      var lines: [LineDots] = []
      let (width, height) = (Double(simple.dotSize.width), Double(simple.dotSize.height))
      for layer in 0..<4 {
        let style = Style(Color(hex: UInt32(layer + 1)))
        simple.beginLayer(style, glyph: layer == 2 ? "k" : nil)
        fast.beginLayer(style, glyph: layer == 2 ? "k" : nil)
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
        lines.append(dots)
      }
      fast.fill(count: lines.count) { lines[$0] }
      #expect(picture(fast) == picture(simple))
    }
  }

  @Test func noRoomHasNoDots() {
    var dots = LineDots(size: Size(0, 3), charset: .braille)
    dots.draw { $0.stroke(x: 0, fromY: 0, toY: 7) }
    #expect(dots.words.isEmpty)
    var canvas = DotCanvas(size: Size(0, 3), charset: .braille)
    canvas.beginLayer(.plain)
    canvas.fill(count: 1) { _ in dots }
    #expect(!canvas.hasDots(column: 0, row: 0))
  }

  @Test func ofLinesWithoutEndThoseInFrontAreDrawn() {
    let size = Size(1, 1)
    let count = Int(UInt16.max) + 3
    var canvas = DotCanvas(size: size, charset: .braille)
    for number in 0..<count { canvas.beginLayer(Style(Color(hex: UInt32(number)))) }
    canvas.fill(count: count) { number in
      var dots = LineDots(size: size, charset: .braille)
      dots.draw { $0.stroke(x: Double(number % 2), fromY: 1, toY: 1) }
      return dots
    }
    var simple = DotCanvas(size: size, charset: .braille)
    simple.beginLayer(Style(Color(hex: UInt32(count - 1))))
    simple.dot(x: (count - 1) % 2, y: 1)
    #expect(picture(canvas) == picture(simple))
  }

  private func picture(_ canvas: DotCanvas) -> Buffer {
    var buffer = Buffer(size: canvas.size)
    canvas.draw(in: buffer.bounds, of: &buffer)
    return buffer
  }
}
