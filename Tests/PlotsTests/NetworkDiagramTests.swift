import Terminal
import TestSupport
import Testing

@testable import Plots

@Suite struct NetworkDiagramTests {
  private var diagram = NetworkDiagram(
    layers: [
      [NetworkNode("x₁", value: 0), NetworkNode("x₂", value: 1)],
      [NetworkNode("h₁", value: 0.5), NetworkNode("h₂", value: -0.25), NetworkNode("h₃")],
      [NetworkNode("ŷ", value: 0.9)],
    ],
    weights: [[1, -1, 0.5, 2, -0.1, 0.1], [1, -2, 0.5]]
  )

  private func frame(_ diagram: NetworkDiagram, _ width: Int, _ height: Int, _ look: Look = Look()) -> Buffer {
    var buffer = look.buffer(Size(width, height))
    diagram.draw(in: buffer.bounds, of: &buffer, look: look)
    return buffer
  }

  @Test func unitsWithNamesAndValues() {
    let buffer = frame(diagram, 40, 9)
    expectFrame(
      buffer,
      [
        "",
        "            ⣀⡠⡤ h₁  0.50 ⠤⡀",
        " x₁ 0.00 ⢴⡊⠉ ⠰⠁           ⠈⠢⡀",
        "         ⠈⠎⠑⣤⡀              ⠈⠢⡀",
        "           ⢔⠁⢈⣦ h₂ −0.25 ⣤⣤⡄ ⣤⣬⡦ ŷ 0.90",
        "          ⣄⣠⠿⠋              ⢀⠔⠁",
        " x₂ 1.00 ⡼⢏⣁ ⢠            ⢀⠔⠁",
        "            ⠉⠑⠣ h₃       ⠔⠁",
        "",
      ]
    )
    // A unit is filled with the colour of what it puts out.
    #expect(buffer[1, 6].style.background != buffer[1, 2].style.background)
  }

  @Test func unitsInASCII() {
    expectFrame(
      frame(diagram, 40, 9, Look(charset: .ascii)),
      [
        "",
        "            ..- h₁  0.50 -.",
        " x₁ 0.00 .|' ~            '-.",
        "          ~'~               '-.",
        "             |- h₂ −0.25 ~~~~~|- ŷ 0.90",
        "          ~.|               .-'",
        " x₂ 1.00 '|. ~            .-'",
        "            ''- h₃       -'",
        "",
      ]
    )
  }

  @Test func unitsWithoutColorsStandInBrackets() {
    expectFrame(
      frame(diagram, 40, 9, Look(colorDepth: .mono)),
      [
        "",
        "            ⣀⡠⡤[h₁  0.50]⠤⡀",
        "[x₁ 0.00]⢴⡊⠉ ⠰⠁           ⠈⠢⡀",
        "         ⠈⠎⠑⣤⡀              ⠈⠢⡀",
        "           ⢔⠁⢈⣦[h₂ −0.25]⣤⣤⡄ ⣤⣬⡦[ŷ 0.90]",
        "          ⣄⣠⠿⠋              ⢀⠔⠁",
        "[x₂ 1.00]⡼⢏⣁ ⢠            ⢀⠔⠁",
        "            ⠉⠑⠣[h₃      ]⠔⠁",
        "",
      ]
    )
  }

  @Test func weightsOfAHighlightedUnitAreWritten() {
    var diagram = diagram
    diagram.showsWeights = true
    diagram.highlighted = .init(layer: 1, unit: 1)
    expectFrame(
      frame(diagram, 54, 9),
      [
        "",
        "               ⢀⣀⣀⡠⠤⠤⠤ h₁  0.50 ⠤⢄⡀",
        " x₁ 0.00 ⠴⡶⣒⡊⠉⠉⠁  ⡠⠄              ⠈⠑⠢⠤⣀",
        "          ⠈0.50⠢⠤⣊⡀                    ⠉⠒⠤⢄⡀",
        "             ⡱⠴⡁  ⢈⣉⣶⣦ h₂ −0.25 ⣤⣤−2.00 ⣤⣤⡄⢈⣵⣦ ŷ 0.90",
        "          ⢀2.00⡴⠶⢟⠋⠉                   ⣀⠤⠔⠊⠁",
        " x₂ 1.00 ⡴⠷⠿⢏⣉⣀⡀  ⠑⠄              ⢀⡠⠤⠒⠉",
        "               ⠈⠉⠉⠑⠒⠒⠢ h₃       ⠔⠊⠁",
        "",
      ]
    )
  }

  @Test func tooManyUnitsAreCutWithANote() {
    let diagram = NetworkDiagram(
      layers: [[NetworkNode("x")], (1...9).map { NetworkNode("h\($0)") }],
      weights: [Array(repeating: 1, count: 9)]
    )
    expectFrame(
      frame(diagram, 24, 5),
      [
        "               ⢀⣀⣠⣤⣤ h1",
        "       ⢀⣀⣠⣤⣴⣶⣞⣛⣫⣭⣥⣤⣤ h2",
        " x ⣴⣶⣾⣿⣿⣿⣿⣿⣯⣭⣭⣭⣥⣤⣤⣤⣤ h3",
        "     ⠈⠉⠙⠛⠳⠶⢦⣤⣄⣀⡀    … 5",
        "             ⠈⠉⠙⠛⠳⠶⢦ h9",
      ]
    )
  }

  @Test func narrowRegionsShowDots() {
    expectFrame(
      frame(diagram, 9, 5),
      [
        "  ⢀⢤●⢄",
        "○⡴⡡⠃ ⠈⢢",
        " ⢘⢌⣦○⣤⣤⡧●",
        "●⡾⡫⡀  ⡰⠁",
        "  ⠈⠳●⠜",
      ]
    )
  }

  @Test func unitsAreFoundUnderThePointer() {
    let region = Rect(x: 0, y: 0, width: 40, height: 9)
    #expect(diagram.unit(at: Point(1, 2), in: region) == .init(layer: 0, unit: 0))
    #expect(diagram.unit(at: Point(17, 4), in: region) == .init(layer: 1, unit: 1))
    #expect(diagram.unit(at: Point(12, 4), in: region) == nil)
  }

  @Test func weightsAreOutByIn() {
    #expect(diagram.weight(from: .init(layer: 0, unit: 1), to: 0) == -1)
    #expect(diagram.weight(from: .init(layer: 0, unit: 0), to: 1) == 0.5)
    #expect(diagram.weight(from: .init(layer: 1, unit: 2), to: 0) == 0.5)
    #expect(diagram.weight(from: .init(layer: 2, unit: 0), to: 0) == nil)
  }
}
