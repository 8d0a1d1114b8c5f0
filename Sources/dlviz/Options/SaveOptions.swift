import ArgumentParser
import Datasets

/// Where a network's weights are kept.
struct SaveOptions: ParsableArguments {
  @Option(
    name: .customLong("save"),
    help: ArgumentHelp("Write the weights to a safetensors file at the end.", valueName: "file"),
    completion: .file(extensions: ["safetensors"])
  )
  var path: String?

  /// Makes sure, before the run, that its end can be written.
  func check() throws { if let path { try AtomicFile.checkWritable(path) } }
}
