import Plots
import ScreenTestSupport
import Shell
import TensorFiles
import TensorLab
import Terminal
import Testing

@testable import TensorScreens

struct TensorsScreenTests {
  // MARK: Frames

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40)], [Capabilities.full, .plain])
  func framesAreAsLookedAt(size: Size, capabilities: Capabilities) throws {
    func expect(_ name: String, _ screen: TensorsScreen) throws {
      try expectGoldenFrame(
        "tensors-\(name)-\(size.width)-\(capabilities.charset.rawValue)",
        ScreenScript(screen, size: size).frame(capabilities)
      )
    }
    try expect("product", TensorsScreen())
    try expect("stretched", TensorsScreen(line: "[[0],[10],[20]] + [1,2,3,4]"))
    try expect("mismatch", TensorsScreen(line: "ones(2,3) + ones(4)"))
    try expect("sum", TensorsScreen(line: "arange(24).reshape(2,3,4).sum(axis=1)"))
    try expect("module", TensorsScreen(network: #require(BuiltInNetwork.named("mnist"))))
  }

  /// A light theme paints its background; what leaves it to the terminal would be a dark hole.
  @Test(arguments: ["[[0],[10],[20]] + [1,2,3,4]", "normal(6,5,seed=3) @ ones(5,2)"])
  func aLightThemeHasNoHoles(line: String) {
    let script = ScreenScript(TensorsScreen(line: line), size: Size(100, 30))
    let frame = script.screen.view(ViewContext(size: Size(100, 30), look: Look(theme: .light)))
    #expect(frame.cells.allSatisfy { !$0.style.background.isDefault })
  }

  @Test func everyExampleIsShownInEverySize() {
    for example in TensorsExample.all {
      for size in [Size(60, 20), Size(80, 24), Size(200, 60)] {
        var script = ScreenScript(TensorsScreen(line: example.line), size: size)
        #expect((script.screen.entry?.fault == nil) == (example.name != "mismatch"), "\(example.name)")
        for _ in 0..<6 { script.type("[") }
        #expect(script.text().contains("tensors"), "\(example.name)")
      }
    }
  }

  // MARK: Keys

  @Test func everyKeyKeepsToTheGrammar() {
    expectGrammarOnAllPages(ScreenScript(TensorsScreen(), size: Size(80, 24)))
    expectGrammarOnAllPages(ScreenScript(TensorsScreen(line: "[1,2"), size: Size(80, 24)))
  }

  @Test func theCursorLightsTheCellsThatMadeTheResult() throws {
    var script = ScreenScript(TensorsScreen(), size: Size(120, 40))
    #expect(script.text().contains("1·5 + 2·7 = 19"))
    script.press(.right)
    #expect(script.text().contains("1·6 + 2·8 = 22"))
    script.press(.down)
    #expect(script.text().contains("3·6 + 4·8 = 50"))
    #expect(script.screen.step?.sources(of: script.screen.cell) == [[2, 3], [1, 3]])
    script.press(.left, .up, .up, .left)
    #expect(script.screen.cell == 0)
  }

  @Test func linesAreTypedCompletedAndTakenBack() {
    var script = ScreenScript(TensorsScreen(), size: Size(120, 40))
    script.press(.enter)
    script.type("a.resh")
    script.press(.tab)
    script.type("4)")
    script.press(.enter)
    #expect(script.screen.result?.shape == [4])
    script.press(.enter)
    script.press(.up)
    #expect(script.screen.shell.editor?.string == "a.reshape(4)")
    script.press(.escape)
    script.press(.enter)
    script.type("a @ [1,2,3]")
    script.press(.enter)
    #expect(script.screen.entry?.fault != nil)
    #expect(script.text().contains("expected equal inner sizes, found (2, 2) and (3,)"))
    script.type("uu")
    #expect(script.screen.entries.count == 1 && script.screen.interpreter.names.keys.sorted() == ["a", "b"])
  }

  @Test func operationsOfALineAreWalked() {
    var script = ScreenScript(TensorsScreen(line: "(arange(4).reshape(2,2) + 1) * 2"), size: Size(120, 40))
    #expect(script.screen.steps.count == 4 && script.screen.stepIndex == 3)
    script.type("[")
    #expect(script.screen.step?.text == "(arange(4).reshape(2,2) + 1)")
    script.press(.home)
    #expect(script.screen.stepIndex == 0)
    script.type("[")
    #expect(script.screen.shell.notice == "this is the line's first operation")
    script.press(.end)
    #expect(script.screen.stepIndex == 3)
  }

  @Test func examplesAreChosenFromTheList() {
    var script = ScreenScript(TensorsScreen(), size: Size(120, 40))
    script.type("+")
    #expect(script.screen.entry?.line == TensorsExample.all[1].line)
    #expect(script.text().contains("is stretched along axis 0"))
    script.type("--")
    #expect(script.screen.exampleIndex == TensorsExample.all.count - 1)
  }

  @Test func modulesAndTensorsAreChosen() throws {
    var script = ScreenScript(TensorsScreen(network: try #require(BuiltInNetwork.named("mnist"))), size: Size(120, 40))
    let text = script.text()
    #expect(text.contains("Linear(in_features=784, out_features=128, bias=True)") && text.contains("109,386"))
    script.press(.down, .down, .down)
    #expect(script.screen.source.modules[script.screen.module].path == "2")
    #expect(script.screen.source.tensors[script.screen.tensor].name == "2.weight")
    script.type("p")
    script.press(.down)
    #expect(script.screen.source.tensors[script.screen.tensor].name == "2.bias")
    #expect(script.text().contains("64 zero"))
    script.press(.right)
    #expect(script.screen.source.title == "xor")
  }

  // MARK: Files

  @Test func aFileIsReadWhereItIsLookedAt() throws {
    let header =
      #"{"a.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"I8","shape":[3],"data_offsets":[16,19]}}"#
    let file = try ModelFile(
      Bytes(header, [0, 0, 128, 63, 0, 0, 0, 192, 0, 0, 192, 127, 0, 0, 0, 0, 1, 2, 255]),
      path: "x.safetensors"
    )
    var script = ScreenScript(TensorsScreen(path: "x.safetensors"), size: Size(120, 40))
    #expect(script.commands == [.effect(.open(path: "x.safetensors"))])
    script.commands = []
    script.hear(.opened(file))
    #expect(script.commands == [.effect(.read([0, 1]))])
    #expect(script.text().contains("reading its numbers"))
    var reading = try #require(TensorReading(file.tensors[0], of: file, bins: ModuleSource.bins))
    script.hear(.statistics(path: "x.safetensors", tensor: 0, try reading.finish(), progress: 1))
    // 1, -2, NaN, 0.
    #expect(script.text().contains("1 zero, 1 NaN"))
    script.hear(.statistics(path: "x.safetensors", tensor: 1, try reading.finish(), progress: 0.5))
    #expect(script.screen.tensorTable.rows[1].last?.string == "…")
    script.screen.source.tensors[1].statistics = nil
    script.hear(.statistics(path: "other", tensor: 1, try reading.finish(), progress: 1))
    #expect(script.screen.source.tensors[1].statistics == nil)
    #expect(script.screen.reproducingCommand == "dlviz tensors 'x.safetensors'")
    script.hear(.failed("x.safetensors cannot be read: gone"))
    #expect(script.text().contains("x.safetensors cannot be read: gone"))
  }

  private struct Bytes: ByteSource {
    let bytes: [UInt8]
    var count: Int { bytes.count }

    init(_ header: String, _ body: [UInt8]) {
      let length = UInt64(header.utf8.count)
      bytes = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8) + body
    }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) {
      for index in buffer.indices { buffer[index] = bytes[offset + index] }
    }
  }

  @Test func theWorkerOpensAndReads() async throws {
    let path = try #require(Self.referencePath)
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    let worker = TensorWorker(wake: { continuation.yield() })
    worker.perform(.open(path: path))
    var known: Set<Int> = []
    var isOpen = false
    for await _ in stream {
      for message in worker.receive() {
        switch message {
        case .opened(let file):
          isOpen = file.tensors.count == 16
          worker.perform(.read([0, 3, 15]))
        case .failed(let words):
          Issue.record("\(words)")
          return
        case .statistics(_, let tensor, _, let progress): if progress == 1 { known.insert(tensor) }
        }
      }
      if known.count == 3 { break }
    }
    #expect(isOpen && known == [0, 3, 15])
    worker.end()
  }

  private static var referencePath: String? {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/TensorLabTests/Reference/tensors_of_every_type.safetensors"
  }

  @Test(arguments: 0..<4) func aMonkeyBreaksNothing(seed: UInt64) {
    let line = TensorsExample.all[Int(seed) % TensorsExample.all.count].line
    runMonkey(
      seed: seed,
      events: 600,
      makeScreen: { _, _ in ScreenHost(TensorsScreen(line: line), worker: SilentWorker()) },
      destination: Destination("tensors")
    )
  }

  private final class SilentWorker: ScreenWorker {
    func perform(_ effect: TensorEffect) {}
    func receive() -> [TensorMessage] { [] }
    func end() {}
  }
}
