import Shell
import Training

extension CompareScreen {
  /// The figures by which a lesson's tasks are checked.
  public var facts: [String: Double] {
    let isFinished = results.isIdle && results.outcomes.count == sweep.runCount
    var facts: [String: Double] = [
      "page": Double(shell.page.index + 1), "settings": Double(results.points.count),
      "runs": Double(sweep.runCount), "ended": Double(results.outcomes.count), "finished": isFinished ? 1 : 0,
      "shown": Double(shownPoints.count), "shows_runs": spread == .runs ? 1 : 0,
      "is_best": results.table.ranked.first?.point == point ? 1 : 0,
    ]
    if results.table.groups.indices.contains(point) {
      facts["solved_share"] = results.table.groups[point].solvedShare
    }
    if let run = chosenRun, let solved = results.outcomes[run]?.solved { facts["run_solved"] = solved ? 1 : 0 }
    return facts
  }
}
