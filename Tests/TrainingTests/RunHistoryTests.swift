import Testing

@testable import Training

struct RunHistoryTests {
  @Test func checkpointsBeginAtTheirStrideAndStayBounded() {
    var past = CheckpointHistory<Int>(capacity: 4, stride: 8)
    past.append(0, step: 0)
    for step in 1...70 where past.wants(step: step) { past.append(step, step: step) }
    // 0, 8, 16, 24 fill the room; 32 makes it every 16th, 64 every 32nd.
    #expect(past.entries.map(\.step) == [0, 32, 64])
    #expect(past.stride == 32)
    #expect(past.nearest(atOrBefore: 63)?.step == 32)
    past.removeAll()
    #expect(past.stride == 8)
  }

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
