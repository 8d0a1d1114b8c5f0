import Plots
import Shell
import TensorFiles
import TensorLab
import Terminal

/// `dlviz tensors`: arrays by NumPy's rules cell by cell, and the tensors of networks and files.
public struct TensorsScreen: TextScreen {
  /// What the worker says.
  public typealias Message = TensorMessage
  /// What is asked of the worker.
  public typealias Effect = TensorEffect
  /// Its pages.
  public typealias Page = TensorsPage

  /// The panels, in reading order.
  public enum PanelID: Hashable, Sendable {
    case first, second, result, words, lines
    case modules, tensors, figures
  }

  /// A line that was carried out, or was not.
  struct Entry: Hashable, Sendable {
    let line: String
    /// What its statements gave; empty where it failed.
    let results: [TensorInterpreter.Result]
    let fault: TensorFault?
  }

  /// What the shell keeps for it.
  public var shell = ShellState<TensorsPage, PanelID>(page: .arrays, panel: .result)

  // Arrays.
  var interpreter = TensorInterpreter()
  /// What was carried out so far, the last one last.
  var entries: [Entry] = []
  /// The line that is shown.
  var chosen = 0
  /// Which operation of it, among all of its statements; the last to begin with.
  var stepIndex = 0
  /// The cell of the result that is looked at.
  var cell = 0
  /// Interpreters before each entry, for undo.
  var past: [TensorInterpreter] = []
  /// The example that was last taken from the list; nil for none.
  var exampleIndex: Int?

  // Modules.
  var source: ModuleSource
  var module = 0
  var tensor = 0
  /// Why a file could not be read.
  var failure: String?
  /// A file to open at the start.
  public let openingPath: String?

  static let mostEntries = 200
  /// What is shown without a line.
  public static let defaultLine = "a = [[1,2],[3,4]]; b = [[5,6],[7,8]]; a @ b"

  /// A screen with a line carried out.
  public init(line: String = TensorsScreen.defaultLine) {
    source = ModuleSource.builtIn[0]
    openingPath = nil
    run(line)
    if line == TensorsExample.all[0].line { exampleIndex = 0 }
  }

  /// A screen on a network of this program.
  public init(network: BuiltInNetwork) {
    source = ModuleSource.of(network)
    openingPath = nil
    shell = ShellState(page: .module, panel: .modules)
    run(TensorsExample.all[0].line)
  }

  /// A screen that opens a file when it starts.
  public init(path: String) {
    source = ModuleSource.builtIn[0]
    openingPath = path
    shell = ShellState(page: .module, panel: .modules)
    run(TensorsExample.all[0].line)
  }

  /// Its name.
  public var name: String { "tensors" }

  /// The page in front.
  var page: TensorsPage { shell.page }

  /// The command that shows this again.
  public var reproducingCommand: String? {
    switch page {
    case .arrays: entry.map { "dlviz tensors '\($0.line)'" }
    case .module: source.isFile ? "dlviz tensors '\(source.title)'" : "dlviz tensors --module \(source.title)"
    }
  }

  /// Opens the file that it was made for.
  public mutating func start() -> [Command] {
    openingPath.map { [.effect(.open(path: $0))] } ?? []
  }

  // MARK: Arrays

  /// The line that is shown.
  var entry: Entry? { entries.indices.contains(chosen) ? entries[chosen] : nil }

  /// The operations of the line, those of all its statements.
  var steps: [TensorStep] { entry?.results.flatMap(\.steps) ?? [] }

  /// The operation that is shown; nil for a line without one.
  var step: TensorStep? {
    let steps = steps
    return steps.indices.contains(stepIndex) ? steps[stepIndex] : nil
  }

  /// What is shown as the result: that of the operation, else the line's last value.
  var result: NDArray? {
    if let step { return step.result }
    if case .array(let array, _) = entry?.results.last?.value { return array }
    return nil
  }

  /// Carries out a line and shows it.
  mutating func run(_ line: String) {
    let before = interpreter
    do throws(TensorFault) {
      let results = try interpreter.run(line)
      add(Entry(line: line, results: results, fault: nil), before)
    } catch { add(Entry(line: line, results: [], fault: error), before) }
  }

