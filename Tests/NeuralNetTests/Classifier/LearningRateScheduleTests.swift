import Testing

@testable import NeuralNet

@Suite struct LearningRateScheduleTests {
  private func check(_ schedule: LearningRateSchedule, _ total: Int, _ expected: [(Int, Double)]) {
    for (step, rate) in expected {
      #expect(abs(schedule.learningRate(step: step, of: total, peak: 0.5) - rate) < 1e-9, "step \(step) of \(total)")
    }
  }

  @Test func constant() {
    check(.constant, 20, [(0, 0.5), (19, 0.5), (100, 0.5)])
  }

  /// From torch.optim.lr_scheduler.OneCycleLR(max_lr=0.5, total_steps=20 and 7).
  @Test func oneCycle() {
    check(
      .oneCycle,
      20,
      [
        (0, 0.02), (1, 0.06583592135001265), (3, 0.3341640786499874), (5, 0.5), (6, 0.49373200311754367),
        (10, 0.3584715008956504), (19, 2e-06), (30, 2e-06),
      ]
    )
    check(
      .oneCycle,
      7,
      [(0, 0.02), (1, 0.4902783136674793), (2, 0.4595221881348553), (3, 0.33634191824027254), (6, 2e-06)]
    )
  }

  /// From torch.optim.lr_scheduler.CosineAnnealingLR(T_max=20).
  @Test func cosine() {
    check(
      .cosine,
      20,
      [(0, 0.5), (1, 0.49692208514878444), (5, 0.42677669529663687), (10, 0.25), (19, 0.0030779148512155856)]
    )
  }

  @Test func aRunOfOneStep() {
    for schedule in LearningRateSchedule.allCases {
      #expect(schedule.learningRate(step: 0, of: 1, peak: 0.5).isFinite)
      #expect(schedule.learningRate(step: 0, of: 0, peak: 0.5).isFinite)
    }
  }
}
