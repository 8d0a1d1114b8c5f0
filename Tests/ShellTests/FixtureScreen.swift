import Plots
import Records
import Shell
import Terminal

/// A whole screen: one page, two settings, a key of its own, help, explanation, text, JSON, picture.
struct FixtureScreen: TextScreen {
  typealias Message = Never
  typealias Effect = Never
  enum PanelID: Hashable { case sum }

  static let first = Parameter<Int>.count("first", default: 2, in: 0...9)
  static let second = Parameter<Double>.number("second", default: 0.5, in: 0.01...100)

  var shell = ShellState<OnlyPage, PanelID>(panel: .sum)
  var first = Self.first.defaultValue
  var second = Self.second.defaultValue

  var name: String { "fixture" }
  var heading: Heading { Heading("fixture", details: ["a sum"]) }
  var sum: Double { Double(first) + second }

  var settings: [Setting<Self>] {
    [Setting(Self.first, \.first, of: self), Setting(Self.second, \.second, of: self)]
  }

  var bindings: [Binding<Self>] {
    [
      Binding("d", hint: "double", help: "double the first", group: "sums") { screen, _ in
        screen.first = min(9, 2 * screen.first)
        return []
      }
    ]
  }

  func layout(in body: Rect) -> [PlacedPanel<PanelID>] { [PlacedPanel(.sum, body)] }

  func draw(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = frame(.sum, "sum", figure: NumberFormat.compact.string(sum)).draw(in: region, of: &buffer, look: look)
    Paragraph(StyledText("\(first) + \(second)")).draw(in: inner, of: &buffer, look: look)
  }

  var explanation: Explanation? { Explanation("explain", ["\(first) + \(second) = \(sum)"]) }
  var textPanels: [PanelID] { [.sum] }
  func summary() -> [StyledText] { ["the sum is \(sum)"] }

  func figures() -> [JSONLine] {
    var line = JSONLine(event: "result")
    line.add("sum", sum)
    return [line]
  }
}