  private mutating func add(_ entry: Entry, _ before: TensorInterpreter) {
    entries.append(entry)
    past.append(before)
    if entries.count > Self.mostEntries {
      entries.removeFirst()
      past.removeFirst()
    }
    choose(entries.count - 1)
  }

  mutating func choose(_ index: Int) {
    chosen = min(max(0, index), max(0, entries.count - 1))
    stepIndex = max(0, steps.count - 1)
    cell = 0
  }

  /// Takes back the last line.
  mutating func undo() {
    guard entries.count > 1, let before = past.popLast() else { return }
    interpreter = before
    entries.removeLast()
    exampleIndex = nil
    choose(entries.count - 1)
  }

  mutating func moveStep(to index: Int) {
    let new = min(max(0, index), max(0, steps.count - 1))
    if new == stepIndex {
      shell.notice = index > new ? "this is the line's last operation" : "this is the line's first operation"
    }
    stepIndex = new
    cell = 0
  }

  /// Moves the marked cell along rows and columns.
  mutating func moveCell(_ key: Key) {
    guard let shape = result?.shape, let columns = shape.last, columns > 0 else { return }
    let count = shape.reduce(1, *)
    switch key {
    case .left: if cell % columns > 0 { cell -= 1 }
    case .right: if cell % columns < columns - 1 { cell += 1 }
    case .up: cell = cell >= columns ? cell - columns : cell
    default: cell = cell + columns < count ? cell + columns : cell
    }
  }

  // MARK: Files

  /// Takes in what the worker says.
  public mutating func hear(_ message: TensorMessage) -> [Command] {
    switch message {
    case .opened(let file):
      show(ModuleSource(file))
      return read()
    case .failed(let words):
      failure = words
      shell.notice = words
      return []
    case .statistics(let path, let index, let statistics, let progress):
      guard source.isFile, source.title == path, source.tensors.indices.contains(index) else { return [] }
      source.tensors[index].statistics = statistics
      source.tensors[index].progress = progress < 1 ? progress : nil
      return []
    }
  }

  /// Shows a file with the numbers of its first tensors, read at once: for a picture.
  public mutating func load(_ file: ModelFile) throws(ModelFileError) {
    show(ModuleSource(file))
    tensor = source.tensors(of: 0).first ?? 0
    for case .effect(.read(let wanted)) in read() {
      for index in wanted {
        guard var reading = TensorReading(file.tensors[index], of: file, bins: ModuleSource.bins) else { continue }
        source.tensors[index].statistics = try reading.finish()
      }
    }
  }

  mutating func show(_ new: ModuleSource) {
    source = new
    failure = nil
    module = 0
    tensor = 0
  }

  /// Asks for the numbers of the chosen tensor, then of those beside it, whose figures stand in the table.
  func read() -> [Command] {
    guard source.isFile else { return [] }
    let shown = source.tensors(of: module)
    let around =
      shown.firstIndex(of: tensor).map { shown[max(0, $0 - 20)..<min(shown.count, $0 + 40)] } ?? shown.prefix(40)
    func isWanted(_ index: Int) -> Bool {
      source.tensors[index].statistics == nil || source.tensors[index].progress != nil
    }
    let others = around.filter { $0 != tensor && isWanted($0) && source.tensors[$0].byteCount <= Self.readAsideBytes }
    let wanted = (source.tensors.indices.contains(tensor) && isWanted(tensor) ? [tensor] : []) + others
    return [.effect(.read(wanted))]
  }

  /// The largest tensor that is read only because it stands in the table.
  static let readAsideBytes = 64 << 20

  mutating func chooseModule(_ index: Int) -> [Command] {
    module = min(max(0, index), max(0, source.modules.count - 1))
    if let first = source.tensors(of: module).first { tensor = first }
    return read()
  }

  mutating func chooseTensor(by step: Int) -> [Command] {
    let shown = source.tensors(of: module)
    guard !shown.isEmpty else { return [] }
    let index = shown.firstIndex(of: tensor) ?? 0
    tensor = shown[min(max(0, index + step), shown.count - 1)]
    return read()
  }
}
