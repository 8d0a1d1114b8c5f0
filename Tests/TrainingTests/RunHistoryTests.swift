import Testing

@testable import Training

struct RunHistoryTests {
  @Test func aBranchKeepsEveryCurveItLeaves() {
    var history = RunHistory()
    var loss = MetricSeries()
    var accuracy = MetricSeries()
    for step in 1...6 {
      loss.append(1 / Double(step), smoothed: 1 / Double(step))
      accuracy.append(Double(step) / 10, smoothed: Double(step) / 10)
    }
    let batch = ProgressBatch(loss: loss, accuracy: accuracy, time: .zero, trainingTime: .zero)
    history.append(TrainingEvent<ClassifierRun>.progress(batch))
    history.append(
      TrainingEvent<ClassifierRun>.epochEnded(
        EpochReport(epoch: 1, step: 5, trainLoss: 0.5, testAccuracy: 0.4, seconds: 0)
      )
    )
    history.append(TrainingEvent<ClassifierRun>.branched(atStep: 3))
    #expect(history.loss.lastStep == 3)
    #expect(history.accuracy?.lastStep == 3)
    #expect(history.epochs.isEmpty)
    #expect(history.ghosts.map(\.loss) == [loss])
    #expect(history.ghosts.map(\.accuracy) == [accuracy])
    #expect(history.ghosts.first?.epochs.map(\.epoch) == [1])
  }
}
