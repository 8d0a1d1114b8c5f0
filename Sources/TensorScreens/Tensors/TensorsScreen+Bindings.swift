import Plots
import Shell
import TensorLab
import Terminal

extension TensorsScreen {
  static let linePurpose = LineEditor.Purpose.own("line")

  /// Its own keys.
  public var bindings: [Binding<TensorsScreen>] {
    switch page {
    case .arrays: arrayBindings
    case .module: moduleBindings
    }
  }

  private var arrayBindings: [Binding<TensorsScreen>] {
    [
      Binding(
        [.left, .right, .up, .down],
        common: .arrows,
        hint: "element",
        rank: 45,
        help: "choose an element of the result",
        group: "arrays",
        when: { $0.shell.panel != .lines && $0.shell.panel != .words && $0.result != nil }
      ) { screen, key in
        screen.moveCell(key)
        return []
      },
      Binding(
        [.up, .down],
        common: .arrows,
        hint: "line",
        rank: 45,
        help: "an earlier, a later line",
        group: "arrays",
        when: { $0.shell.panel == .lines }
      ) { screen, key in
        screen.choose(screen.chosen + (key == .down ? 1 : -1))
        return []
      },
      Binding(
        common: .open,
        hint: "type",
        rank: 20,
        isEssential: true,
        help: "type a line; tab completes names, ↑ ↓ recall earlier lines",
        group: "arrays"
      ) { screen, _ in
        screen.edit(Self.linePurpose, prompt: ">>>")
        return []
      },
      Binding("f", help: "edit the line that is shown", group: "arrays") { screen, _ in
        screen.edit(Self.linePurpose, prompt: ">>>", text: screen.entry?.line ?? "")
        return []
      },
      Binding(
        "[]",
        common: .time,
        caps: "[ ]",
        hint: "operation",
        rank: 56,
        help: "the line's previous, next operation",
        group: "arrays"
      ) { screen, key in
        screen.moveStep(to: screen.stepIndex + (key == .character("[") ? -1 : 1))
        return []
      },
      Binding([.home, .end], common: .time, help: "the line's first, last operation", group: "arrays") { screen, key in
        screen.moveStep(to: key == .home ? 0 : screen.steps.count - 1)
        return []
      },
      Binding(
        common: .undo,
        hint: "undo",
        rank: 120,
        help: "undo the last line",
        group: "arrays",
        when: { $0.entries.count > 1 }
      ) { screen, _ in
        screen.undo()
        return []
      },
    ]
  }

  private var moduleBindings: [Binding<TensorsScreen>] {
    [
      Binding(
        [.up, .down],
        common: .arrows,
        hint: "module",
        rank: 45,
        help: "choose a module",
        group: "module",
        when: { $0.shell.panel == .modules }
      ) { screen, key in
        screen.chooseModule(screen.module + (key == .down ? 1 : -1))
      },
      Binding(
        [.up, .down],
        common: .arrows,
        hint: "tensor",
        rank: 45,
        help: "choose a tensor",
        group: "module",
        when: { $0.shell.panel != .modules }
      ) { screen, key in
        screen.chooseTensor(by: key == .down ? 1 : -1)
      },
      Binding([.pageUp, .pageDown], help: "ten up, ten down", group: "module") { screen, key in
        let step = key == .pageDown ? 10 : -10
        return screen.shell.panel == .modules
          ? screen.chooseModule(screen.module + step) : screen.chooseTensor(by: step)
      },
      Binding("f", hint: "file", rank: 56, help: "open a safetensors file", group: "module") { screen, _ in
        screen.edit(.setting("network"), prompt: "file:", text: screen.source.isFile ? screen.source.title : "")
        return []
      },
    ]
  }

  /// What help says beside the keys.
  public var helpNotes: [HelpNote] {
    [HelpNote(HelpGroup.looking, "mouse", "a click chooses an element, a line, a module or a tensor; the wheel moves")]
  }

  /// Takes over a line that was typed.
  public mutating func submitted(_ text: String, _ purpose: LineEditor.Purpose) -> [Command] {
    guard purpose == Self.linePurpose, !text.allSatisfy({ $0 == " " }) else { return [] }
    run(text)
    exampleIndex = nil
    if let fault = entry?.fault { shell.notice = "\(fault)" }
    return []
  }

  /// The only completion, or as far as all of them agree; where they part they are told.
  public func completion(of text: String, _ purpose: LineEditor.Purpose) -> String? {
    guard purpose == Self.linePurpose else { return nil }
    let all = interpreter.completions(of: text)
    guard var common = all.first else { return nil }
    for other in all { common = String(zip(common, other).prefix { $0 == $1 }.map(\.0)) }
    let word = String(text.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
    return common.count > word.count ? text.dropLast(word.count) + common : nil
  }

  // MARK: Mouse

  /// Takes in the mouse.
  public mutating func point(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command] {
    let direction = mouse.action == .wheelDown ? 1 : mouse.action == .wheelUp ? -1 : 0
    let inner = Panel(title: "").inner(of: region).inset(horizontal: 1, vertical: 0)
    let offset = mouse.position.y - inner.y
    guard inner.contains(mouse.position) || direction != 0 else { return [] }
    let isPress = mouse.action == .press || mouse.action == .drag
    switch panel {
    case .result:
      if direction != 0 {
        moveCell(direction > 0 ? .down : .up)
      } else if isPress, let result, let place = ArrayGrid(result, marked: [cell]).cell(at: mouse.position, in: inner) {
        cell = place
      }
    case .lines:
      if direction != 0 {
        choose(chosen + direction)
      } else if isPress {
        let first = firstLine(height: inner.height)
        if entries.indices.contains(first + offset) { choose(first + offset) }
      }
    case .modules:
      if direction != 0 { return chooseModule(module + direction) }
      if isPress, source.modules.indices.contains(firstModule(height: inner.height) + offset) {
        return chooseModule(firstModule(height: inner.height) + offset)
      }
    case .tensors:
      if direction != 0 { return chooseTensor(by: direction) }
      if isPress, let row = tensorTable.row(atScreenRow: mouse.position.y, in: inner) {
        let shown = source.tensors(of: module)
        if shown.indices.contains(row) { return chooseTensor(by: row - (shown.firstIndex(of: tensor) ?? 0)) }
      }
    case .first, .second, .words, .figures: break
    }
    return []
  }
}
