import Datasets
import Shell

extension PerceptronScreen {
  /// The figures by which a lesson's tasks are checked.
  public var facts: [String: Double] {
    let run = run(gate)
    let step = shownStep
    func converged(_ gate: LogicGate) -> Double { self.run(gate).hasConverged(at: step) ? 1 : 0 }
    let moment = run.moment(at: step)
    return [
      "and_converged": converged(.and), "or_converged": converged(.or), "converged": converged(gate),
      "all_sixteen": page == .all ? 1 : 0, "function": Double(gate.rawValue), "epoch": Double(run.epoch(at: step)),
      "wrong": Double(PerceptronRun.points.count - run.rightCount(moment.classic)),
      "corrections": Double(moment.corrections), "repeats": run.cycle(at: step) == nil ? 0 : 1,
      "rewound": rewoundStep == nil ? 0 : 1,
    ]
  }
}
