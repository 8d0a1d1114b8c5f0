import NeuralNet
import Plots
import Shell
import TensorLab
import Terminal

/// `dlviz autograd`: an expression as a graph, its values forward and its gradients backward, one edge at a time, both ways.
public struct AutogradScreen: PlaybackScreen, TextScreen {
  /// What the worker says.
  public typealias Message = Never
  /// What is asked of the worker.
  public typealias Effect = Never

  /// The panels, in reading order.
  public enum PanelID: Hashable, Sendable {
    case graph, step, gradients
  }

  /// What the shell keeps for it.
  public var shell = ShellState<OnlyPage, PanelID>(panel: .graph)
  /// Where the walk stands.
  public var playback: Playback
  /// What is differentiated.
  public internal(set) var problem: AutogradProblem
  /// Problems before the present one, for undo.
  var past: [AutogradProblem] = []
  /// Its walk.
  public internal(set) var walk: AutogradWalk
  /// The graph laid out with boxes, and with lines.
  var pictures: [AutogradPicture.Detail: AutogradPicture]
  /// How much of a node is shown; nil for what fits.
  var chosenDetail: AutogradPicture.Detail?
  /// How far the graph was panned by hand from where it follows the step; nil while it follows.
  var pan: Point?
  /// Finite differences of each input.
  var differences: AutogradDifferences

  /// What is wrong with the line that is being typed; nil for nothing.
  var fault: FormulaError?

  static let mostUndone = 50

  /// A screen at the beginning of a walk.
  public init(_ problem: AutogradProblem) {
    self.problem = problem
    walk = AutogradWalk(problem.graph)
    pictures = Self.pictures(walk)
    differences = AutogradDifferences(problem.graph)
    playback = Playback(last: walk.steps.count, pace: 2)
  }

  private static func pictures(
    _ walk: AutogradWalk,
    like old: [AutogradPicture] = []
  ) -> [AutogradPicture.Detail: AutogradPicture] {
    let boxes = AutogradPicture(walk, detail: .boxes, like: old)
    return [.boxes: boxes, .lines: AutogradPicture(walk, detail: .lines, like: old + [boxes])]
  }

  /// Shows another problem; the walk begins anew unless its shape is the same.
  mutating func show(_ problem: AutogradProblem, keepsPlace: Bool = false, isUndo: Bool = false) {
    if !isUndo {
      past.append(self.problem)
      if past.count > Self.mostUndone { past.removeFirst() }
    }
    let place = keepsPlace ? playback.position : 0
    self.problem = problem
    walk = AutogradWalk(problem.graph)
    pictures = Self.pictures(walk, like: Array(pictures.values))
    differences = AutogradDifferences(problem.graph)
    playback.last = walk.steps.count
    playback.move(to: place)
    if !keepsPlace { pan = nil }
  }

  /// Its name.
  public var name: String { "autograd" }

  /// The command that shows this again.
  public var reproducingCommand: String? { problem.command }

  // MARK: Stepping

  /// What `s` and `S` step over.
  public var playbackStrides: (small: String, large: String) {
    ("one operation, one edge", "a whole pass, a node's edges")
  }

  /// The end of the forward pass, or the last edge of the node at work.
  public func largeStep(from place: Int, forward: Bool) -> Int {
    if forward, place < walk.forwardCount { return walk.forwardCount }
    if !forward, place <= walk.forwardCount { return 0 }
    var place = place
    let node = node(at: forward ? place : place - 1)
    repeat {
      place += forward ? 1 : -1
    } while place > walk.forwardCount && place < walk.steps.count
      && self.node(at: forward ? place : place - 1) == node
    return place
  }

  /// The node whose gradient a step of the backward pass passes on.
  private func node(at step: Int) -> Int? {
    guard walk.steps.indices.contains(step) else { return nil }
    switch walk.steps[step] {
    case .value: return nil
    case .seed(let node), .edge(let node, _): return node
    }
  }

  /// Lets the graph follow the step again.
  public mutating func moved() -> [Command] {
    pan = nil
    return []
  }

  /// Begins the walk anew.
  public mutating func restarted(isReseeded: Bool) -> [Command] {
    if isReseeded {
      shell.notice = "nothing here depends on a seed: restarted"
    }
    pan = nil
    return []
  }

  /// How often a tick is wanted: soon while finite differences are being computed.
  public var tickInterval: Duration? { differences.isComplete ? playback.tickInterval : .milliseconds(10) }

  /// Takes in that time went by.
  public mutating func tick(_ now: Duration) -> [Command] {
    guard differences.isComplete else {
      differences.advance()
      return []
    }
    return play()
  }

  // MARK: Text

  /// The text of `--headless`.
  public func summary() -> [StyledText] { AutogradText(walk, source: problem.source).lines.map { StyledText($0) } }
}
