import Terminal
import Testing

@testable import Curses

@Suite struct CapabilitiesDetectionTests {
  private func detect(
    _ name: String,
    colors: Int = 256,
    utf8: Bool = true,
    direct: Bool = false,
    mouse: Bool = true,
    options: CursesOptions = CursesOptions(),
    _ environment: [String: String] = [:]
  ) -> Capabilities {
    let description = TerminalDescription(
      name: name,
      localeIsUTF8: utf8,
      colors: colors,
      hasDirectColor: direct,
      hasMouse: mouse,
      environment: environment
    )
    return Capabilities(description, options: options)
  }

  @Test func colorsStepDown() {
    #expect(detect("xterm-direct", direct: true).colorDepth == .trueColor)
    #expect(detect("xterm-256color").colorDepth == .colors256)
    #expect(detect("xterm-88color", colors: 88).colorDepth == .colors16)
    #expect(detect("xterm", colors: 8).colorDepth == .colors8)
    #expect(detect("vt100", colors: 0).colorDepth == .mono)
  }

  @Test(arguments: ["truecolor", "24bit", "TrueColor"])
  func colortermPromisesTrueColor(value: String) {
    #expect(detect("xterm-256color", ["COLORTERM": value]).colorDepth == .trueColor)
  }

  @Test func colortermIsNotBelievedWhereItIsInherited() {
    #expect(detect("xterm-256color", ["COLORTERM": "yes"]).colorDepth == .colors256)
    #expect(detect("screen-256color", ["COLORTERM": "truecolor"]).colorDepth == .colors256)
    #expect(detect("screen-256color", ["COLORTERM": "truecolor", "TMUX": "/tmp/tmux"]).colorDepth == .trueColor)
    #expect(detect("linux", colors: 8, ["COLORTERM": "truecolor"]).colorDepth == .colors8)
    #expect(detect("vt100", colors: 0, ["COLORTERM": "truecolor"]).colorDepth == .mono)
  }

  @Test func noColorIsObeyedUnlessColorsAreAskedFor() {
    #expect(detect("xterm-256color", ["NO_COLOR": "1", "COLORTERM": "truecolor"]).colorDepth == .mono)
    #expect(detect("xterm-256color", ["NO_COLOR": ""]).colorDepth == .colors256)
    #expect(
      detect("xterm-256color", options: CursesOptions(colorDepth: .colors16), ["NO_COLOR": "1"]).colorDepth == .colors16
    )
  }

  @Test func charsetFollowsLocaleAndTerminal() {
    #expect(detect("xterm-256color").charset == .braille)
    #expect(detect("xterm-256color", utf8: false).charset == .ascii)
    #expect(detect("linux", colors: 8).charset == .shades)
    #expect(detect("vt220", colors: 0).charset == .ascii)
    #expect(detect("vte-256color").charset == .braille)
    #expect(detect("xterm", utf8: false, options: CursesOptions(charset: .braille)).charset == .braille)
  }

  @Test func mouseWhereThereIsOneAndItIsWanted() {
    #expect(detect("xterm").hasMouse)
    #expect(!detect("xterm", options: CursesOptions(usesMouse: false)).hasMouse)
    #expect(!detect("vt100", mouse: false).hasMouse)
    #expect(!detect("linux").hasMouse)
  }

  @Test func gnuScreenHasNoMouse() {
    #expect(!detect("screen.xterm-256color").hasMouse)
    #expect(!detect("screen", ["STY": "12.pts"]).hasMouse)
    #expect(!detect("xterm-256color", ["STY": "12.pts"]).hasMouse)
    #expect(detect("screen-256color", ["TMUX": "/tmp/tmux-0/default,1,0"]).hasMouse)
    #expect(detect("tmux-256color", ["TMUX": "/tmp/tmux-0/default,1,0", "STY": "12.pts"]).hasMouse)
  }
}
