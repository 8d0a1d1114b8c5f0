import ArgumentParser
import Datasets

/// `dlviz data list`: which sets are there, where, and whether they are whole.
struct DataListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show which image sets are there, where, and whether they are complete.",
    discussion: """
      Drawings saved in `dlviz mnist` are counted class by class. They are kept in $XDG_DATA_HOME/dlviz/drawn, else in \
      ~/.local/share/dlviz/drawn, as two files in MNIST's format.
      """
  )

  @OptionGroup var data: DataOptions

  mutating func run() throws {
    let locator = data.locator
    var hasAny = false
    for kind in ImageDatasetKind.named {
      let findings = locator.findings(of: kind)
      hasAny = hasAny || !findings.isEmpty
      // What cannot be downloaded is shown where it is.
      guard !findings.isEmpty || ImageDatasetKind.downloadable.contains(kind) else { continue }
      print(kind.title)
      if let partial = partial(of: kind, in: locator) {
        print("  partly downloaded, \(partial); `dlviz data fetch \(kind.rawValue)` resumes it")
      } else if findings.isEmpty {
        print("  not there; `dlviz data fetch \(kind.rawValue)` downloads it")
      }
      var isUsed = false
      for finding in findings {
        let isFirst = !isUsed && (try? finding.files.get()) != nil
        isUsed = isUsed || isFirst
        print("  \(finding.directory) (\(finding.origin))\(isFirst && findings.count > 1 ? ", used" : "")")
        print("    \(describe(finding.files))")
      }
      print("  classes: \(kind.classNames.joined(separator: ", "))")
    }
    if !hasAny { listOtherFormats() }
    print("generated digits")
    print("  always available: 60,000 + 10,000, drawn by this program from a seed")
    listDrawnSamples()
    let places = locator.places.map { "\($0.directory) (\($0.origin))" }
    print(
      "Looked in \(places.isEmpty ? "no place: neither --data, nor $DLVIZ_DATA, nor $HOME is set" : places.joined(separator: ", "))."
    )
  }

  /// Images of another format than MNIST's, where --data names them.
  private func listOtherFormats() {
    guard let path = data.directory else { return }
    do throws(DatasetError) {
      let source = try ImageSource.find(path)
      if case .idx = source { return }
      let sets = try ImageDatasets.load(source)
      let names = sets.train.classNames
      print("\(sets.train.kind.title)\n  \(path) (--data)")
      print("    valid: \(grouped(sets.train.count)) + \(grouped(sets.test.count)) images")
      print("  classes: \(names.prefix(20).joined(separator: ", "))\(names.count > 20 ? ", …" : "")")
    } catch {
      switch error {
      // Where a download will go there may be nothing yet.
      case .unsupported, .unreadable: break
      default: print("\(path) (--data)\n  fault: \(error)")
      }
    }
  }

  /// What a download that has not ended has left, in words; nil where there is none.
  private func partial(of kind: ImageDatasetKind, in locator: DatasetLocator) -> String? {
    guard let directory = locator.downloadDirectory(for: kind) else { return nil }
    let parts = DatasetFetcher.partialFiles(in: directory)
    guard !parts.isEmpty else { return nil }
    return parts.map { "\(grouped($0.size)) bytes of \($0.name)" }.joined(separator: ", ") + " in \(directory)"
  }

  /// The drawings that a person has saved, set by set.
  private func listDrawnSamples() {
    print("drawn samples")
    guard let root = DrawnSampleFiles.defaultRoot() else {
      print("  no place for them: neither $XDG_DATA_HOME nor $HOME is set")
      return
    }
    var hasAny = false
    for files in DrawnSampleFiles.kinds.map({ DrawnSampleFiles($0, in: root) }) {
      do throws(DatasetError) {
        let samples = try files.read()
        guard samples.count > 0 else { continue }
        let classes = zip(samples.classNames, samples.classCounts).filter { $0.1 > 0 }
          .map { "\($0): \(grouped($1))" }
        let noun = samples.kind == .custom ? "digit" : "drawing of \(samples.kind.title)'s classes"
        let plural = samples.kind == .custom ? "digits" : "drawings of \(samples.kind.title)'s classes"
        print("  \(files.directory)")
        print("    valid: \(grouped(samples.count)) \(samples.count == 1 ? noun : plural)")
        print("    count of each class: \(classes.joined(separator: ", "))")
      } catch {
        print("  \(files.directory)")
        print("    fault: \(error)")
      }
      hasAny = true
    }
    if hasAny {
      print("  `dlviz mnist --tab draw` shows them with n, and tests the network on them")
    } else {
      print("  none yet; k on the Draw page (`dlviz mnist --tab draw`) keeps a drawing in \(root)")
    }
  }

  private func describe(_ files: Result<DatasetFiles, DatasetError>) -> String {
    do {
      let files = try files.get()
      let sets = try ImageDatasets.load(files)
      return "valid: \(grouped(sets.train.count)) + \(grouped(sets.test.count)) images\(try comparison(files))"
    } catch {
      return "fault: \(error)"
    }
  }

  /// Whether the files are the published ones, as the end of a sentence.
  private func comparison(_ files: DatasetFiles) throws(DatasetError) -> String {
    do {
      return switch try files.arePublished() {
      case true?: ", the published files"
      case false?: ", but not the published files: a checksum differs"
      case nil: ""
      }
    } catch .uncheckable(_, let fault) {
      return ", not compared with the published files: \(fault)"
    }
  }

  private func grouped(_ number: Int) -> String {
    var text = String(number)
    var index = text.endIndex
    while text.distance(from: text.startIndex, to: index) > 3 {
      index = text.index(index, offsetBy: -3)
      text.insert(",", at: index)
    }
    return text
  }
}
