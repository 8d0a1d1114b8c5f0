import Playground
import Plots
import Shell
import Terminal

extension PlaygroundScreen {
  /// Keys of network, output and tasks.
  public var bindings: [Binding<PlaygroundScreen>] { networkBindings + outputBindings + [undoBinding, tasksBinding] }

  // MARK: Network

  private var networkBindings: [Binding<PlaygroundScreen>] {
    let isNetwork: (Self) -> Bool = { $0.shell.panel == .network || $0.shell.panel == .weights }
    let isUnit: (Self) -> Bool = { isNetwork($0) && $0.selectedUnit != nil }
    let isFeature: (Self) -> Bool = { screen in
      if isNetwork(screen), case .feature = screen.selection { return true }
      return false
    }
    return [
      Binding(
        [.left, .right, .up, .down],
        common: .arrows,
        hint: "unit",
        hintCaps: "arrows",
        rank: 45,
        help: "choose a feature or unit",
        group: "network",
        when: isNetwork
      ) { screen, key in
        screen.moveSelection(key)
        return []
      },
      Binding(
        "cC",
        hint: "edge",
        hintCaps: "c",
        rank: 46,
        help: "next, previous incoming edge of the unit, then its bias",
        group: "network",
        when: isUnit
      ) { screen, key in
        screen.moveEdge(by: key == .character("c") ? 1 : -1)
        return []
      },
      Binding(
        "v",
        hint: "set value",
        rank: 47,
        help: "type a value for the chosen weight or bias",
        group: "network",
        when: isUnit
      ) { screen, _ in
        screen.editValue()
        return []
      },
      Binding(
        "f",
        hint: "feature on/off",
        rank: 47,
        help: "switch the feature on or off",
        group: "network",
        when: isFeature
      ) { screen, _ in screen.toggleFeature() },
      Binding(
        common: .open,
        help: "switch the feature; type a value for the weight or bias",
        group: "network",
        when: { isUnit($0) || isFeature($0) }
      ) { screen, _ in
        if isFeature(screen) { return screen.toggleFeature() }
        screen.editValue()
        return []
      },
    ]
  }

  /// The unit of the selection with its layer among the trained ones; nil for a feature.
  var selectedUnit: UnitPlace? {
    switch selection {
    case .feature: nil
    case .unit(let place, _): place
    case .output(let index): UnitPlace(layer: experiment.hidden.count, unit: index)
    }
  }

  private mutating func moveSelection(_ key: Key) {
    let (column, row) = (selection.column(experiment), selection.row)
    outputEdge = nil
    switch key {
    case .left: selection = .at(column: max(0, column - 1), row: row, experiment)
    case .right: selection = .at(column: column + 1, row: row, experiment)
    case .up: selection = .at(column: column, row: row - 1, experiment)
    case .down: selection = .at(column: column, row: row + 1, experiment)
    default: break
    }
  }

  /// The incoming edge that is chosen; nil for the bias.
  var selectedInput: Int? {
    switch selection {
    case .feature: nil
    case .unit(_, let input): input
    case .output: outputEdge
    }
  }

  mutating func select(_ place: UnitPlace, input: Int?) {
    if place.layer >= experiment.hidden.count {
      selection = .output(place.unit)
      outputEdge = input
    } else {
      selection = .unit(place, input: input)
    }
  }

  private mutating func moveEdge(by step: Int) {
    guard let place = selectedUnit else { return }
    let count = experiment.layerSizes[place.layer]
    // The bias comes after the last edge.
    let index = ((selectedInput ?? count) + step + count + 1) % (count + 1)
    select(place, input: index == count ? nil : index)
  }

  /// Where the chosen weight or bias lies, and its name.
  var selectedParameter: (place: Int, name: String)? {
    guard let unit = selectedUnit, let shape = snapshot?.weights.shape, unit.layer < shape.layerCount,
      unit.unit < shape.sizes[unit.layer + 1]
    else { return nil }
    let name = unitTitle(unit)
    guard let input = selectedInput, input < shape.sizes[unit.layer] else {
      return (shape.bias(layer: unit.layer, unit: unit.unit), "bias of \(name)")
    }
    return (
      shape.weight(layer: unit.layer, unit: unit.unit, input: input),
      "weight \(inputTitle(input, layer: unit.layer)) → \(name)"
    )
  }

