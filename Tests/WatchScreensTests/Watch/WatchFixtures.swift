import Records

@testable import WatchScreens

/// Runs that were made by hand: what they show follows from formulas that stand here.
enum WatchFixtures {
  static let now = 2_000_000.0

  /// A run whose training loss falls as 2 · 0.98^step and whose validation loss turns at step 60.
  static func run(_ name: String, scale: Double = 1, steps: Int = 100, status: RunStatus = .running) -> RunHistory {
    var run = RunHistory(name: name)
    run.set([RunFact("lr", "\(0.1 * scale)"), RunFact("batch_size", "32")])
    let train = run.metric(named: "train/loss")
    let validation = run.metric(named: "val/loss")
    let rate = run.metric(named: "lr")
    let time = { (step: Int) in 1_999_000.0 + Double(step) }
    var falling = 2 * scale
    for step in 0..<steps {
      falling *= 0.98
      run.append(falling, at: step, epoch: Double(step) / 10, time: time(step), to: train)
      run.append(0.1 * scale, at: step, epoch: Double(step) / 10, time: time(step), to: rate)
      if step % 10 == 9 {
        let turned = step > 60 ? Double(step - 60) * 0.01 : 0
        run.append(falling * 1.2 + turned, at: step, epoch: Double(step) / 10, time: time(step), to: validation)
      }
    }
    run.status = status
    return run
  }

  /// Three runs, one of which has a NaN and an infinity, one of which has stalled.
  static func runs() -> [RunHistory] {
    var broken = run("sweep/b", scale: 1.5, steps: 80, status: .stalled(since: now - 1200))
    let norm = broken.metric(named: "grad/norm")
    for step in 0..<80 {
      broken.append(step == 40 ? .nan : step == 60 ? .infinity : Double(step % 7), at: step, to: norm)
    }
    for line in 1...60 { broken.append(text: "line \(line) of what was printed") }
    var done = run("sweep/c", scale: 0.5, status: .finished(reason: "completed"))
    for step in stride(from: 0, to: 100, by: 10) {
      done.append(
        Histogram(edges: [-2, -1, 0, 1, 2].map { $0 * Double(step + 1) / 50 }, counts: [1, 4, 4, 1]),
        at: step,
        named: "weights/layer1"
      )
    }
    return [run("sweep/a"), broken, done]
  }

  static func state(_ runs: [RunHistory] = runs()) -> WatchState {
    var findings: [String: [RunFinding]] = [:]
    for run in runs { findings[run.name] = RunDiagnosis.findings(of: run, now: now) }
    return WatchState(runs: runs, findings: findings, now: now)
  }
}
