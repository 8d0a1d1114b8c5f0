import ArgumentParser
import Datasets

/// `dlviz data fetch`: downloads a set, verifies it and puts it where the other commands find it.
struct DataFetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Download an image set.",
    discussion: """
      The files go to a subfolder of --data, else of the cache. Each gets its name only once its published checksum is verified; \
      an interrupted download resumes where it stopped.
      """
  )

  @Argument(help: "The set.")
  var set = DownloadableSet.mnist
  @Option(
    help: ArgumentHelp("Download the four gzipped files from this folder of a mirror instead.", valueName: "url")
  )
  var from: String?
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp("Keep the set in a subfolder of this directory.", valueName: "dir")
  )
  var data: String?

  func validate() throws {
    if let from, !DatasetFetcher.isFolderAddress(from) {
      throw ValidationError(
        "--from: expected the address of a folder, http:// or https:// with a host and without ? or #, found '\(from)'"
      )
    }
    if data?.isEmpty == true { throw ValidationError("--data: expected a directory, found ''") }
  }

  mutating func run() throws {
    let locator = DatasetLocator(dataDirectory: data)
    guard let directory = locator.downloadDirectory(for: set.kind) else { throw FetchError.noDirectory }
    let fetcher = try DatasetFetcher(set.kind, into: directory, from: from)
    let printer = FetchProgressPrinter()
    let signals = StopSignals()
    do throws(FetchError) {
      let files = try fetcher.fetch(progress: { printer.show($0) }, isCancelled: { signals.haveCome })
      printer.endLine()
      print("\(set.kind.title) is in \(files.directory)")
    } catch .cancelled {
      printer.eraseLine()
      StandardError.print(FetchError.cancelled.description)
      try signals.throwIfStopped()
    } catch {
      printer.endLine()
      throw error
    }
  }
}
