import ArgumentParser
import Plots
import Shell
import TensorFiles
import TensorLab
import TensorScreens
import Terminal

/// `dlviz tensors`: arrays by NumPy's rules, and the tensors of networks and files.
struct TensorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tensors",
    abstract:
      "Arrays, shapes, broadcasting and matrix products, element by element; the tensors of a network or a file.",
    discussion: """
      Expressions are NumPy's, written without np: 'a = [[1,2],[3,4]]; b = [[5,6],[7,8]]; a @ b', 'ones(2,3) + arange(3)', \
      'normal(4, 3, seed=1).sum(axis=0)'. A list is an array, and ^ is a power. Functions: \
      \(TensorFunction.all.map(\.name).joined(separator: ", ")).

      A name that ends in .safetensors is a file: its header is read at once, its numbers only when they are shown. --module shows a network of \
      this program: \(BuiltInNetwork.all.map(\.name).joined(separator: ", ")).
      """
  )

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("Expressions separated by semicolons, or a safetensors file.", valueName: "expression or file"),
    completion: .file(extensions: ["safetensors"])
  )
  var words: [String] = []
  @Option(help: ArgumentHelp("A network of this program.", valueName: "name"))
  var module: String?
  @Flag(
    name: .customLong("header-only"),
    help: "Read only the names, types and shapes of a file, which is quick however large it is."
  )
  var headerOnly = false
  @Option(parsing: .unconditional, help: "With a file or network, the number of bins of each histogram.")
  var bins = ModuleText.bars
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  func validate() throws {
    try look.check(showsScreen: output.showsScreen)
    if let option = words.first(where: { $0.hasPrefix("--") }) {
      throw ValidationError("expected an option of tensors (see --help), found '\(option)'")
    }
    guard words.count <= 1 else {
      throw ValidationError("expected one expression (in quotes) or file, found '\(words[1])' too")
    }
    guard (1...1000).contains(bins) else { throw ValidationError("--bins: expected 1 to 1000, found \(bins)") }
    guard let module else { return }
    guard words.isEmpty else { throw ValidationError("--module: expected nothing beside it, found '\(words[0])'") }
    guard BuiltInNetwork.named(module) != nil else {
      let names = BuiltInNetwork.all.map(\.name).joined(separator: ", ")
      throw ValidationError("--module: expected one of \(names), found '\(module)'")
    }
  }

  mutating func run() throws {
    if let network = module.flatMap({ BuiltInNetwork.named($0) }) {
      return try run(TensorsScreen(network: network)) { text(of: network) }
    }
    let word = words.first ?? TensorsScreen.defaultLine
    if word.lowercased().hasSuffix(".safetensors") {
      return try run(TensorsScreen(path: word)) { try text(ofFile: word) }
    }
    switch output.mode {
    case .screen: try show(TensorsScreen(line: word))
    case .snapshot(let path): try picture(of: TensorsScreen(line: word), path)
    case .text, .json: try evaluate(word)
    }
  }

  private func evaluate(_ line: String) throws {
    var interpreter = TensorInterpreter()
    do throws(TensorFault) {
      for result in try interpreter.run(line) {
        let lines = output.json ? [TensorsText.json(result)] : TensorsText.lines(result).map(shown)
        for line in lines { print(line) }
      }
    } catch {
      let message = AutogradCommand.pointed(line, column: error.column, "\(error)")
      throw Failure(description: ([message] + error.explanation).joined(separator: "\n"))
    }
  }

  private func shown(_ line: String) -> String { line.transliterated(to: TextLook(look).look.charset) }

  private func run(_ screen: TensorsScreen, text: () throws -> ModuleText) throws {
    switch output.mode {
    case .screen:
      // A file that cannot be read is an error to tell before the screen opens.
      if let path = screen.openingPath { try check(path) }
      try show(screen)
    case .snapshot(let path): try picture(of: screen, path)
    case .text:
      let isASCII = TextLook(look).look.isASCII
      for line in try text().lines(isASCII: isASCII) { try StandardOutput.print(shown(line)) }
    case .json: for line in try text().json { try StandardOutput.print(line) }
    }
  }

  private func show(_ screen: TensorsScreen) throws {
    try ScreenLauncher(look).run(Destination(screen.name)) { wake in
      ScreenHost(screen, worker: TensorWorker(wake: wake))
    }
  }

  /// The frame that the screen shows once the chosen tensor is read.
  private func picture(of screen: TensorsScreen, _ path: String) throws {
    var screen = screen
    _ = screen.update(.input(.resize(output.size.size)))
    if let file = screen.openingPath { try screen.load(try Self.open(file)) }
    try PictureFile.write(screen, output.size.size, look, to: path)
  }

  private func check(_ path: String) throws { _ = try Self.open(path) }

  private static func open(_ path: String) throws -> ModelFile {
    do throws(ModelFileError) { return try ModelFile(path: path) } catch { throw Failure(description: "\(error)") }
  }

  private func text(of network: BuiltInNetwork) -> ModuleText {
    let parameters = network.parameters
    return ModuleText(
      title: network.name,
      modules: ModuleLine.lines(of: parameters.map { ($0.name, $0.shape) }, activations: network.activations),
      rows: parameters.map { parameter in
        let statistics = headerOnly ? nil : TensorStatistics(parameter.values, bins: bins)
        return ModuleText.Row(name: parameter.name, typeName: "F64", shape: parameter.shape, statistics: statistics)
      }
    )
  }

  private func text(ofFile path: String) throws -> ModuleText {
    do throws(ModelFileError) {
      let file = try ModelFile(path: path)
      var rows: [ModuleText.Row] = []
      for tensor in file.tensors {
        var reading = headerOnly ? nil : TensorReading(tensor, of: file, bins: bins)
        let statistics = try reading?.finish()
        rows.append(
          ModuleText.Row(name: tensor.name, typeName: tensor.typeName, shape: tensor.shape, statistics: statistics)
        )
      }
      return ModuleText(
        title: path,
        modules: ModuleLine.lines(of: file.tensors.map { ($0.name, $0.shape) }),
        rows: rows
      )
    } catch { throw Failure(description: "\(error)") }
  }
}