  func unitTitle(_ place: UnitPlace) -> String {
    guard place.layer >= experiment.hidden.count else { return place.title }
    return experiment.outputCount == 1 ? "ŷ" : "p\(subscripted(place.unit + 1))"
  }

  func inputTitle(_ input: Int, layer: Int) -> String {
    guard layer == 0 else { return UnitPlace(layer: layer - 1, unit: input).title }
    let features = experiment.orderedFeatures
    return features.indices.contains(input) ? features[input].title : ""
  }

  mutating func editValue() {
    guard let chosen = selectedParameter, let weights = snapshot?.weights else { return }
    let now = NumberFormat.significant(4).string(weights.parameters[chosen.place])
    edit(.own("weight"), prompt: "\(chosen.name), now \(now):")
  }

  /// Sets a weight or bias to what was typed.
  public mutating func submitted(_ text: String, _ purpose: LineEditor.Purpose) -> [Command] {
    guard purpose == .own("weight"), let chosen = selectedParameter, let weights = snapshot?.weights else { return [] }
    // A minus sign as it is shown is one too, and blanks around a number do not matter.
    let plain = String(text.map { $0 == "−" ? "-" : $0 }).split(separator: " ").joined(separator: " ")
    if plain.isEmpty { return [] }
    guard let value = Double(plain), value.isFinite else {
      shell.notice = "\(chosen.name): expected a finite number, found '\(text)'"
      return []
    }
    let edit = WeightEdit(place: chosen.place, old: weights.parameters[chosen.place], new: value)
    undoable.append(.weight(edit))
    var new = run.settings
    new.edits.append(edit)
    return configure(new, chosen.name, NumberFormat.compact.string(value))
  }

  private var undoBinding: Binding<PlaygroundScreen> {
    Binding(
      common: .undo,
      hint: "undo",
      rank: 48,
      help: "undo the last change of a weight, bias or point",
      group: "network",
      when: { !$0.undoable.isEmpty }
    ) { screen, _ in
      guard let last = screen.undoable.popLast() else { return [] }
      switch last {
      case .weight(let edit):
        var new = screen.run.settings
        new.edits.append(WeightEdit(place: edit.place, old: edit.new, new: edit.old))
        return screen.configure(new, "weight", "back to \(NumberFormat.compact.string(edit.old))")
      case .points(let edits): return screen.change("points", "as they were") { $0.edits = edits }
      }
    }
  }

  private mutating func toggleFeature() -> [Command] {
    guard case .feature(let index) = selection else { return [] }
    let feature = PlaneFeature.allCases[index]
    let isOn = experiment.features.contains(feature)
    return change(feature.title, isOn ? "off" : "on") {
      if isOn { $0.features.remove(feature) } else { $0.features.insert(feature) }
    }
  }

  // MARK: Output

  private var outputBindings: [Binding<PlaygroundScreen>] {
    let isOutput: (Self) -> Bool = { $0.shell.panel == .output }
    return [
      Binding(
        [.left, .right, .up, .down],
        common: .arrows,
        hint: "cursor",
        hintCaps: "arrows",
        rank: 45,
        help: "move the cursor",
        group: "points",
        when: isOutput
      ) { screen, key in
        screen.moveCursor(key)
        return []
      },
      Binding(
        "a",
        hint: "add point",
        rank: 46,
        help: "add a point of the pen's class here",
        group: "points",
        when: isOutput
      ) {
        screen,
        _ in screen.setPoint(x: screen.cursor.x, y: screen.cursor.y)
      },
      Binding("x", hint: "remove", rank: 47, help: "remove the nearest training point", group: "points", when: isOutput)
      {
        screen,
        _ in screen.removePoint()
      },
      Binding("k", hint: "class", rank: 48, help: "the pen's class", group: "points", when: isOutput) { screen, _ in
        screen.pen = (screen.pen + 1) % (screen.experiment.task.classCount ?? 2)
        screen.shell.notice = "the pen adds points of \(screen.penTitle)"
        return []
      },
      Binding(
        "m",
        help: "let a click add a point and a right click remove one, or only read values",
        group: "points",
        when: isOutput
      ) { screen, _ in
        screen.mouseSetsPoints.toggle()
        screen.shell.notice =
          screen.mouseSetsPoints
          ? "a click adds a point of \(screen.penTitle), a right click removes the nearest"
          : "the mouse only reads values"
        return []
      },
    ]
  }

