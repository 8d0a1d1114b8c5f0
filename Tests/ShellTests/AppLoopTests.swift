import Plots
import Shell
import Terminal
import TestSupport
import Testing

/// The loop's time: when frames are drawn, ticks told and nothing done, and what becomes of screens that cover one another.
struct AppLoopTests {
  /// A screen that writes down what it is told.
  private final class Probe: HostedScreen {
    let name: String
    var tickInterval: Duration?
    var reproducingCommand: String? { "dlviz \(name)" }
    /// Whether the worker has something to say each time it is asked.
    var isBusy = false
    /// What a letter does.
    var commands: [Unicode.Scalar: [ProgramCommand]] = [:]
    private(set) var told: [String] = []
    private(set) var ticks: [Duration] = []
    private(set) var heard = 0

    init(_ name: String) { self.name = name }

    func start(size: Size) -> [ProgramCommand] {
      told.append("start")
      return []
    }

    func handle(_ input: InputEvent) -> [ProgramCommand] {
      switch input {
      case .key(.character(let letter)): return commands[letter] ?? []
      case .resize(let size): told.append("\(size.width)×\(size.height)")
      default: break
      }
      return []
    }

    func receive() -> (changed: Bool, commands: [ProgramCommand]) {
      heard += 1
      return (isBusy, [])
    }

    func tick(_ now: Duration) -> [ProgramCommand] {
      ticks.append(now)
      return []
    }

    func notify(_ notice: String) { told.append(notice) }
    func setCovered(_ isCovered: Bool) { told.append(isCovered ? "covered" : "uncovered") }
    func view(_ context: ViewContext) -> Buffer { context.look.buffer(context.size) }
    func end() { told.append("end") }
  }

  private let terminal = HeadlessTerminal(size: Size(60, 20))

  /// Runs the loop at 50 frames a second until the script's end.
  private func run(_ make: @escaping (Destination) -> Probe) {
    AppLoop(
      terminal: terminal,
      wake: {},
      theme: Theme.fitting,
      framesPerSecond: 50,
      now: { [unowned terminal] in terminal.now },
      writePicture: { _, _, name, command in "\(name) by \(command ?? "")" },
      makeScreen: { destination, _ in make(destination) }
    ).run(Destination("first"))
  }

  @Test func whatWorkersSayIsDrawnOnTheBeatAndNotMoreOften() {
    let probe = Probe("first")
    probe.isBusy = true
    terminal.press(.control("c"), after: .seconds(1))
    var times: [ContinuousClock.Instant] = []
    terminal.onWait = { [unowned terminal] in
      if terminal.frameCount > times.count { times.append(terminal.now) }
      // A worker that wakes the loop every millisecond.
      terminal.advance(by: .milliseconds(1))
      terminal.wake()
    }
    run { _ in probe }
    let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
    #expect((49...51).contains(times.count))
    #expect(gaps.allSatisfy { $0 >= .milliseconds(20) && $0 <= .milliseconds(21) }, "\(gaps)")
    // Between beats nothing is heard: what is said meanwhile gathers.
    #expect(probe.heard <= 52)
  }

  @Test func aKeyIsAnsweredByAFrameAtOnce() {
    terminal.press(.right, after: .milliseconds(100))
    terminal.press(.right, after: .milliseconds(1))
    terminal.press(.right, after: .milliseconds(1))
    terminal.press(.control("c"), after: .milliseconds(100))
    var counts: [Int] = []
    terminal.onWait = { [unowned terminal] in counts.append(terminal.frameCount) }
    run { Probe($0.screen) }
    #expect(counts == [1, 2, 3, 4])
  }

  @Test func aScreenAtRestIsSleptThrough() {
    let probe = Probe("first")
    terminal.press(.control("c"), after: .seconds(3600))
    var waits = 0
    terminal.onWait = { waits += 1 }
    run { _ in probe }
    #expect(waits == 1 && terminal.frameCount == 1 && probe.ticks.isEmpty)
  }

  @Test func ticksComeAtTheirIntervalAndTheRestIsSlept() {
    let probe = Probe("first")
    probe.tickInterval = .milliseconds(50)
    terminal.press(.control("c"), after: .milliseconds(1010))
    var waits = 0
    terminal.onWait = { waits += 1 }
    run { _ in probe }
    #expect(probe.ticks == (1...20).map { .milliseconds(50) * $0 })
    #expect(waits == 21 && terminal.frameCount == 21)
  }

  @Test func aTickThatIsWantedMoreOftenThanFramesComesWithThem() {
    let probe = Probe("first")
    probe.tickInterval = .milliseconds(1)
    terminal.press(.control("c"), after: .milliseconds(1010))
    run { _ in probe }
    #expect(probe.ticks == (1...50).map { .milliseconds(20) * $0 })
  }

  @Test func aScreenThatWasLeftIsStillThere() {
    var made: [String: Probe] = [:]
    func make(_ destination: Destination) -> Probe {
      let probe = Probe(destination.screen)
      if destination.screen == "first" {
        for index in 1...6 {
          probe.commands[Unicode.Scalar(UInt8(0x30 + index))] = [.open(Destination("number \(index)"))]
        }
      }
      probe.commands["q"] = [.back]
      made[probe.name] = probe
      return probe
    }
    for letter in "1q1q".unicodeScalars { terminal.press(.character(letter), after: .milliseconds(100)) }
    // Four others push the one that was left longest out.
    for letter in "2q3q4q5q".unicodeScalars { terminal.press(.character(letter), after: .milliseconds(100)) }
    terminal.press(.control("c"), after: .milliseconds(100))
    run(make)
    #expect(made["number 1"]?.told == ["start", "covered", "uncovered", "60×20", "covered", "end"])
    #expect(made["number 2"]?.told == ["start", "covered", "end"])
    #expect(made["first"]?.told.prefix(4) == ["start", "covered", "uncovered", "60×20"])
    #expect(made["first"]?.told.last == "end" && made["number 6"] == nil)
  }

  @Test func whatTheProgramDidIsToldToTheScreenInFront() {
    let first = Probe("first")
    let second = Probe("second")
    first.commands["o"] = [.open(Destination("second"))]
    second.commands["w"] = [.writePicture]
    for letter in "ow".unicodeScalars { terminal.press(.character(letter), after: .milliseconds(100)) }
    terminal.press(.control("c"), after: .milliseconds(100))
    run { $0.screen == "second" ? second : first }
    #expect(second.told == ["start", "second by dlviz second", "end"])
    #expect(first.told == ["start", "covered", "end"])
  }
}
