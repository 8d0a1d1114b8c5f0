import Foundation
import Plots
import ScreenTestSupport
import Terminal
import Testing

@testable import Shell

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What `--record` keeps, read back by readers of our own that know the formats' words and nothing of how they are written.
@Suite struct RecordingTests {
  private let begin = ContinuousClock.now

  /// A frame with one text per row.
  private func frame(_ rows: String..., width: Int = 12) -> Buffer {
    var frame = Buffer(size: Size(width, rows.count))
    for (y, text) in rows.enumerated() { frame.write(text, x: 0, y: y, Style(Color(hex: 0x3366CC))) }
    return frame
  }

  private func recording(_ frames: [(Double, Buffer)], end: Double, capacity: Int = 100_000) -> Recording {
    var recording = Recording(capacity: capacity)
    for (time, frame) in frames { recording.add(frame, at: begin + .seconds(time)) }
    recording.end(at: begin + .seconds(end))
    return recording
  }

  private func lines(_ cast: String) throws -> (
    header: [String: Any], events: [(time: Double, code: String, data: String)]
  ) {
    let values = try cast.split(separator: "\n").map { try JSONSerialization.jsonObject(with: Data($0.utf8)) }
    let events = try values.dropFirst().map { value in
      let list = try #require(value as? [Any])
      return (
        time: try #require(list[0] as? Double), code: try #require(list[1] as? String),
        data: try #require(list[2] as? String)
      )
    }
    return (try #require(values.first as? [String: Any]), events)
  }

  /// The texts of a terminal that has been sent an asciicast's events up to a time: cursor positions are obeyed, other sequences
  /// skipped.
  private func played(_ cast: String, until time: Double) throws -> [String] {
    let (header, events) = try lines(cast)
    var size = Size(try #require(header["width"] as? Int), try #require(header["height"] as? Int))
    var screen = [[Character]](repeating: Array(repeating: " ", count: size.width), count: size.height)
    var (x, y) = (0, 0)
    for event in events where event.time <= time {
      if event.code == "r" {
        let numbers = event.data.split(separator: "x").compactMap { Int($0) }
        size = Size(numbers[0], numbers[1])
        screen = Array(repeating: Array(repeating: " ", count: size.width), count: size.height)
        continue
      }
      var rest = event.data[...]
      while let character = rest.popFirst() {
        guard character == "\u{1B}" else {
          screen[y][x] = character
          x += 1
          continue
        }
        #expect(rest.popFirst() == "[")
        let parameters = rest.prefix { !$0.isLetter }
        rest.removeFirst(parameters.count)
        if rest.popFirst() == "H" {
          let numbers = parameters.split(separator: ";").compactMap { Int($0) }
          (y, x) = numbers.isEmpty ? (0, 0) : (numbers[0] - 1, numbers[1] - 1)
        }
      }
    }
    return screen.map { String($0) }
  }

  private func padded(_ texts: String...) -> [String] {
    texts.map { $0.padding(toLength: 12, withPad: " ", startingAt: 0) }
  }

  private var look: Look { Look(theme: .light, capabilities: .full) }

  @Test func anAsciicastPlaysWhatWasSeen() throws {
    let recording = recording(
      [
        (0, frame("epoch 0", "loss 0.7")), (1, frame("epoch 1", "loss 0.7")),
        (2.5, frame("epoch 2", "loss 0.3", "done")),
      ],
      end: 4
    )
    let cast = recording.asciicast(command: "dlviz xor --seed 7", timestamp: 1_700_000_000, look: look)
    #expect(try played(cast, until: 0.5) == padded("epoch 0", "loss 0.7"))
    #expect(try played(cast, until: 2) == padded("epoch 1", "loss 0.7"))
    #expect(try played(cast, until: 3) == padded("epoch 2", "loss 0.3", "done"))
    let (header, events) = try lines(cast)
    #expect(header["version"] as? Int == 2)
    #expect(header["command"] as? String == "dlviz xor --seed 7")
    #expect(header["timestamp"] as? Int == 1_700_000_000)
    #expect(events.last?.time == 4)
    #expect(events.map(\.time) == events.map(\.time).sorted())
    // Only what has changed is written: one digit.
    #expect(events[1].data.contains("1") && !events[1].data.contains("epoch"))
  }

  @Test func framesOfOneMomentAreOne() throws {
    let frames = (0..<60).map { (Double($0) / 60, frame("frame \($0)")) }
    let recording = recording(frames, end: 1)
    #expect((9...12).contains(recording.frames.count))
    #expect(try played(recording.asciicast(command: "", timestamp: 0, look: look), until: 1) == padded("frame 59"))
  }

  @Test func aLongRecordingIsThinnedButWhole() throws {
    let frames = (0..<1000).map { (Double($0), frame("second \($0)")) }
    let recording = recording(frames, end: 1000, capacity: 600)
    #expect(recording.frames.reduce(0) { $0 + $1.rows.count * $1.size.width } <= 600)
    #expect(recording.frames.count > 12)
    let cast = recording.asciicast(command: "", timestamp: 0, look: look)
    #expect(try played(cast, until: 0) == padded("second 0"))
    #expect(try played(cast, until: 1000) == padded("second 999"))
    // In the middle it is off by no more than two of its moments.
    let middle = try #require(try played(cast, until: 500).first?.split(separator: " ").last.flatMap { Double($0) })
    let interval: Double = recording.interval / .seconds(1)
    #expect(abs(middle - 500) <= 2 * interval)
  }

  @Test func joinedFramesKeepEachRowsLastContent() throws {
    var recording = recording(
      [
        (0, frame("a", "b")), (5, frame("a", "b")), (10, frame("c", "b")), (10.1, frame("c", "d")),
        (20, frame("e", "d")),
      ],
      end: 21
    )
    recording.thin()
    let cast = recording.asciicast(command: "", timestamp: 0, look: look)
    #expect(try played(cast, until: 15) == padded("c", "d"))
    #expect(try played(cast, until: 21) == padded("e", "d"))
  }

  @Test func whatIsWrittenIsNoLargerThanItsLimit() {
    let frames = (0..<400).map { (Double($0), frame("second \($0)", "\($0 * 7)", "\($0 * 11)")) }
    let recording = recording(frames, end: 400)
    let text = recording.fitted(to: 5000) { $0.asciicast(command: "", timestamp: 0, look: look) }
    #expect(text.utf8.count <= 5000)
    #expect(text.utf8.count > 1000)
  }

  /// A group of an animated picture: a row, from when to when it shows, of the whole, and what it says.
  private struct Group {
    var y: Int
    var start = 0.0
    var end = 1.0
    var text: String

    init(_ source: String) throws {
      y = try #require(Int(source.prefix { $0.isNumber })) / 20
      let texts = source.components(separatedBy: "<text ").dropFirst().map { text -> String in
        let content: Substring = text.drop { $0 != ">" }.dropFirst()
        return String(content.prefix { $0 != "<" })
      }
      text = texts.joined(separator: " ")
      let values = Group.list("values", of: source)
      let times = Group.list("keyTimes", of: source).compactMap { Double($0) }
      #expect(values.count == times.count)
      guard let shown = values.firstIndex(of: "visible") else { return }
      #expect(times.first == 0)
      start = times[shown]
      if shown + 1 < times.count { end = times[shown + 1] }
    }

    private static func list(_ name: String, of source: String) -> [String] {
      guard let start = source.range(of: "\(name)=\"") else { return [] }
      return source[start.upperBound...].prefix { $0 != "\"" }.split(separator: ";").map(String.init)
    }
  }

  @Test func theMovingPictureShowsOneContentOfARowAtATime() throws {
    let recording = recording(
      [
        (0, frame("epoch 0", "loss")), (2, frame("epoch 1", "loss")), (5, frame("epoch 2", "loss", "done")),
        (8, frame("end")),
      ],
      end: 8
    )
    let svg = recording.svg(look: look)
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    let groups = try svg.components(separatedBy: "<g transform=\"translate(0 ").dropFirst().map(Group.init)
    // Ten seconds in all: eight recorded, two of the last frame.
    func texts(at time: Double) -> [String] {
      let shown = groups.filter { $0.start * 10 <= time + 1e-9 && time < $0.end * 10 - 1e-9 }
      return shown.sorted { $0.y < $1.y }.map(\.text)
    }
    #expect(texts(at: 0) == ["epoch 0", "loss"])
    #expect(texts(at: 1.9) == ["epoch 0", "loss"])
    #expect(texts(at: 2) == ["epoch 1", "loss"])
    #expect(texts(at: 6) == ["epoch 2", "loss", "done"])
    #expect(texts(at: 9.5) == ["end"])
  }

  @Test func aReaderThatAnimatesNothingShowsTheLastFrame() throws {
    let svg = recording([(0, frame("first")), (3, frame("last"))], end: 4).svg(look: look)
    let hidden = svg.components(separatedBy: "<g transform").filter { $0.contains("visibility=\"hidden\"") }
    #expect(hidden.count == 1)
    #expect(hidden.first?.contains("first") == true)
  }

  @Test func aRecordingTerminalHidesNothing() {
    let inner = HeadlessTerminal(size: Size(12, 1))
    let terminal = RecordingTerminal(inner) { inner.now }
    inner.press(.character("q"), after: .seconds(3))
    terminal.draw(frame("shown"))
    #expect(inner.frame == frame("shown"))
    #expect(terminal.waitForInput(until: nil) == [.key(.character("q"))])
    terminal.capabilities.charset = .ascii
    #expect(inner.capabilities.charset == .ascii)
    let recording = terminal.end()
    #expect(recording.duration == .seconds(3))
    #expect(recording.frames.count == 1)
  }
}
