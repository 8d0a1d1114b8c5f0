import NeuralNet
import Plots
import Shell
import Terminal

extension LossesScreen {
  /// The screen's own keys on the page in front.
  public var bindings: [Binding<LossesScreen>] { page == .softmax ? softmaxBindings : curveBindings }

  private var curveBindings: [Binding<LossesScreen>] {
    [
      Binding(
        [.pageUp, .pageDown],
        hint: "far",
        rank: 72,
        help: "move the cursor in larger steps",
        group: "curves"
      ) { screen, key in
        screen.moveCursor(by: key == .pageUp ? 10 : -10)
        return []
      },
      Binding("v", hint: "target 0/1", rank: 65, help: "target 0 or 1", group: "curves") { screen, _ in
        screen.target = screen.target == 0 ? 1 : 0
        return []
      },
      Binding(
        (0..<Self.slots).map { Key.character(Self.mark($0)) },
        caps: "m a d b n",
        hint: "losses",
        rank: 68,
        help: "show or hide MSE, MAE, Huber, BCE, hinge",
        group: "curves"
      ) { screen, key in
        if let slot = (0..<Self.slots).first(where: { key == .character(Self.mark($0)) }) { screen.toggle(slot) }
        return []
      },
      Binding(common: .logarithm, hint: "log", rank: 69, help: "linear or logarithmic axes", group: HelpGroup.looking) {
        screen,
        _ in
        screen.isLogarithmic.toggle()
        return []
      },
      resetBinding,
    ]
  }

  private var resetBinding: Binding<LossesScreen> {
    Binding("r", common: .restart, hint: "reset", rank: 95, help: "reset the page", group: "pages") { screen, _ in
      screen.reset()
      return []
    }
  }

  private var softmaxBindings: [Binding<LossesScreen>] {
    [
      Binding(
        [.left, .right],
        common: .arrows,
        hint: "class",
        hintCaps: "←→",
        rank: 50,
        help: "choose a class",
        group: "classes"
      ) {
        screen,
        key in
        screen.selectClass(key == .right ? 1 : -1)
        return []
      },
      Binding(
        [.up, .down],
        common: .arrows,
        hint: "logit",
        hintCaps: "↑↓",
        rank: 52,
        help: "move its logit by 0.1",
        group: "classes"
      ) { screen, key in
        screen.moveLogit(by: key == .up ? 1 : -1)
        return []
      },
      Binding([.pageUp, .pageDown], help: "move its logit by 1", group: "classes") { screen, key in
        screen.moveLogit(by: key == .pageUp ? 10 : -10)
        return []
      },
      Binding("v", hint: "target", rank: 54, help: "next target class", group: "classes") { screen, _ in
        screen.targetClass = (screen.targetClass + 1) % screen.logits.count
        return []
      },
      Binding(
        "s",
        common: .step,
        hint: "descend",
        rank: 56,
        help: "a step of gradient descent, η = 1",
        group: "classes"
      ) {
        screen,
        _ in
        screen.descend(1)
        return []
      },
      Binding("S", common: .step, help: "ten steps", group: "classes") { screen, _ in
        screen.descend(10)
        return []
      },
      Binding("R", common: .restart, hint: "random", rank: 94, help: "random logits", group: "classes") { screen, _ in
        screen.drawLogits()
        return []
      },
      resetBinding,
    ]
  }

  /// Lines of the help box without a key.
  public var helpNotes: [HelpNote] {
    [HelpNote(HelpGroup.looking, "mouse", "moving reads values, a click sets the cursor, the wheel moves it")]
  }

  // MARK: What they do

  private mutating func selectClass(_ direction: Int) {
    selectedClass = (selectedClass + direction + logits.count) % logits.count
  }

  private mutating func toggle(_ slot: Int) {
    isVisible[slot].toggle()
    if losses[slot] == .bce, isVisible[slot], !(0...1).contains(target) {
      shell.notice = "BCE needs a target from 0 to 1; this one is \(NumberFormat.compact.string(target))"
    }
  }

  /// Steps of gradient descent on the logits, η = 1.
  private mutating func descend(_ steps: Int) {
    for _ in 0..<steps {
      for (index, slope) in crossEntropy.gradient.enumerated() {
        logits[index] = min(max(logits[index] - slope, -Self.logitLimit), Self.logitLimit)
      }
    }
    shell.notice = "\(steps == 1 ? "one step" : "\(steps) steps") z ← z − η·(p − y), η = 1"
  }

  private mutating func reset() {
    let fresh = LossesScreen()
    switch page {
    case .prediction: cursor = fresh.cursor
    case .logit: logit = fresh.logit
    case .softmax:
      logits = fresh.logits
      targetClass = fresh.targetClass
      selectedClass = fresh.selectedClass
      return
    }
    target = fresh.target
    delta = fresh.delta
    isVisible = fresh.isVisible
    predictionRange = fresh.predictionRange
    logitRange = fresh.logitRange
    isLogarithmic = false
  }

  /// Random logits from the next seed.
  private mutating func drawLogits() {
    var random = RandomNumbers(seed: seed)
    for index in logits.indices {
      logits[index] = min(max((20 * random.normal()).rounded() / 10, -Self.logitLimit), Self.logitLimit)
    }
    seed = random.next() % 100_000
  }

  // MARK: Mouse

  /// Takes in what the mouse did over a panel.
  public mutating func point(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command] {
    hovered = nil
    switch mouse.action {
    case .move: hovered = place(at: mouse.position, panel, in: region)
    case .press, .drag: set(at: mouse.position, panel, in: region)
    case .wheelUp, .wheelDown:
      if let index = barIndex(at: mouse.position, panel, in: region) { selectedClass = index }
      moveCursor(by: mouse.action == .wheelUp ? 1 : -1)
    default: break
    }
    return []
  }

  private mutating func set(at point: Point, _ panel: PanelID, in region: Rect) {
    if page == .softmax {
      if let index = barIndex(at: point, panel, in: region) { selectedClass = index }
    } else if panel == .table, let row = tableRow(at: point, in: region) {
      isVisible[row].toggle()
    } else if let place = place(at: point, panel, in: region) {
      if page == .logit { logit = place } else { cursor = place }
    }
  }

  /// The x under a cell of a plot, on the grid of the cursor.
  private func place(at point: Point, _ panel: PanelID, in region: Rect) -> Double? {
    guard page != .softmax, panel == .value || panel == .derivative else { return nil }
    let inner = Panel(title: "").inner(of: region)
    guard inner.contains(point) else { return nil }
    return chart(panel == .derivative).xValue(atColumn: point.x, in: inner, look: Look()).map { range.moved($0, by: 0) }
  }

  /// The class whose bar is under a cell, or whose row of the table.
  private func barIndex(at point: Point, _ panel: PanelID, in region: Rect) -> Int? {
    guard page == .softmax, panel != .words, panel != .derivation else { return nil }
    if panel == .table { return tableRow(at: point, in: region) }
    return barSlots(in: Panel(title: "").inner(of: region)).firstIndex { $0.contains(point) }
  }
}
