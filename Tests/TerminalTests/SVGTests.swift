import Foundation
import TestSupport
import Testing

@testable import Terminal

@Suite struct SVGTests {
  /// Checks that tags nest and attributes are quoted; enough XML for what the picture writes.
  private func isWellFormed(_ picture: String) -> Bool {
    // Scalars, since a vowel sign would join a bracket to one Character.
    let text = picture.unicodeScalars
    var open: [String] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      if rest[..<start].contains(">") { return false }
      guard let end = rest[start...].firstIndex(of: ">") else { return false }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      let name = String(tag.drop { $0 == "/" }.prefix { $0 != " " && $0 != "/" && $0 != "\n" })
      if tag.first == "/" {
        guard open.popLast() == name else { return false }
      } else {
        guard tag.count(where: { $0 == "\"" }).isMultiple(of: 2) else { return false }
        if tag.last != "/" { open.append(name) }
      }
    }
    return open.isEmpty && !rest.contains(">")
  }

  @Test func everyGlyphGivesAWellFormedPicture() {
    var buffer = Buffer(size: Size(64, 200))
    for value in UInt32(0)..<12_800 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      buffer[Int(value) % 64, Int(value) / 64] = Cell(scalar, Style(Color(hex: value * 1000), on: .default, .underline))
    }
    let svg = buffer.svg()
    let isWellFormed = isWellFormed(svg)
    #expect(isWellFormed)
    #expect(!svg.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func shapesAndText() {
    var buffer = Buffer(size: Size(6, 1))
    buffer.write("a<&", x: 0, y: 0, Style(Color(hex: 0x112233)))
    buffer.write("▀⠁─", x: 3, y: 0, Style(Color(hex: 0xFF0000)))
    let svg = buffer.svg(background: Color(hex: 0))
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"40\""))
    #expect(svg.contains("fill=\"#112233\">a&lt;&amp;</text>"))
    #expect(svg.contains("<path fill=\"#ff0000\" d=\"M30 0h10v10h-10zM41 1h3v3h-3z\"/>"))
    #expect(svg.contains("stroke=\"#ff0000\" stroke-width=\"1.3\" d=\"M50 10H60\""))
    #expect(svg.hasSuffix("</svg>\n"))
  }

  @Test func emptyBuffersGiveAPicture() {
    #expect(isWellFormed(Buffer(size: Size(0, 0)).svg()))
  }

  @Test func backgroundsArePaintedBeforeWhatStandsOnThem() throws {
    var buffer = Buffer(size: Size(2, 1))
    let (red, blue) = (Color(hex: 0xFF0000), Color(hex: 0x0000FF))
    buffer[0, 0] = Cell("▀", Style(red, on: blue))
    buffer[1, 0] = Cell("▀", Style(blue, on: red))
    let svg = buffer.svg()
    let lastBackground = try #require(svg.range(of: "M10 0h10v20h-10z"))
    let firstShape = try #require(svg.range(of: "M0 0h10v10h-10z"))
    #expect(lastBackground.lowerBound < firstShape.lowerBound)
  }
}
