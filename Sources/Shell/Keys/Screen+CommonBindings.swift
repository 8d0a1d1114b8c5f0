import Plots
import Terminal

extension Screen {
  /// The keys that mean the same on every screen, where this one has a use for them.
  func commonBindings(_ parts: PageParts<Self>) -> [Binding<Self>] {
    settingBindings(parts) + panelBindings(parts) + pageBindings + textBindings + lessonBindings + programBindings
  }

  // MARK: Settings

  private func settingBindings(_ parts: PageParts<Self>) -> [Binding<Self>] {
    let settings = parts.settings
    guard let focused = focusedIndex(in: settings).map({ settings[$0] }) else { return [] }
    let takesArrows = parts.takes(.left)
    let change: (inout Self, Key) -> [Command] = { screen, key in
      screen.changeSetting(up: [.right, .character("+"), .character("=")].contains(key))
    }
    return [
      Binding(
        [.left, .right],
        common: .arrows,
        hint: "change",
        hintCaps: "←→",
        rank: 50,
        help: "change the setting",
        group: HelpGroup.settings,
        action: change
      ),
      Binding(
        common: .change,
        caps: "- +",
        // Where the focused panel takes the arrows, this hint takes their place.
        hint: takesArrows ? "change" : nil,
        hintCaps: "-+",
        rank: 51,
        help: "change the setting, whatever the arrows do",
        group: HelpGroup.settings,
        action: change
      ),
      Binding(
        common: .setting,
        caps: "tab shift-tab",
        hint: "setting",
        hintCaps: "tab",
        rank: 60,
        help: "next, previous setting",
        group: HelpGroup.settings,
        when: { _ in settings.count > 1 }
      ) { screen, key in
        screen.moveSettingFocus(by: key == .tab ? 1 : -1)
        return []
      },
      Binding(
        common: .text,
        help: "type a value for the setting",
        group: HelpGroup.settings,
        when: { _ in focused.set != nil }
      ) { screen, _ in
        screen.typeSetting()
        return []
      },
    ]
  }

  /// Changes the focused setting by one press.
  mutating func changeSetting(up: Bool) -> [Command] { focusedSetting?.change(&self, up) ?? [] }

  private mutating func moveSettingFocus(by direction: Int) {
    let settings = settings
    guard let index = focusedIndex(in: settings) else { return }
    shell.focusSetting(settings[(index + direction + settings.count) % settings.count].label)
  }

  private mutating func typeSetting() {
    guard let setting = focusedSetting else { return }
    edit(.setting(setting.label), prompt: "\(setting.label):")
  }

  /// Opens the line editor.
  public mutating func edit(_ purpose: LineEditor.Purpose, prompt: String, text: String = "") {
    shell.editor = LineEditor(purpose, prompt: prompt, text: text, history: shell.typed[purpose.key] ?? [])
  }

  // MARK: Panels

  private func panelBindings(_ parts: PageParts<Self>) -> [Binding<Self>] {
    let hasSeveral = parts.focusable.count > 1
    let hasPanels: (Self) -> Bool = { _ in hasSeveral }
    let takesArrows = parts.takes(.up)
    return [
      Binding(
        [.up, .down],
        common: .arrows,
        hint: "panel",
        hintCaps: "↑↓",
        rank: 100,
        help: "focus a panel",
        group: HelpGroup.looking,
        when: hasPanels
      ) { screen, key in
        screen.movePanelFocus(by: key == .down ? 1 : -1)
        return []
      },
      Binding(
        common: .panel,
        hint: takesArrows ? "panel" : nil,
        hintCaps: "p",
        rank: 101,
        help: "focus the next, the previous panel",
        group: HelpGroup.looking,
        when: hasPanels
      ) { screen, key in
        screen.movePanelFocus(by: key == .character("p") ? 1 : -1)
        return []
      },
      Binding(
        [.character("z"), .enter],
        common: .zoom,
        hint: shell.isZoomed ? "whole screen" : "zoom",
        hintCaps: "z",
        rank: 110,
        help: "zoom the focused panel",
        group: HelpGroup.looking,
        when: { hasPanels($0) || $0.shell.isZoomed }
      ) { screen, _ in
        screen.shell.isZoomed.toggle()
        screen.shell.pointer = nil
        return []
      },
    ]
  }