  /// The label that a point is set with.
  var penLabel: Double {
    switch experiment.task {
    case .twoClasses, .regression: pen == 0 ? 1 : -1
    case .classes: Double(pen)
    }
  }

  private var penTitle: String {
    if case .regression = experiment.task { return "value \(PlaygroundScreen.number(penLabel))" }
    if case .table(let table) = experiment.dataset {
      let index = experiment.task == .twoClasses ? (penLabel > 0 ? 1 : 0) : pen
      if table.classNames.indices.contains(index) { return "class \(table.classNames[index])" }
    }
    return "class \(PlaygroundScreen.number(penLabel))"
  }

  private mutating func moveCursor(_ key: Key) {
    let step = 0.25
    switch key {
    case .left: cursor.x = max(-6, cursor.x - step)
    case .right: cursor.x = min(6, cursor.x + step)
    case .up: cursor.y = min(6, cursor.y + step)
    case .down: cursor.y = max(-6, cursor.y - step)
    default: break
    }
  }

  mutating func setPoint(x: Double, y: Double) -> [Command] {
    let point = PlanePoint(x: x, y: y, label: penLabel)
    undoable.append(.points(experiment.edits))
    return change("a point", "added") { $0.edits.added.append(point) }
  }

  private mutating func removePoint() -> [Command] {
    let (x, y) = cursor
    func distance(_ point: PlanePoint) -> Double {
      (point.x - x) * (point.x - x) + (point.y - y) * (point.y - y)
    }
    guard let nearest = snapshot?.split.train.min(by: { distance($0) < distance($1) }), distance(nearest) < 1 else {
      shell.notice = "there is no training point near the cursor"
      return []
    }
    undoable.append(.points(experiment.edits))
    return change("a point", "removed") {
      if let index = $0.edits.added.firstIndex(of: nearest) {
        $0.edits.added.remove(at: index)
      } else {
        $0.edits.removed.insert(nearest)
      }
    }
  }

  // MARK: Mouse

  /// Chooses what is clicked, or sets a point.
  public mutating func point(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command] {
    switch panel {
    case .network where mouse.action == .press:
      let picture = picture(in: frame(.network, "").inner(of: region))
      if let hit = picture.item(at: mouse.position) {
        selection = hit
        outputEdge = nil
      } else if let edge = picture.edge(at: mouse.position) {
        select(edge.unit, input: edge.input)
      }
    case .output:
      guard let place = map.place(at: mouse.position, in: mapRegion(in: region)) else { return [] }
      switch mouse.action {
      case .press:
        cursor = place
        if mouseSetsPoints { return setPoint(x: place.x, y: place.y) }
      case .secondaryPress where mouseSetsPoints:
        cursor = place
        return removePoint()
      default: break
      }
    default: break
    }
    return []
  }

  // MARK: Tasks

  private var tasksBinding: Binding<PlaygroundScreen> {
    Binding("G", hint: "next task", rank: 90, help: "set up the data and network of the next task", group: "tasks") {
      screen,
      _ in
      let next = screen.task.map { $0 + 1 } ?? 0
      guard next < PlaygroundTask.all.count else {
        screen.task = nil
        screen.shell.notice = "no task: the network is as it was"
        return []
      }
      screen.task = next
      let task = PlaygroundTask.all[next]
      var new = screen.run.settings
      new.experiment = task.settings
      new.experiment.seed = screen.experiment.seed
      let commands = screen.configure(new, "task", task.title)
      screen.shell.notice = "task \(next + 1) of \(PlaygroundTask.all.count): \(task.title); e shows the task"
      return commands
    }
  }
}
