import Datasets

/// What the screen is told when it asks for saved samples or saves one.
enum DrawnSampleAnswers {
  /// Reads the samples.
  static func read(_ files: DrawnSampleFiles) -> MnistScreen.Message {
    do throws(DatasetError) {
      return .samples(try files.read(), files)
    } catch {
      return .samplesUnreadable(HomePath.shortened("\(DrawnSampleError.unreadable(error))"), files)
    }
  }

  /// Keeps a drawing; the samples as they are then, and what has become of it in words.
  static func save(image: [UInt8], label: UInt8, in files: DrawnSampleFiles) -> [MnistScreen.Message] {
    do throws(DrawnSampleError) {
      let (samples, outcome) = try DrawnSampleStore(files).keep(image: image, label: label)
      return [.samples(samples, files), .notice(words(outcome, samples, label: label, in: files))]
    } catch {
      return [.sampleUnsaved(HomePath.shortened("not saved: \(error)"))]
    }
  }

  /// Forgets a drawing; the samples as they are then, and what has become of it in words.
  static func forget(image: [UInt8], in files: DrawnSampleFiles) -> [MnistScreen.Message] {
    do throws(DrawnSampleError) {
      let (samples, index) = try DrawnSampleStore(files).forget(image: image)
      let number = index.map { "sample \($0 + 1) is deleted; k saves it again" } ?? "it had already been deleted"
      return [.samples(samples, files), .notice(number)]
    } catch {
      return [.sampleUnsaved(HomePath.shortened("not deleted: \(error)"))]
    }
  }

  private static func words(
    _ outcome: DrawnSampleStore.Outcome,
    _ samples: ImageDataset,
    label: UInt8,
    in files: DrawnSampleFiles
  ) -> String {
    let names = samples.classNames
    let name = names[Int(label)]
    switch outcome {
    case .added:
      let count = "\(samples.count) sample\(samples.count == 1 ? "" : "s")"
      return "saved as \(name): \(count) in \(HomePath.shortened(files.directory))"
    case .relabelled(let index, let former):
      return "sample \(index + 1) is \(name) now, no longer \(names[Int(former)])"
    case .unchanged(let index): return "saved already: sample \(index + 1), as \(name)"
    }
  }
}
