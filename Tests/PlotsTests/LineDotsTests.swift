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
      var fast = DotCanvas(size: size, charset: charset)
      let (width, height) = (Double(simple.dotSize.width), Double(simple.dotSize.height))
      for layer in 0..<4 {
        let style = Style(Color(hex: UInt32(layer + 1)))
        simple.beginLayer(style)
        fast.beginLayer(style)
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
        fast.add(dots)
      }
      #expect(picture(fast) == picture(simple))
    }
  }

  @Test func forgottenDotsAreNotDrawn() {
    var dots = LineDots(size: Size(3, 2), charset: .braille)
    dots.draw { $0.stroke(x: 2, fromY: 0, toY: 7) }
    dots.removeAll()
    var canvas = DotCanvas(size: Size(3, 2), charset: .braille)
    canvas.beginLayer(.plain)
    canvas.add(dots)
    #expect(!canvas.hasDots(column: 1, row: 0) && !canvas.hasDots(column: 1, row: 1))
  }

  private func picture(_ canvas: DotCanvas) -> Buffer {
    var buffer = Buffer(size: canvas.size)
    canvas.draw(in: buffer.bounds, of: &buffer)
    return buffer
  }
}
