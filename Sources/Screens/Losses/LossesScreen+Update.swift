import NeuralNet
import Plots
import Terminal

extension LossesScreen {
  /// Takes in what happened.
  public mutating func update(_ event: ScreenEvent<Never>) -> [ScreenCommand<Never>] {
    switch event {
    case .input(.resize(let size)):
      self.size = size
      hovered = nil
    case .input(.key(let key)):
      notice = nil
      return handle(key)
    case .input(.mouse(let mouse)): handle(mouse)
    case .notice(let text): notice = text
    case .tick, .covered: break
    }
    return []
  }

  var layout: LossesLayout { LossesLayout(size, page: page, zoomed: isZoomed ? focusedPanel : nil) }

  /// The panels of the page.
  private var panels: [PanelKind] {
    (page == .softmax ? [.value, .derivative, .third, .table, .words] : [.value, .derivative, .table, .words])
      + (LossesLayout(size, page: page, zoomed: nil)[.derivation].isEmpty ? [] : [.derivation])
  }

  // MARK: Keys

  private mutating func handle(_ key: Key) -> [ScreenCommand<Never>] {
    if overlayTakes(key) { return [] }
    switch key {
    case .character("q"), .escape:
      guard isZoomed else { return [.back] }
      isZoomed = false
    case .tab: turn(1)
    case .backTab: turn(-1)
    case .left: page == .softmax ? selectClass(-1) : change(up: false)
    case .right: page == .softmax ? selectClass(1) : change(up: true)
    case .up: page == .softmax ? moveLogit(by: 1) : focusPanel(-1)
    case .down: page == .softmax ? moveLogit(by: -1) : focusPanel(1)
    case .character("+"), .character("="): change(up: true)
    case .character("-"), .character("_"): change(up: false)
    case .character("c"): focusControl(1)
    case .character("C"): focusControl(-1)
    case .character("["): moveCursor(by: -1)
    case .character("]"): moveCursor(by: 1)
    case .character("{"): moveCursor(by: -10)
    case .character("}"): moveCursor(by: 10)
    case .home: moveCursor(by: -1000)
    case .end: moveCursor(by: 1000)
    case .character("y"): nextTarget()
    case .character("s"): descend(1)
    case .character("S"): descend(10)
    case .character("r"): reset()
    case .character("R"): drawLogits()
    case .character("l"): isLogarithmic.toggle()
    case .character("p"): focusPanel(1)
    case .character("P"): focusPanel(-1)
    case .character("z"), .enter: isZoomed.toggle()
    case .character("e"): overlay.open(.explain)
    case .character("?"), .character("h"), .function(1): overlay.open(.help)
    case .character(let scalar) where ("0"..."9").contains(scalar): choose(Int(scalar.value) - 0x30)
    default: break
    }
    return []
  }

  private mutating func turn(_ direction: Int) {
    page = Ladder.cycle(page, in: Page.allCases, up: direction > 0)
    hovered = nil
    overlay.scrollToTop()
    if !panels.contains(focusedPanel) { focusedPanel = .value }
  }

  private mutating func focusControl(_ direction: Int) {
    focusedControls[page] = ((focusedControls[page] ?? 0) + direction + controls.count) % controls.count
  }

  private mutating func focusPanel(_ direction: Int) {
    focusedPanel = Ladder.cycle(focusedPanel, in: panels, up: direction > 0)
  }

  private mutating func selectClass(_ direction: Int) {
    selectedClass = (selectedClass + direction + logits.count) % logits.count
  }

  /// A digit: shows or hides a loss, or says which class is the target.
  private mutating func choose(_ digit: Int) {
    guard page == .softmax else {
      guard isVisible.indices.contains(digit - 1) else { return }
      isVisible[digit - 1].toggle()
      if losses[digit - 1] == .bce, isVisible[digit - 1], !(0...1).contains(target) {
        notice = "BCE needs a target from 0 to 1, this one is \(NumberFormat.compact.string(target))"
      }
      return
    }
    let index = digit == 0 ? 9 : digit - 1
    if logits.indices.contains(index) { targetClass = index }
  }

