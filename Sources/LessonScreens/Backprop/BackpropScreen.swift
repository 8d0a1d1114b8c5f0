import Lessons
import NeuralNet
import Plots
import Shell
import Terminal

/// `dlviz backprop`: every operation of a pass, forward and backward, as formula, numbers and lit parts of the network.
public struct BackpropScreen: PlaybackScreen, TextScreen {
  /// The screen hears nothing.
  public typealias Message = Never
  /// It asks for nothing.
  public typealias Effect = Never
  /// It has one page.
  public typealias Page = OnlyPage

  /// The panels, in reading order.
  public enum PanelID: Hashable, Sendable { case graph, walk, operation, numbers }

  /// What the shell keeps.
  public var shell = ShellState<OnlyPage, PanelID>(panel: .walk)
  /// Where the lesson stands.
  public var playback: Playback

  /// The walk.
  public private(set) var lesson: BackpropLesson
  /// How many changes have been made and not taken back.
  private(set) var changes = 0
  /// What a larger step goes over.
  var stride = BackpropParameters.stride.defaultValue
  /// The number that is chosen in the panel of numbers.
  var quantity = 0
  /// The first element that is shown of a long result.
  var scroll = 0
  private let origin: BackpropState
  private var seed: UInt64 = 42
  /// How the walk was asked for, as arguments.
  private let arguments: String

  /// A screen before its first event.
  public init(_ state: BackpropState, arguments: String = "") {
    lesson = BackpropLesson(state)
    origin = state
    self.arguments = arguments
    playback = Playback(last: 0, pace: 1, paces: [0.5, 1, 2, 5, 10, 20, 50, 100, 500])
    extend()
  }

  /// The screen's name.
  public var name: String { "backprop" }
  /// The command that shows the same again.
  public var reproducingCommand: String? {
    arguments.isEmpty ? "dlviz backprop" : "dlviz backprop \(arguments)"
  }

  /// The course's walk.
  public init() { self.init(BackpropPreset.course.state) }

  /// Operations in a pass.
  var count: Int { lesson.walk.operations.count }

  // MARK: Playback

  /// There is always another epoch ahead.
  private mutating func extend() {
    let passes = max(lesson.passes, lesson.state.pass) + 2 * lesson.state.samples.count + 1
    playback.last = passes * count - 1
  }

  /// What steps go over.
  public var playbackStrides: (small: String, large: String) {
    ("one operation", "one \(stride.rawValue)")
  }

  /// Where a larger step leads.
  public func largeStep(from place: Int, forward: Bool) -> Int {
    var copy = lesson
    if forward { copy.forward(stride) } else { copy.back(stride) }
    return copy.state.pass * count + copy.index
  }

  /// Brings the lesson to where the playback stands.
  public mutating func moved() -> [Command] {
    let (pass, index) = playback.position.quotientAndRemainder(dividingBy: count)
    lesson.show(pass: pass, operation: index)
    scroll = 0
    extend()
    return []
  }

  /// Begins anew.
  public mutating func restarted(isReseeded: Bool) -> [Command] {
    var state = isReseeded ? lesson.state : origin
    if isReseeded {
      state = state.redrawn(seed: seed)
      seed &+= 1
    }
    lesson = BackpropLesson(state)
    changes = 0
    quantity = min(quantity, lesson.quantities.count - 1)
    shell.lesson?.restart()
    settlePosition()
    return []
  }

  private mutating func settlePosition() {
    extend()
    playback.move(to: lesson.state.pass * count + lesson.index)
  }

  // MARK: Changes

  /// Changes the walk by hand, or says why not.
  mutating func change(_ body: (inout BackpropLesson) throws(BackpropError) -> Void) -> [Command] {
    playback.isPlaying = false
    do throws(BackpropError) {
      try body(&lesson)
    } catch {
      shell.notice = error.description.withTrueMinus
      return []
    }
    changes += 1
    settlePosition()
    return []
  }

  /// Takes back the last change.
  mutating func undo() -> [Command] {
    guard lesson.undo() else {
      shell.notice = "there is nothing to undo"
      return []
    }
    changes = max(0, changes - 1)
    settlePosition()
    return []
  }

  /// Takes in a number that was typed.
  public mutating func submitted(_ text: String, _ purpose: LineEditor.Purpose) -> [Command] {
    guard lesson.quantities.indices.contains(quantity) else { return [] }
    let chosen = lesson.quantities[quantity]
    guard let value = Double(text.replacing("−", with: "-").filter { $0 != " " }) else {
      shell.notice = "\(lesson.name(chosen)): expected a number, found '\(text)'"
      return []
    }
    return change { (lesson: inout BackpropLesson) throws(BackpropError) in try lesson.set(chosen, to: value) }
  }

  // MARK: Lesson

  /// The figures that tasks are checked by.
  public var facts: [String: Double] {
    let walk = lesson.walk
    func largest(_ values: ArraySlice<Double>) -> Double { values.reduce(0) { max($0, abs($1)) } }
    let gradient = walk.gradient
    let first = lesson.state.network.architecture.layers[0]
    return [
      "loss": walk.loss, "new_loss": walk.newLoss, "loss_fell": walk.newLoss < walk.loss ? 1 : 0,
      "pass": Double(lesson.state.pass + 1), "operation": Double(lesson.index + 1),
      "phase": Double(lesson.operation.phase.rawValue), "largest_gradient": largest(gradient[...]),
      "first_layer_gradient": largest(gradient[..<first.biasRange.upperBound]), "changes": Double(changes),
      "learning_rate": lesson.state.learningRate, "bce": lesson.state.loss == .bce ? 1 : 0,
    ]
  }
}
