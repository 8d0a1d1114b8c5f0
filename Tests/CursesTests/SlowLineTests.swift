import Terminal
import TestSupport
import Testing

@testable import Curses

/// Frames through a slow line with a deep buffer, as ssh is: time is moved by hand.
@Suite struct SlowLineTests {
  /// A line that takes all that is sent at once and hands it on at its own speed, and the terminal behind it.
  private struct Line {
    var bytesPerSecond: Double
    /// Whether the terminal answers status reports.
    var answers = true
    /// When all that was sent until now has been shown.
    private(set) var idleAt: ContinuousClock.Instant
    private(set) var deepest = 0.0
    private(set) var reports: [ContinuousClock.Instant] = []
    private(set) var sent = 0

    init(bytesPerSecond: Double, answers: Bool = true, start: ContinuousClock.Instant) {
      self.bytesPerSecond = bytesPerSecond
      self.answers = answers
      idleAt = start
    }

    mutating func send(_ count: Int, at now: ContinuousClock.Instant) {
      idleAt = max(idleAt, now) + .seconds(Double(count) / bytesPerSecond)
      deepest = max(deepest, (idleAt - now) / .seconds(1) * bytesPerSecond)
      sent += count
      if answers { reports.append(idleAt) }
    }

    mutating func takeReport(until now: ContinuousClock.Instant) -> Bool {
      guard let first = reports.first, first <= now else { return false }
      reports.removeFirst()
      return true
    }
  }

  /// What came of some seconds of frames: how many were sent, how long a key that was pressed at some time waited for its frame, and how
  /// much lay in the line at most.
  private struct Outcome {
    var frames = 0
    var slowestAnswer = Duration.zero
    var deepest = 0.0
    var frameBytes = 0
  }

  /// Ten seconds in which every cell of a part of the screen changes 60 times a second.
  private func run(bytesPerSecond: Double, answers: Bool = true) -> Outcome {
    let start = ContinuousClock.now
    let size = Size(80, 24)
    let encoder = FrameEncoder(
      strings: .ecma48(colors: 256),
      capabilities: Capabilities(charset: .braille, colorDepth: .colors256, hasMouse: false)
    )
    var line = Line(bytesPerSecond: bytesPerSecond, answers: answers, start: start)
    var pacer = LinePacer(asks: true)
    var random = SplitMix64(seed: 5)
    var shown = Buffer(size: size)
    var outcome = Outcome()
    // Keys are pressed between frames, too.
    var pressed: ContinuousClock.Instant?
    for tick in 0..<6000 {
      let now = start + .milliseconds(tick * 10 / 6)
      while line.takeReport(until: now) { pacer.answered(at: now) }
      pacer.pass(now)
      if tick % 701 == 700, pressed == nil { pressed = now }
      guard tick % 10 == 0 || pressed != nil, pacer.due(at: now) == nil else { continue }
      var frame = Buffer(size: size)
      for y in 0..<8 {
        for x in 0..<40 { frame[x, y] = Cell("x", Style(.palette(UInt8.random(in: 16...255, using: &random)))) }
      }
      frame = encoder.visible(frame)
      let bytes = encoder.encode(frame, over: shown)
      shown = frame
      line.send(bytes.count, at: now)
      pacer.sent(bytes.count, at: now)
      outcome.frames += 1
      outcome.frameBytes = max(outcome.frameBytes, bytes.count)
      if let begin = pressed {
        outcome.slowestAnswer = max(outcome.slowestAnswer, line.idleAt - begin)
        pressed = nil
      }
    }
    outcome.deepest = line.deepest
    return outcome
  }

  @Test(arguments: [20_000.0, 100_000, 1_000_000])
  func aKeyWaitsForNoMoreThanTheFrameUnderWay(bytesPerSecond: Double) {
    let outcome = run(bytesPerSecond: bytesPerSecond)
    // The frame under way, its own, and a turn of the loop.
    let limit = Duration.seconds(2 * Double(outcome.frameBytes) / bytesPerSecond) + .milliseconds(20)
    #expect(outcome.slowestAnswer <= limit)
    #expect(outcome.slowestAnswer > .zero)
    // Never more than a frame in the line.
    #expect(outcome.deepest <= Double(outcome.frameBytes) + 1)
    // The line is used: at least two thirds of the frames that it has room for, or all that were drawn.
    let room = min(600, 10 * bytesPerSecond / Double(outcome.frameBytes))
    #expect(Double(outcome.frames) > room * 2 / 3)
  }

  @Test func aSilentTerminalOnAnOrdinaryLineIsNotFlooded() {
    let outcome = run(bytesPerSecond: LinePacer.assumedSpeed, answers: false)
    #expect(outcome.deepest <= 2 * Double(outcome.frameBytes))
  }
}
