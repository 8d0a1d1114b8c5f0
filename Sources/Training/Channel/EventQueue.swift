import DequeModule

/// What waits between the training loop and its reader: the state machine of `EventChannel`, without lock or thread.
///
/// - Step metrics are gathered into the batch at the tail: every step arrives, in bounded memory.
/// - Of snapshots the newest wins.
/// - Everything else is kept in order. Epoch reports are the only ones that the training loop itself makes without bound, so
///   `isFull` counts them; a lossless writer waits then, and no other does.
struct EventQueue<Run: TrainingRun>: Sendable {
  private(set) var events: Deque<TrainingEvent<Run>> = []
  private(set) var snapshot: StepSnapshot<Run.Snapshot>?
  private var epochCount = 0
  let epochCapacity: Int
  /// Nothing is put in any more.
  private(set) var isClosed = false

  init(epochCapacity: Int) { self.epochCapacity = epochCapacity }

  var isEmpty: Bool { events.isEmpty && snapshot == nil }
  var isFull: Bool { epochCount >= epochCapacity }

  mutating func put(_ event: TrainingEvent<Run>) {
    guard !isClosed else { return }
    switch event {
    case .progress(let batch):
      if case .progress(var gathered)? = events.last {
        // Take the batch out before it grows, or the growing would copy it.
        events.removeLast()
        gathered.append(batch)
        events.append(.progress(gathered))
      } else {
        events.append(event)
      }
    case .snapshot(let newest):
      snapshot = newest
    case .started:
      snapshot = nil
      events.append(event)
    case .epochEnded:
      epochCount += 1
      events.append(event)
    default:
      events.append(event)
    }
  }

  /// Takes everything out, in order, the snapshot last: it is never older than the metrics before it.
  mutating func takeAll() -> [TrainingEvent<Run>] {
    var taken = Array(events)
    events.removeAll(keepingCapacity: true)
    epochCount = 0
    if let snapshot {
      taken.append(.snapshot(snapshot))
      self.snapshot = nil
    }
    return taken
  }

  mutating func close() { isClosed = true }
}