  private mutating func nextTarget() {
    if page == .softmax {
      targetClass = (targetClass + 1) % logits.count
    } else {
      target = target == 0 ? 1 : 0
    }
  }

  /// Steps of gradient descent on the logits, η = 1.
  private mutating func descend(_ steps: Int) {
    guard page == .softmax else {
      notice = "s descends on the softmax page: tab"
      return
    }
    for _ in 0..<steps {
      for (index, slope) in crossEntropy.gradient.enumerated() {
        logits[index] = min(max(logits[index] - slope, -Self.logitLimit), Self.logitLimit)
      }
    }
    notice = "\(steps == 1 ? "one step" : "\(steps) steps") z ← z − η·(p − y), η = 1"
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
    }
    hovered = nil
    guard page != .softmax else { return }
    target = fresh.target
    delta = fresh.delta
    isVisible = fresh.isVisible
    predictionRange = fresh.predictionRange
    logitRange = fresh.logitRange
    isLogarithmic = false
  }

  /// Random logits from the next seed.
  private mutating func drawLogits() {
    guard page == .softmax else {
      notice = "R draws logits on the softmax page: tab"
      return
    }
    var random = RandomNumbers(seed: seed)
    for index in logits.indices {
      logits[index] = min(max((20 * random.normal()).rounded() / 10, -Self.logitLimit), Self.logitLimit)
    }
    seed = random.next() % 100_000
  }

  // MARK: Mouse

  private mutating func handle(_ mouse: Mouse) {
    let layout = layout
    let panel = layout.panel(at: mouse.position)
    hovered = nil
    if overlayTakes(mouse) { return }
    switch mouse.action {
    case .press:
      if layout.controls.contains(mouse.position) {
        focusedControls[page] =
          controlLine.control(atColumn: mouse.position.x, in: layout.controls) ?? focusedControls[page]
        return
      }
      if let panel { focusedPanel = panel }
      set(at: mouse.position, panel, layout)
    case .drag: set(at: mouse.position, panel, layout)
    case .move: hovered = place(at: mouse.position, panel, layout)
    case .wheelUp, .wheelDown:
      let up = mouse.action == .wheelUp
      if layout.controls.contains(mouse.position) {
        change(up: up)
      } else if panel != nil {
        if let index = barIndex(at: mouse.position, panel, layout) { selectedClass = index }
        moveCursor(by: up ? 1 : -1)
      }
    default: break
    }
  }

  /// The x under the mouse, on the grid of the cursor.
  private func place(at point: Point, _ panel: PanelKind?, _ layout: LossesLayout) -> Double? {
    guard page != .softmax, let panel, panel == .value || panel == .derivative else { return nil }
    let inner = Panel(title: "").inner(of: layout[panel])
    guard inner.contains(point) else { return nil }
    let chart = chart(panel == .derivative)
    return chart.xValue(atColumn: point.x, in: inner, look: Look()).map { range.moved($0, by: 0) }
  }

  private mutating func set(at point: Point, _ panel: PanelKind?, _ layout: LossesLayout) {
    if page == .softmax {
      if let index = barIndex(at: point, panel, layout) { selectedClass = index }
      return
    }
    if panel == .table, let row = tableRow(at: point, in: layout[.table]) {
      isVisible[row].toggle()
      return
    }
    guard let place = place(at: point, panel, layout) else { return }
    if page == .logit { logit = place } else { cursor = place }
  }

  /// The class whose bar is under a cell, or whose row of the table.
  private func barIndex(at point: Point, _ panel: PanelKind?, _ layout: LossesLayout) -> Int? {
    guard page == .softmax, let panel, panel != .words, panel != .derivation else { return nil }
    if panel == .table { return tableRow(at: point, in: layout[.table]) }
    return barSlots(in: Panel(title: "").inner(of: layout[panel])).firstIndex { $0.contains(point) }
  }
}