  /// Focuses the next or previous panel of the page.
  public mutating func movePanelFocus(by direction: Int) {
    let all = focusablePanels
    guard !all.isEmpty else { return }
    let index = all.firstIndex(of: shell.panel) ?? 0
    shell.panel = all[(index + direction + all.count) % all.count]
    shell.pointer = nil
  }

  // MARK: Pages

  private var pageBindings: [Binding<Self>] {
    let count = Page.allCases.count
    guard count > 1 else { return [] }
    return [
      Binding(
        (1...min(9, count)).map { Key.character(Unicode.Scalar(UInt8(0x30 + $0))) },
        common: .page,
        caps: "1–\(count)",
        hint: "page",
        rank: 55,
        help: Page.allCases.map { $0.title }.joined(separator: ", "),
        group: "pages"
      ) { screen, key in
        guard case .character(let scalar) = key else { return [] }
        let pages = Array(Page.allCases)
        let index = Int(scalar.value) - 0x31
        return pages.indices.contains(index) ? screen.turn(to: pages[index]) : []
      }
    ]
  }

  // MARK: Texts over the panels

  private var textBindings: [Binding<Self>] {
    [
      Binding(
        common: .explain,
        hint: "explain",
        rank: 90,
        isEssential: true,
        help: "explain, with the current numbers",
        group: HelpGroup.looking,
        when: { $0.canExplain }
      ) { screen, _ in
        screen.shell.overlay.open(.explain)
        return []
      }
    ]
  }

  // MARK: The program

  private var programBindings: [Binding<Self>] {
    [
      Binding(
        common: .help,
        caps: "?",
        hint: "help",
        rank: 91,
        isEssential: true,
        help: "this help",
        group: HelpGroup.program
      ) {
        screen,
        _ in
        screen.shell.overlay.open(.help)
        return []
      },
      Binding(
        common: .reproduce,
        hint: "command",
        rank: 190,
        help: "show and copy the command that reproduces this",
        group: HelpGroup.program,
        when: { $0.reproducingCommand != nil }
      ) { screen, _ in
        guard let command = screen.reproducingCommand else { return [] }
        // A row begins with a blank.
        if StyledText(command).spelledInASCII.count < screen.shell.size.width {
          screen.shell.notice = command
        } else {
          screen.shell.overlay.open(.command)
        }
        return [.program(.copy(command))]
      },
      Binding(common: .theme, hint: "theme", rank: 195, help: "dark or light theme", group: HelpGroup.program) { _, _ in
        [.program(.changeTheme)]
      },
      Binding(
        common: .glyphs,
        help: "other glyphs, if the font lacks some",
        group: HelpGroup.program
      ) { _, _ in [.program(.changeGlyphs)] },
      Binding(
        common: .picture,
        hint: "picture",
        rank: 200,
        help: "write a picture of the screen",
        group: HelpGroup.program
      ) { _, _ in [.program(.writePicture)] },
      Binding(
        common: .leave,
        hint: leaveHint,
        rank: 92,
        isEssential: true,
        help: "back, then quit",
        group: HelpGroup.program
      ) { screen, _ in
        screen.stepBack() ?? [.back]
      },
      Binding(common: .cancel, help: "back; never quits", group: HelpGroup.program) { screen, _ in
        if let commands = screen.stepBack() { return commands }
        screen.shell.notice = "q leaves this screen"
        return []
      },
    ]
  }

  /// Where leaving leads.
  private var leaveHint: String {
    if shell.isZoomed { return "back" }
    return shell.openers.last.map { "back to \($0.title)" } ?? "quit"
  }

  /// Goes back within the screen; nil at its first level.
  private mutating func stepBack() -> [Command]? {
    if shell.isZoomed {
      shell.isZoomed = false
      return []
    }
    if let commands = backWithin() { return commands }
    guard let opener = shell.openers.popLast() else { return nil }
    let openers = shell.openers
    let commands = turn(to: opener)
    shell.openers = openers
    return commands
  }
}
