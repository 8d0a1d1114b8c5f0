import NeuralNet
import Plots
import Shell
import TensorLab
import Terminal

extension AutogradScreen {
  static let formulaPurpose = LineEditor.Purpose.own("formula")

  /// Its own keys.
  public var bindings: [Binding<AutogradScreen>] {
    [
      Binding(
        [.left, .right, .up, .down],
        common: .arrows,
        hint: "pan",
        rank: 45,
        help: "pan the graph",
        group: "graph",
        when: { $0.shell.panel == .graph && $0.canPan }
      ) { screen, key in
        screen.pan(key)
        return []
      },
      Binding(
        "f",
        hint: "formula",
        rank: 56,
        help: "type an expression, with values such as x = 3; x^2",
        group: "graph"
      ) {
        screen,
        _ in
        screen.edit(Self.formulaPurpose, prompt: "formula:", text: screen.problem.source)
        return []
      },
      Binding(common: .range, help: "show more, less of each node", group: "graph") { screen, key in
        screen.chosenDetail = key == .character("i") ? .boxes : .lines
        screen.pan = nil
        return []
      },
      Binding(
        common: .undo,
        hint: "undo",
        rank: 120,
        help: "undo the last change of expression or number",
        group: "graph",
        when: { !$0.past.isEmpty }
      ) { screen, _ in
        guard let problem = screen.past.popLast() else { return [] }
        let keepsPlace = problem.expression == screen.problem.expression
        screen.show(problem, keepsPlace: keepsPlace, isUndo: true)
        return []
      },
    ]
  }

  /// What help says beside the keys.
  public var helpNotes: [HelpNote] {
    [HelpNote("graph", "mouse", "a click on a node goes to the step that computes its value; the wheel steps")]
  }

  /// Takes over a line that was typed.
  public mutating func submitted(_ text: String, _ purpose: LineEditor.Purpose) -> [Command] {
    guard purpose == Self.formulaPurpose else { return [] }
    do throws(FormulaError) {
      show(try AutogradProblem(text))
      fault = nil
    } catch {
      // What was typed is not lost: it is there again, to be mended, and the step's panel says what is wrong.
      edit(Self.formulaPurpose, prompt: "column \(error.column):", text: text)
      fault = error
    }
    return []
  }

  /// A line that was given up has no fault.
  public mutating func cancelled(_ purpose: LineEditor.Purpose) -> [Command] {
    fault = nil
    return []
  }

  /// Completes the last word.
  public func completion(of text: String, _ purpose: LineEditor.Purpose) -> String? {
    guard purpose == Self.formulaPurpose else { return nil }
    let word = String(text.reversed().prefix { $0.isLetter || $0 == "_" || $0.isNumber }.reversed())
    guard !word.isEmpty else { return nil }
    let names = ScalarFunction.allCases.map(\.rawValue) + ["max", "min", "clamp", "pow", "dot", "sum", "mean"]
    guard let match = names.first(where: { $0.hasPrefix(word) }) else { return nil }
    return text.dropLast(word.count) + match + "("
  }

  // MARK: Panning

  /// The room of the graph in its panel.
  var graphRegion: Rect { Panel(title: "").inner(of: panels[.graph]) }

  var canPan: Bool {
    let size = picture.size
    let room = graphRegion
    return size.width > room.width || size.height > room.height
  }

  private mutating func pan(_ key: Key) {
    let region = graphRegion
    var place = origin(in: region)
    switch key {
    case .left: place.x -= 8
    case .right: place.x += 8
    case .up: place.y -= 3
    default: place.y += 3
    }
    pan = clamped(place, in: region)
  }

  /// Takes in the mouse.
  public mutating func point(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command] {
    guard panel == .graph else { return [] }
    switch mouse.action {
    case .wheelUp: return move(to: playback.position - 1)
    case .wheelDown: return move(to: playback.position + 1)
    case .press:
      let inner = Panel(title: "").inner(of: region)
      guard inner.contains(mouse.position) else { return [] }
      let corner = origin(in: inner)
      let place = Point(mouse.position.x - inner.x + corner.x, mouse.position.y - inner.y + corner.y)
      guard let index = picture.boxes.firstIndex(where: { $0.contains(place) }) else { return [] }
      let step = picture.valueSteps[picture.nodes[index]]
      return step == playback.position ? [] : move(to: step)
    default: return []
    }
  }
}
