import Plots
import Terminal

extension Screen {
  /// Takes in what happened.
  public mutating func update(_ event: ScreenEvent<Message>) -> [Command] {
    defer { if event.isOfPerson { settle() } }
    // What workers say comes hundreds of times a second: what it changes of the panels is settled when a person acts or a frame is drawn.
    if event.isOfPerson { settle() }
    return take(event) + checkTasks()
  }

  private mutating func take(_ event: ScreenEvent<Message>) -> [Command] {
    switch event {
    case .input(.resize(let size)):
      shell.size = size
      shell.pointer = nil
      return resized()
    case .input(.key(let key)): return press(key)
    case .input(.mouse(let mouse)): return handle(mouse)
    case .input(.paste(let text)): return paste(text)
    case .message(let message): return hear(message)
    case .tick(let now): return tick(now)
    case .notice(let text):
      shell.notice = text
      return []
    case .covered(let isCovered): return covered(isCovered)
    }
  }

  // MARK: Keys

  private mutating func press(_ key: Key) -> [Command] {
    if shell.editor != nil { return type(key) }
    let hadNotice = shell.notice != nil
    shell.notice = nil
    shell.pointer = nil
    if shell.overlay.isOpen {
      let isTaken = shell.overlay.handle(key, overlayExtent)
      // From the help `e` leads on only where there is something to explain.
      if isTaken, shell.overlay.kind == .explain, !canExplain { shell.overlay.close() }
      if isTaken { return [] }
    } else if key == .escape, hadNotice, question == nil {
      // The first Esc is for what was said.
      return []
    }
    if let binding = binding(for: key) { return binding.action(&self, key) }
    shell.notice = question == nil ? Self.unknown(key) : nil
    return []
  }

  /// What is said of a key that does nothing.
  private static func unknown(_ key: Key) -> String {
    let absence = CommonKey(key)?.absence ?? ""
    return "\(key.cap): " + (absence.isEmpty ? "not a key on this page; ? lists the keys" : absence)
  }

  // MARK: Typing

  private mutating func type(_ key: Key) -> [Command] {
    guard var editor = shell.editor else { return [] }
    switch key {
    case .escape:
      shell.editor = nil
      return cancelled(editor.purpose)
    case .enter:
      shell.editor = nil
      let text = editor.string
      let name = editor.purpose.key
      if !text.isEmpty, shell.typed[name]?.last != text { shell.typed[name, default: []].append(text) }
      return submit(text, editor.purpose)
    case .tab:
      guard let completed = completion(of: editor.string, editor.purpose) else { return [] }
      editor.replace(with: completed)
    default: editor.handle(key)
    }
    shell.editor = editor
    return typed(editor.string, editor.purpose)
  }

  /// A pasted text is for the line that is being typed; its letters are no keys.
  private mutating func paste(_ text: String) -> [Command] {
    guard var editor = shell.editor else {
      shell.notice = "there is no text field to paste into; / opens one if this page has one"
      return []
    }
    editor.insert(text)
    shell.editor = editor
    return typed(editor.string, editor.purpose)
  }

  private mutating func submit(_ text: String, _ purpose: LineEditor.Purpose) -> [Command] {
    guard case .setting(let label) = purpose else { return submitted(text, purpose) }
    guard let setting = settings.first(where: { $0.label == label }), let set = setting.set else { return [] }
    do throws(ParameterError) {
      return try set(&self, text)
    } catch {
      shell.notice = error.words
      return []
    }
  }

  // MARK: Mouse

  private mutating func handle(_ mouse: Mouse) -> [Command] {
    shell.pointer = mouse.position
    if shell.overlay.isOpen {
      _ = shell.overlay.handle(mouse, overlayExtent)
      return []
    }
    let regions = regions
    if regions.controls.contains(mouse.position) { return handle(mouse, onControlsIn: regions.controls) }
    if mouse.action == .press, let index = pageLine.page(at: mouse.position, in: regions.pages), !regions.pages.isEmpty
    {
      return turn(to: Array(Page.allCases)[index])
    }
    guard let place = panels.panel(at: mouse.position) else { return [] }
    if mouse.action == .press, place.standing == .shown { shell.panel = place.panel }
    return point(mouse, at: place.panel, in: place.region)
  }

  private mutating func handle(_ mouse: Mouse, onControlsIn region: Rect) -> [Command] {
    switch mouse.action {
    case .press:
      if let index = controlLine(PageParts(self)).control(atColumn: mouse.position.x, in: region) {
        shell.focusSetting(settings[index].label)
      }
      return []
    case .wheelUp: return changeSetting(up: true)
    case .wheelDown: return changeSetting(up: false)
    default: return []
    }
  }
}
