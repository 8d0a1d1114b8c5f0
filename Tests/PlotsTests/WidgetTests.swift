import Terminal
import TestSupport
import Testing

@testable import Plots

@Suite struct WidgetTests {
  private func frame(_ width: Int, _ height: Int, _ look: Look = Look(), _ draw: (Rect, inout Buffer, Look) -> Void)
    -> Buffer
  {
    var buffer = look.buffer(Size(width, height))
    draw(buffer.bounds, &buffer, look)
    return buffer
  }

  private func frame(_ widget: some Widget, _ width: Int, _ height: Int) -> Buffer {
    frame(width, height) { widget.draw(in: $0, of: &$1, look: $2) }
  }

  @Test func panels() {
    let panel = Panel(title: "loss", figure: "0.00473", footer: "z zoom", isFocused: true)
    expectFrame(
      frame(24, 3) { panel.draw(in: $0, of: &$1, look: $2) },
      [
        "╭ loss ─────── 0.00473 ╮",
        "│                      │",
        "╰────────────── z zoom ╯",
      ]
    )
    expectFrame(
      frame(24, 3, Look(charset: .ascii)) { panel.draw(in: $0, of: &$1, look: $2) },
      [
        "# loss ======= 0.00473 #",
        "|                      |",
        "#============== z zoom #",
      ]
    )
    let long = Panel(title: "a long title", figure: "0.00473")
    expectFrame(
      frame(14, 3) { long.draw(in: $0, of: &$1, look: $2) },
      ["╭─── 0.00473 ╮", "│            │", "╰────────────╯"]
    )
    expectFrame(frame(5, 2) { long.draw(in: $0, of: &$1, look: $2) }, ["╭───╮", "╰───╯"])
    #expect(panel.inner(of: Rect(x: 0, y: 0, width: 1, height: 1)).isEmpty)
  }

  @Test func tables() {
    let table = Table(
      columns: [.init("x₁"), .init("name", .left), .init("error", isOptional: true)],
      rows: [["0", "a", "0.002"], ["1", "bcd", "0.375"]],
      selectedRow: 1
    )
    let buffer = frame(table, 20, 3)
    expectFrame(buffer, ["x₁  name  error", " 0  a     0.002", " 1  bcd   0.375"])
    #expect(buffer[19, 2].style.background == Theme.dark.selection)
    expectFrame(frame(table, 10, 3), ["x₁ name", " 0 a", " 1 bcd"])
    #expect(table.row(atScreenRow: 2, in: Rect(x: 0, y: 0, width: 20, height: 3)) == 1)
    #expect(table.row(atScreenRow: 0, in: Rect(x: 0, y: 0, width: 20, height: 3)) == nil)
  }

  @Test func aLongTableFollowsItsSelection() {
    let table = Table(columns: [.init("n")], rows: (0..<20).map { [StyledText("\($0)")] }, selectedRow: 12)
    expectFrame(frame(table, 2, 4), [" n", "11", "12", "13"])
  }

  @Test func paragraphsBreakAtSpaces() {
    let paragraph = Paragraph("one line cannot separate XOR\n  indented word\n\nend and more words here")
    expectFrame(
      frame(paragraph, 16, 5),
      [
        "one line cannot",
        "separate XOR",
        "  indented word",
        "",
        "end and more…",
      ]
    )
    #expect(paragraph.height(width: 16) == 6)
    expectFrame(frame(Paragraph("incomprehensible"), 6, 3), ["incomp", "rehens", "ible"])
  }

  @Test func controlLinesScrollToTheFocus() {
    var controls = ControlLine(
      [.init("learning rate", "1.0"), .init("hidden", "4"), .init("activation", "sigmoid")],
      focused: 0
    )
    expectFrame(frame(controls, 60, 1), [" learning rate ‹ 1.0 ›  hidden 4   activation sigmoid"])
    expectFrame(frame(controls, 30, 1), [" learning rate ‹ 1.0 ›      2›"])
    controls.focused = 2
    expectFrame(frame(controls, 36, 1), ["‹1 hidden 4  activation ‹ sigmoid ›"])
    #expect(controls.control(atColumn: 20, in: Rect(x: 0, y: 0, width: 30, height: 1)) == 2)
    controls.controls[0].shortLabel = "rate"
    controls.controls[2].shortLabel = ""
    controls.focused = 1
    expectFrame(frame(controls, 36, 1), [" rate 1.0  hidden ‹ 4 ›  sigmoid"])
  }

  @Test func keyHintsLeaveOutWhatDoesNotFitWhole() {
    let hints = KeyHints([.init("space", "pause"), .init("s", "step"), .init("ctrl-R", "reset"), .init("q", "quit")])
    expectFrame(frame(hints, 24, 1), [" space pause  q quit"])
    expectFrame(frame(hints, 28, 1), [" space pause  s step  q quit"])
  }

  @Test func helpStandsInTheMiddleOverAFainterScreen() {
    let help = HelpOverlay(groups: [
      .init("run", [.init("space", "pause"), .init("s", "step")]), .init("look", [.init("z", "zoom")]),
    ])
    let buffer = frame(help, 34, 12)
    expectFrame(
      buffer,
      [
        "",
        "",
        "       ╭ help ────────────╮",
        "       │ run              │",
        "       │ space  pause     │",
        "       │ s      step      │",
        "       │                  │",
        "       │ look             │",
        "       │ z      zoom      │",
        "       ╰── any key closes ╯",
        "",
        "",
      ]
    )
  }

  @Test func tooSmallSaysWhatItNeeds() {
    expectFrame(
      frame(TooSmallNotice(), 20, 3),
      [
        "  needs 60×20, has",
        "   20×3; q quits",
        "",
      ]
    )
    #expect(TooSmallNotice().applies(to: Size(59, 40)))
    #expect(!TooSmallNotice().applies(to: Size(60, 20)))
  }

  @Test func withoutColorsAttributesTellRolesApart() {
    let look = Look(colorDepth: .mono)
    let roles: [Role] = [.text, .muted, .accent, .bad, .selection]
    #expect(Set(roles.map { look.style($0) }).count == roles.count)
    for role in roles { #expect(look.style(role).foreground.isDefault && look.style(role).background.isDefault) }
  }
}
