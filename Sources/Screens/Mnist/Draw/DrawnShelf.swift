import Datasets
import NeuralNet
import Shell
import Training

/// The saved samples as the Draw page knows them: read when the page comes to the front, judged by every network that is shown.
struct DrawnShelf: Sendable {
  /// The samples; nil before they have been read, or where they cannot be.
  private(set) var samples: ImageDataset?
  /// Why they cannot be read; nil when they can.
  private(set) var fault: String?
  /// What a network says of them; nil before one has been asked, and of one that is not finite.
  private(set) var report: TestReport?

  /// The files that are read or have been.
  private var files: DrawnSampleFiles?
  /// Whether they are to be read again.
  private var isStale = true
  private var isReading = false
  /// Counts the sets of samples that have been read, so that a report says which it is about.
  private var edition = 0
  /// What the report is about.
  private var reported: Subject?
  /// What the worker is asked about; nil when it is at nothing.
  private var asked: Subject?

  /// A network and the samples that it judges.
  private struct Subject: Equatable {
    var revision: Int
    var step: Int
    var edition: Int
  }

  /// More samples than this are judged as seldom as the test images while training runs.
  private static let fewSamples = 1000

  /// How many samples there are.
  var count: Int { samples?.count ?? 0 }

  /// Reads the files again at the next request: other programs may have written to them.
  mutating func reload() { isStale = true }

  /// The sample with these bytes, of several a preferred one, else the newest; nil when none has them.
  func index(of image: [UInt8], preferring preferred: Int?) -> Int? {
    guard let samples else { return nil }
    if let preferred, samples.labels.indices.contains(preferred), samples.image(at: preferred).elementsEqual(image) {
      return preferred
    }
    return samples.labels.indices.last { samples.image(at: $0).elementsEqual(image) }
  }

  mutating func hear(_ message: MnistScreen.Message, _ state: MnistState) {
    switch message {
    case .samples(let new, let files) where files == self.files:
      isReading = false
      fault = nil
      guard new != samples else { break }
      samples = new
      edition += 1
      report = nil
    case .samplesUnreadable(let reason, let files) where files == self.files:
      isReading = false
      fault = reason
      samples = nil
      report = nil
    case .judgedSamples(let new):
      if asked?.edition == edition, new.generation == state.run.generation {
        report = new.isFinite ? new : nil
        reported = asked
      }
      asked = nil
    case .training(.started): report = nil
    default: break
    }
  }

  /// Asks for the samples, and for what the shown network says of them, where these are not known.
  mutating func request(_ state: MnistState) -> [MnistScreen.Command] {
    guard let root = state.options.drawnDirectory else { return [] }
    let wanted = DrawnSampleFiles(state.kind, in: root)
    if wanted != files {
      self = DrawnShelf()
      files = wanted
    }
    var commands: [MnistScreen.Command] = []
    if isStale, !isReading {
      (isStale, isReading) = (false, true)
      commands.append(.effect(.readSamples(wanted)))
    }
    return commands + judge(state)
  }

  private mutating func judge(_ state: MnistState) -> [MnistScreen.Command] {
    guard asked == nil, let samples, samples.count > 0, let network = state.network, let data = state.data,
      state.run.hasBegun, network.architecture.inputCount == samples.pixelsPerImage
    else { return [] }
    let subject = Subject(revision: state.revision, step: state.run.shownStep, edition: edition)
    guard reported != subject else { return [] }
    if state.run.state == .running, samples.count > Self.fewSamples, let reported, report != nil {
      guard (state.run.shownStep - reported.step).magnitude >= state.run.stepsPerEpoch else { return [] }
    }
    asked = subject
    return [
      .effect(
        .judgeSamples(samples, network, step: state.run.shownStep, generation: state.run.generation, data)
      )
    ]
  }
}
