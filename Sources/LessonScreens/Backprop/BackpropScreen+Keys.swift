import Lessons
import NeuralNet
import Plots
import Shell
import Terminal

extension BackpropScreen {
  /// The settings.
  public var settings: [Setting<BackpropScreen>] {
    let state = lesson.state
    return [
      Setting(BackpropParameters.learningRate, value: state.learningRate) { screen, value in
        screen.change { (lesson: inout BackpropLesson) throws(BackpropError) in
          try lesson.set(.learningRate, to: value)
        }
      },
      Setting(BackpropParameters.activation, value: state.network.architecture.hiddenActivation) { screen, value in
        screen.change { (lesson: inout BackpropLesson) throws(BackpropError) in try lesson.setActivation(value) }
      },
      Setting(
        "loss",
        value: state.loss.displayName,
        set: { (screen, text) throws(ParameterError) in
          let loss = try BackpropParameters.loss.value(of: text)
          return screen.setLoss(loss)
        },
        change: { screen, up in
          // Cross-entropy needs several outputs, BCE targets from 0 to 1: what does not fit is passed over.
          var loss = screen.lesson.state.loss
          repeat {
            loss = BackpropParameters.loss.next(loss, up)
            var copy = screen.lesson
            do throws(BackpropError) { try copy.setLoss(loss) } catch { continue }
            break
          } while loss != screen.lesson.state.loss
          return screen.setLoss(loss)
        }
      ),
      Setting(BackpropParameters.stride, \.stride, of: self),
    ]
  }

  private mutating func setLoss(_ loss: Loss) -> [Command] {
    change { (lesson: inout BackpropLesson) throws(BackpropError) in try lesson.setLoss(loss) }
  }

  /// The screen's own keys.
  public var bindings: [Binding<BackpropScreen>] { walkBindings + numberBindings }

  private var walkBindings: [Binding<BackpropScreen>] {
    [
      Binding(
        "u",
        common: .undo,
        hint: lesson.canUndo ? "undo" : nil,
        rank: 80,
        help: "undo the last change",
        group: HelpGroup.settings
      ) { screen, _ in screen.undo() },
      Binding(
        [.end],
        common: .time,
        help: "to the end of the newest pass",
        group: HelpGroup.past
      ) { screen, _ in screen.move(to: (max(screen.lesson.passes, screen.lesson.state.pass) + 1) * screen.count - 1) },
      Binding(
        [.up, .down],
        common: .arrows,
        caps: "↑ ↓",
        hint: "operation",
        hintCaps: "↑↓",
        rank: 50,
        help: "one operation back, forward",
        group: HelpGroup.past,
        when: { $0.shell.panel == .walk }
      ) { screen, key in screen.move(to: screen.playback.position + (key == .up ? -1 : 1)) },
      Binding(
        [.up, .down],
        common: .arrows,
        caps: "↑ ↓",
        hint: "scroll",
        hintCaps: "↑↓",
        rank: 50,
        help: "scroll a long result",
        group: HelpGroup.looking,
        when: { $0.shell.panel == .operation && $0.lesson.operation.values.count > 1 }
      ) { screen, key in
        let last = screen.lesson.operation.values.count - 1
        screen.scroll = min(max(0, screen.scroll + (key == .up ? -1 : 1)), last)
        return []
      },
    ]
  }

  private var numberBindings: [Binding<BackpropScreen>] {
    let isChoosing: (BackpropScreen) -> Bool = { $0.shell.panel == .numbers }
    return [
      Binding(
        [.up, .down],
        common: .arrows,
        caps: "↑ ↓",
        hint: "choose",
        hintCaps: "↑↓",
        rank: 50,
        help: "choose a number",
        group: "numbers",
        when: isChoosing
      ) { screen, key in
        screen.quantity = min(max(0, screen.quantity + (key == .up ? -1 : 1)), screen.lesson.quantities.count - 1)
        return []
      },
      Binding(
        [.left, .right],
        common: .arrows,
        caps: "← →",
        hint: "change",
        hintCaps: "←→",
        rank: 51,
        help: "change the number by 0.1",
        group: "numbers",
        when: isChoosing
      ) { screen, key in screen.nudge(up: key == .right) },
      Binding(
        common: .open,
        hint: "type",
        rank: 52,
        help: "type the number",
        group: "numbers",
        when: isChoosing
      ) { screen, _ in screen.typeNumber() },
      Binding(common: .text, help: "the same", group: "numbers", when: isChoosing) { screen, _ in screen.typeNumber() },
    ]
  }

  private mutating func typeNumber() -> [Command] {
    let chosen = lesson.quantities[quantity]
    edit(.own("number"), prompt: "\(lesson.name(chosen)) =", text: "\(lesson.value(chosen))")
    return []
  }

  private mutating func nudge(up: Bool) -> [Command] {
    let chosen = lesson.quantities[quantity]
    let old = lesson.value(chosen)
    guard old.isFinite else { return [] }
    let value =
      chosen == .learningRate
      ? BackpropParameters.learningRate.next(old, up) : ((old * 10).rounded() + (up ? 1 : -1)) / 10
    return change { (lesson: inout BackpropLesson) throws(BackpropError) in try lesson.set(chosen, to: value) }
  }

  /// A click chooses an operation or a number; the wheel steps.
  public mutating func point(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command] {
    let inner = Panel(title: "").inner(of: region)
    switch (mouse.action, panel) {
    case (.press, .walk):
      guard let row = walkTable(inner.height).row(atScreenRow: mouse.position.y, in: inner) else { return [] }
      return move(to: lesson.state.pass * count + row)
    case (.press, .numbers):
      if let row = numberTable(inner.height).row(atScreenRow: mouse.position.y, in: inner) { quantity = row }
      return []
    case (.wheelDown, .walk), (.wheelDown, .graph): return move(to: playback.position + 1)
    case (.wheelUp, .walk), (.wheelUp, .graph): return move(to: playback.position - 1)
    case (.wheelDown, .numbers): return nudge(up: false)
    case (.wheelUp, .numbers): return nudge(up: true)
    default: return []
    }
  }
}
