import ArgumentParser
import Datasets

/// `dlviz data`: what image sets there are, and getting them.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "Lists image sets, and downloads them.",
    discussion: """
      Sets are looked for in $DLVIZ_DATA, then in the cache ($XDG_CACHE_HOME/dlviz, else ~/.cache/dlviz), there or in a folder such as \
      mnist, gzipped or not; a command that is given --data looks there alone. Without any, generated digits stand in for MNIST.
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
