import Terminal

/// What terminals answered to the questions of the start, as `Scripts/terminals` recorded it under Debian 12: OSC 11, XTGETTCAP, DECRQSS, DA,
/// with `^` for escapes. What is not there was not answered; the depth is that of `TERM=xterm-256color` without `COLORTERM`, as over ssh.
enum TerminalAnswers {
  static let all: [StartQuestionsTests.Answers] = [
    .init(
      terminal: "xterm 379",
      bytes: "^]11;rgb:ffff/ffff/ffff^\\^P1$r0;48:2::1:2:3m^\\^[?64;1;2;6;9;15;16;17;18;21;22;28c",
      depth: .trueColor,
      background: Color(hex: 0xFFFFFF)
    ),
    .init(
      terminal: "PuTTY 0.78",
      bytes: "^[?6c",
      depth: .colors256,
      background: nil
    ),
    .init(
      terminal: "rxvt-unicode 9.30",
      bytes: "^[?1;2c",
      depth: .colors256,
      background: nil
    ),
    .init(
      terminal: "st 0.9",
      bytes: "^]11;rgb:0000/0000/0000\u{07}^[?6c",
      depth: .colors256,
      background: Color(hex: 0x000000)
    ),
    .init(
      terminal: "mlterm 3.9",
      bytes: "^]11;rgb:ffff/ffff/ffff^\\^P0+r^\\^P1$r0;48;5;16m^\\^[?63;1;2;3;4;6;7;15;18;22;29c",
      depth: .colors256,
      background: Color(hex: 0xFFFFFF)
    ),
    .init(
      terminal: "zutty 0.14",
      bytes: "^]11;rgb:0000/0000/0000^\\^P0$r^\\^[?64;1;9;15;21;22c",
      depth: .colors256,
      background: Color(hex: 0x000000)
    ),
    .init(
      terminal: "kitty 0.26",
      bytes: "^]11;rgb:0000/0000/0000^\\^P0+r524742^\\^P0+r5463^\\^P1$r48:2:1:2:3m^\\^[?62;c",
      depth: .trueColor,
      background: Color(hex: 0x000000)
    ),
    .init(
      terminal: "alacritty 0.11",
      bytes: "^]11;rgb:1d1d/1f1f/2121^\\^[?6c",
      depth: .colors256,
      background: Color(hex: 0x1D1F21)
    ),
    .init(
      terminal: "foot 1.13",
      bytes: "^]11;rgb:1111/1111/1111^\\^P1+r524742=38^\\^P1+r5463^\\^P1$r0;48:2::1:2:3m^\\^[?62;4;22c",
      depth: .trueColor,
      background: Color(hex: 0x111111)
    ),
    .init(
      terminal: "Konsole 22.12",
      bytes: "^]11;rgb:2323/2626/2727^\\^[?62;1;4c",
      depth: .colors256,
      background: Color(hex: 0x232627)
    ),
    .init(
      terminal: "VTE 0.70 (xfce4-terminal)",
      bytes: "^]11;rgb:0000/0000/0000^\\^P0$r^\\^[?65;1;9c",
      depth: .colors256,
      background: Color(hex: 0x000000)
    ),
    .init(
      terminal: "QTerminal 1.2",
      bytes: "^[?1;2c",
      depth: .colors256,
      background: nil
    ),
    .init(
      terminal: "tmux 3.3",
      bytes: "^[?1;2c",
      depth: .colors256,
      background: nil
    ),
    .init(
      terminal: "mosh 1.4",
      bytes: "^[?62c",
      depth: .colors256,
      background: nil
    ),
  ]
}
