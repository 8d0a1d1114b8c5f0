import NeuralNet
import Plots
import Terminal
import Training

extension PlaneDiagnosis {
  /// What is worth a try from here, as keys and what they show.
  func advice(_ settings: PlaneSettings) -> [StyledText] {
    func line(_ key: String, _ what: String) -> StyledText { StyledText(key, .accent, .bold) + StyledText("  \(what)") }
    let alone = line("c", "a perceptron beside it: how far one line gets")
    switch status {
    case .diverged: return [line("-", "a lower learning rate"), line("[", "back to before it diverged")]
    case .stuck: return [line("R", "other random weights"), line("e", "the numbers of one step")]
    case .untrained:
      return [line("1-4", "an input through the network"), line("s", "one epoch at a time"), alone]
    case .learning:
      return limit != nil
        ? [alone] : [line("e", "the numbers of one step"), line("l", "the loss on a logarithmic axis"), alone]
    case .plateau:
      guard limit == nil else { return [alone] }
      return [
        line("+", "a higher learning rate"),
        line("tab", "to optimizer, then +: momentum or Adam crosses plateaus faster"),
        line("R", "other random weights"),
      ]
    case .nearlySolved:
      return [
        line("e", "the numbers of one step"),
        line("tab", "to loss, then +: BCE has a larger gradient where ŷ is wrong"),
      ]
    case .solved:
      var lines: [StyledText] = []
      if settings.hidden.count == 1, let units = settings.hidden.first, units > 2, settings.data.needsTwoLines {
        lines.append(line("tab", "to hidden, then -: two units are enough, one is not"))
      }
      lines += [
        line("Home", "then ]: watch it again from the start"), line("R", "other random weights: is it as fast?"), alone,
      ]
      return lines
    }
  }
}
