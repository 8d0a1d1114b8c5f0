import ArgumentParser
import Datasets

/// `dlviz data`: what image sets there are, and getting them.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "List image sets, and download them.",
    discussion: """
      Image sets are looked for in $DLVIZ_DATA, then in the cache ($XDG_CACHE_HOME/dlviz, else ~/.cache/dlviz), there or in a subfolder such as \
      mnist, gzipped or not; a command with --data looks only there. If MNIST is not found, generated digits take its place.
      """,
    subcommands: [DataFetchCommand.self, DataListCommand.self]
  )
}

/// The sets that can be downloaded, as arguments.
enum DownloadableSet: String, CaseIterable, ExpressibleByArgument {
  case mnist
  case fashionMNIST = "fashion-mnist"
  case kmnist

  var kind: ImageDatasetKind {
    switch self {
    case .mnist: .mnist
    case .fashionMNIST: .fashionMNIST
    case .kmnist: .kmnist
    }
  }
}

/// Where data lies, as an option of every command that needs some.
struct DataOptions: ParsableArguments {
  @Option(name: .customLong("data"), help: ArgumentHelp("Look for image sets here first.", valueName: "dir"))
  var directory: String?

  func validate() throws {
    if directory?.isEmpty == true { throw ValidationError("--data: expected a directory, found ''") }
  }

  var locator: DatasetLocator { DatasetLocator(dataDirectory: directory) }
}
