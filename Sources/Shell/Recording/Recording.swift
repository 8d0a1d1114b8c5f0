import Plots
import Terminal

/// What a screen showed, from its first frame to its last.
///
/// A frame is kept as the rows that changed, at most ten a second. Where all of them together are too many, frames that follow one
/// another closely are joined, ever more widely over the whole of the recording: it loses detail, never its beginning or its end.
public struct Recording: Sendable {
  /// A moment at which something changed.
  struct Frame: Sendable {
    /// Since the first frame.
    var time: Duration
    var size: Size
    /// The rows that changed; all of them where the size did.
    var rows: [Int: [Cell]]
  }

  private(set) var frames: [Frame] = []
  /// How long it was until `end(at:)`.
  private(set) var duration: Duration = .zero
  /// Frames closer than this are one.
  private(set) var interval: Duration = .milliseconds(100)
  /// Cells that are kept at most: 16 bytes each.
  private let capacity: Int
  private var cellCount = 0
  /// The last frame that was kept.
  private var kept = Buffer(size: Size(0, 0))
  /// What came after it, too soon to be kept yet.
  private var pending: (time: Duration, frame: Buffer)?
  private var begin: ContinuousClock.Instant?

  /// An empty recording of at most so many cells.
  public init(capacity: Int = 2_000_000) { self.capacity = capacity }

  /// Adds a frame that is shown from a moment on.
  public mutating func add(_ frame: Buffer, at now: ContinuousClock.Instant) {
    let begin = self.begin ?? now
    self.begin = begin
    let time = now - begin
    if let pending, !isSameMoment(pending.time, time) { keep(pending.frame, at: pending.time) }
    pending = (time, frame)
  }

  /// Ends the recording: the last frame stays until then.
  public mutating func end(at now: ContinuousClock.Instant) {
    if let pending { keep(pending.frame, at: pending.time) }
    pending = nil
    duration = begin.map { now - $0 } ?? .zero
  }

  /// How much it is, in words.
  public var summary: String {
    let frames = frames.count == 1 ? "1 frame" : "\(NumberFormat.grouped.string(frames.count)) frames"
    return "\(frames) in \(duration.decimalSeconds) s"
  }

  private func isSameMoment(_ first: Duration, _ second: Duration) -> Bool {
    Int64(first / interval) == Int64(second / interval)
  }

  private mutating func keep(_ frame: Buffer, at time: Duration) {
    var rows: [Int: [Cell]] = [:]
    let width = frame.size.width
    for y in 0..<frame.size.height {
      let row = frame.cells[y * width..<(y + 1) * width]
      if frame.size != kept.size || row != kept.cells[y * width..<(y + 1) * width] { rows[y] = Array(row) }
    }
    guard !rows.isEmpty else { return }
    frames.append(Frame(time: time, size: frame.size, rows: rows))
    cellCount += rows.count * width
    kept = frame
    while cellCount > capacity, frames.count > 2 { thin() }
  }

  /// Halves the frames a second.
  mutating func thin() {
    interval *= 2
    var joined: [Frame] = []
    for frame in frames {
      // The first frame stays what it was: it is where the story begins.
      guard joined.count > 1, let last = joined.last, isSameMoment(last.time, frame.time) else {
        joined.append(frame)
        continue
      }
      var rows = last.size == frame.size ? last.rows : [:]
      rows.merge(frame.rows) { $1 }
      joined[joined.count - 1] = Frame(time: frame.time, size: frame.size, rows: rows)
    }
    frames = joined
    cellCount = frames.reduce(0) { $0 + $1.rows.count * $1.size.width }
  }

  /// The text that a writer makes of the recording, thinned until it has no more bytes than a limit.
  func fitted(to limit: Int, _ write: (Recording) -> String) -> String {
    var recording = self
    var text = write(recording)
    while text.utf8.count > limit, recording.frames.count > 2 {
      recording.thin()
      text = write(recording)
    }
    return text
  }
}

extension Duration {
  /// Seconds with three decimals.
  var decimalSeconds: String {
    let milliseconds = max(0, Int(self / .milliseconds(1)))
    let rest = "\(milliseconds % 1000)"
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }
}
