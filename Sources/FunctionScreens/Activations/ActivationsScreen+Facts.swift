import NeuralNet
import Shell

extension ActivationsScreen {
  /// The figures by which a lesson's tasks are checked.
  public var facts: [String: Double] {
    var facts: [String: Double] = [
      "page": page == .curves ? 1 : 2, "x": cursor, "slope": subject.derivative(atInput: cursor),
      "sigmoid": subject == .sigmoid ? 1 : 0, "shown": Double(selection.count),
    ]
    // What an experiment says that is not over is no answer yet.
    guard page == .depth, case .finished = depthState, !showsOlderReports else { return facts }
    let diagnoses = reports.map { DepthDiagnosis($0, width: reportedWidth) }
    func count(_ kinds: [DepthDiagnosis.Gradient]) -> Double {
      Double(diagnoses.count { kinds.contains($0.gradient) })
    }
    facts["vanishing"] = count([.vanishing, .cut])
    facts["exploding"] = Double(
      diagnoses.count { diagnosis in
        if case .overflow = diagnosis.gradient { return true }
        return diagnosis.gradient == .exploding
      }
    )
    facts["fine"] = count([.fine])
    return facts
  }
}
