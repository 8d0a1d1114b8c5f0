import Records
import Training

/// What a reader has heard, put together as a screen does.
struct EventLog {
  var started: [RunStart<ToyRun.Settings>] = []
  var history = RunHistory()
  var lastStep = 0
  var epochs: [EpochReport] = []
  var states: [RunState] = []
  var snapshots: [StepSnapshot<UInt64>] = []
  var branches: [Int] = []
  var failures: [String] = []
  var finishes: [RunFinish] = []
  var diverged: [Int] = []
  var configured: [ToyRun.Settings] = []
  /// The order in which kinds of events came, progress and snapshots left out.
  var order: [String] = []

  mutating func append(_ event: TrainingEvent<ToyRun>) {
    if let record = event.record { history.append(record) }
    switch event {
    case .started(let start):
      started.append(start)
      lastStep = 0
      order.append("started")
    case .progress(let batch): lastStep = batch.lastStep
    case .epochEnded(let report):
      epochs.append(report)
      order.append("epoch \(report.epoch)")
    case .configured(let settings):
      configured.append(settings)
      order.append("configured")
    case .stateChanged(let state):
      states.append(state)
      order.append("\(state)")
    case .branched(let step):
      branches.append(step)
      lastStep = step
      order.append("branched")
    case .diverged(let step):
      diverged.append(step)
      order.append("diverged")
    case .snapshot(let snapshot): snapshots.append(snapshot)
    case .failed(let message): failures.append(message)
    case .finished(let finish):
      finishes.append(finish)
      order.append("finished")
    }
  }

  var loss: MetricSeries { history[SessionMetric.stepLoss] ?? MetricSeries() }
  var values: [Double] { loss.points.map(\.value) }
}

/// A session whose reader is the test.
final class SessionReader {
  let session: TrainingSession<ToyRun>
  var log = EventLog()

  init(
    _ settings: ToyRun.Settings,
    _ options: SessionOptions = SessionOptions(),
    clock: any SessionClock = VirtualClock()
  ) {
    session = TrainingSession(settings, options: options, channel: EventChannel(), clock: clock)
  }

  /// Reads until something has been heard; the suite's time limit ends a test that never hears it.
  func read(until isHeard: (EventLog) -> Bool) {
    while !isHeard(log), let events = session.channel.receiveWaiting() { events.forEach { log.append($0) } }
  }

  /// Reads to the session's end.
  func readToEnd() { read(until: { _ in false }) }
}
