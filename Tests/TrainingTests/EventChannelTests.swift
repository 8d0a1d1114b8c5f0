import Records
import Testing

@testable import Training

@Suite(.timeLimit(.minutes(2)))
struct EventChannelTests {
  typealias Channel = EventChannel<ToyRun>

  static func batch(step: Int, _ value: Double) -> TrainingEvent<ToyRun> {
    var metrics = MetricBatch(capacity: 64)
    metrics.append(value, at: step, column: metrics.column(named: SessionMetric.stepLoss))
    return .progress(ProgressBatch(metrics))
  }

  static func report(_ epoch: Int) -> TrainingEvent<ToyRun> {
    .epochEnded(EpochReport(epoch: epoch, step: epoch, trainLoss: 0, seconds: 0))
  }

  /// Writes 20,000 steps and 200 epochs while a reader takes something after every `readEvery` writes.
  @Test(arguments: [1, 10, 1000, 100_000])
  func nothingIsLostAndOrderIsKept(readEvery: Int) {
    let channel = Channel()
    var log = EventLog()
    for step in 1...20_000 {
      channel.send(Self.batch(step: step, Double(step)))
      if step % 100 == 0 { channel.send(Self.report(step / 100)) }
      if step % readEvery == 0 { channel.receive().forEach { log.append($0) } }
    }
    channel.close()
    while let events = channel.receiveWaiting() { events.forEach { log.append($0) } }
    #expect(log.loss.count == 20_000)
    #expect(log.loss.outlines.map(\.count).reduce(0, +) == 20_000)
    #expect(log.epochs.map(\.epoch) == Array(1...200))
    #expect(log.loss.first?.value == 1)
    #expect(log.loss.last?.value == 20_000)
  }

  @Test func memoryStaysBoundedOverTenMillionSteps() {
    var queue = EventQueue<ToyRun>(epochCapacity: .max)
    var next = 1
    // A burst as the session sends it, ten million steps in all, and nobody reads.
    for _ in 0..<10_000 {
      var metrics = MetricBatch(capacity: 64)
      let loss = metrics.column(named: SessionMetric.stepLoss)
      for step in next..<(next + 1000) { metrics.append(step == 7_654_321 ? 1e9 : 1, at: step, column: loss) }
      queue.put(.progress(ProgressBatch(metrics)))
      queue.put(.snapshot(StepSnapshot(step: next, generation: 1, content: 0)))
      next += 1000
    }
    let events = queue.takeAll()
    #expect(events.count == 2)
    guard case .progress(let batch) = events[0], case .snapshot(let newest) = events[1] else {
      Issue.record("expected metrics, then a snapshot, found \(events)")
      return
    }
    guard let loss = batch.metrics[SessionMetric.stepLoss] else {
      Issue.record("expected the loss of each step, found \(batch.metrics)")
      return
    }
    #expect(loss.count == 10_000_000)
    #expect(loss.points.count <= loss.capacity)
    // The one spike is still there.
    #expect(loss.points.filter { $0.value == 1e9 } == [MetricPoint(step: 7_654_321, value: 1e9)])
    #expect(newest.step == 10_000_000 - 999)
  }

  @Test func aRestartDropsTheSnapshotOfTheRunBefore() {
    let channel = Channel()
    channel.send(.snapshot(StepSnapshot(step: 9, generation: 1, content: 5)))
    channel.send(.started(RunStart(configuration: ToyRun.Settings(), stepsPerEpoch: 1, generation: 2)))
    var log = EventLog()
    channel.receive().forEach { log.append($0) }
    #expect(log.snapshots.isEmpty)
    #expect(log.started.count == 1)
  }

  @Test func theReaderIsWokenOncePerFilling() {
    let count = Counter()
    let channel = Channel { count.increment() }
    channel.send(Self.report(1))
    channel.send(Self.report(2))
    #expect(count.value == 1)
    _ = channel.receive()
    channel.send(Self.report(3))
    #expect(count.value == 2)
  }

  @Test func aLosslessWriterWaitsForItsReader() async {
    let channel = Channel(policy: .lossless(capacity: 3))
    let writer = Task.detached(executorPreference: DedicatedThread()) {
      for epoch in 1...1000 { channel.send(Self.report(epoch)) }
      channel.close()
    }
    var log = EventLog()
    var most = 0
    while let events = channel.receiveWaiting() {
      most = max(most, events.count)
      events.forEach { log.append($0) }
    }
    await writer.value
    #expect(log.epochs.map(\.epoch) == Array(1...1000))
    #expect(most <= 3)
  }

  @Test func sendingAfterCloseIsDropped() {
    let channel = Channel()
    channel.close()
    channel.send(Self.report(1))
    #expect(channel.receive().isEmpty)
    #expect(channel.receiveWaiting() == nil)
  }
}
