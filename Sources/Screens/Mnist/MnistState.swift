import Datasets
import NeuralNet
import Shell
import Training

/// What all pages of the mnist screen share: the images, the run, and what is known of its network.
struct MnistState {
  let options: MnistOptions
  var phase = MnistDataPhase.loading(0)
  /// The images; nil while they are loaded. While digits are drawn, the first few, to look at.
  var data: ClassifierData?
  /// The run: its settings, curves and the newest picture of its network.
  var run: RunModel<ClassifierRun>
  /// Counts the networks that can have the same step: it grows with every start, branch, and lesson given or taken back.
  private(set) var revision = 0
  /// The lessons of the newest picture.
  private var seenLessons: [ClassifierLessonOutcome] = []
  /// What a network said of every test image; `report.step` and `reportRevision` say which.
  var report: TestReport?
  private(set) var reportRevision = 0
  /// The revision that the worker is at a report of; nil when it is at none.
  var reportingRevision: Int?
  /// Steps and seconds of training over about the last second of it.
  var speedMarks: [(step: Int, seconds: Double)] = []
  /// Seconds that the run has been at it on the wall's clock: the pace's waiting counts, pauses do not.
  private(set) var wallSeconds = 0.0
  private var lastProgressTime: Double? = 0
  /// The file that the run's weights began with; nil when they were drawn.
  private(set) var weightsFile: String?
  /// A download in the background; nil when there is none.
  var fetch: FetchProgress?

  /// - Parameter data: the images, where they are there already.
  init(_ options: MnistOptions, data: ClassifierData? = nil) {
    self.options = options
    self.data = data
    if data != nil { phase = .ready }
    run = RunModel(options.settings(data ?? options.noImages), pace: options.pace)
    weightsFile = options.initialFile
  }

  /// Which optimizer trained the step after which another was chosen, by that step.
  private(set) var formerOptimizers: [Int: Optimizer] = [:]

  /// The network as it is shown.
  var network: Network<Float>? { run.snapshot?.network }
  /// Which images they are, also before they are there.
  var kind: ImageDatasetKind { data?.sets.kind ?? options.kind }
  /// Whether the figures are about digits that this program drew.
  var isGenerated: Bool { data?.sets.isGenerated ?? false }
  /// The names of the classes.
  var classNames: [String] { data?.sets.test.classNames ?? kind.classNames }
  /// What a network is given for a pixel.
  var normalisation: PixelNormalisation {
    data?.normalisation ?? options.normalisation ?? kind.normalisation ?? .mnist
  }
  /// How the network trains, or will.
  var training: ClassifierSettings { run.settings.training }

  /// What is written into a file of weights: the seed is the one that the run has now.
  var metadata: [String: String] {
    var metadata = options.metadata(data)
    metadata[NetworkFile.Key.seed] = "\(training.seed)"
    return metadata
  }

  /// Whether the run began with weights of a file.
  var hasLoadedWeights: Bool { run.settings.initialParameters != nil }

  /// Whether the worker is at a report.
  var isReporting: Bool { reportingRevision != nil }

  /// The lessons that the shown network has had, oldest first.
  var lessons: [ClassifierLessonOutcome] { run.snapshot?.lessons ?? [] }

  /// Whether there are no images, and none are on their way.
  var hasNoImages: Bool {
    if data == nil, case .failed = phase { true } else { false }
  }

  /// The figures of the last epoch that had ended at the cursor.
  var epochReport: EpochReport? { run.report(atStep: run.cursorStep) }

  /// The test accuracy of the network that is shown, else that of the last epoch or lesson before the cursor; nil where none was measured.
  var testAccuracy: Double? {
    if isReportCurrent, let report { return report.isFinite ? report.accuracy : nil }
    if let lesson = lessons.last, let accuracy = lesson.accuracyAfter, lesson.step >= epochReport?.step ?? 0 {
      return accuracy
    }
    return epochReport?.testAccuracy
  }

  /// Whether the report is about the network that is shown.
  var isReportCurrent: Bool {
    report?.step == run.shownStep && report?.generation == run.generation && reportRevision == revision
  }

  /// Takes in what the worker said.
  mutating func hear(_ message: MnistScreen.Message) {
    switch message {
    case .phase(let new): phase = new
    case .preview(let preview):
      if !run.hasBegun { data = preview }
    case .loaded(let new):
      phase = .ready
      // Where a run goes on with other images, they are shown when a run begins with these.
      if !run.hasBegun { data = new }
    case .fetching(let progress): fetch = progress
    case .fetched, .fetchFailed: fetch = nil
    case .report(let new):
      if new.generation == run.generation {
        report = new
        reportRevision = reportingRevision ?? revision
      }
      reportingRevision = nil
    case .weights(_, let path, _, _): weightsFile = path
    case .training, .notice, .inspection, .wroteWeights, .samples, .samplesUnreadable, .sampleUnsaved, .judgedSamples:
      break
    }
  }

  /// Takes in what the session said, after the run's model has.
  mutating func heard(_ event: TrainingEvent<ClassifierRun>) {
    switch event {
    case .started(let start):
      data = start.configuration.data
      revision += 1
      seenLessons = []
      report = nil
      speedMarks.removeAll()
      wallSeconds = 0
      lastProgressTime = 0
      formerOptimizers.removeAll()
      if start.configuration.initialParameters == nil { weightsFile = nil }
    case .stateChanged(let new):
      if new != .running { lastProgressTime = nil }
    case .snapshot:
      if lessons != seenLessons { revision += 1 }
      seenLessons = lessons
    case .progress(let batch):
      let time = batch.time.seconds
      // After a pause the first batch says only where the clock is.
      if let lastProgressTime { wallSeconds += max(0, time - lastProgressTime) }
      lastProgressTime = time
      speedMarks.append((batch.lastStep, batch.trainingTime.seconds))
      while speedMarks.count > 2, let first = speedMarks.first, batch.trainingTime.seconds - first.seconds > 1 {
        speedMarks.removeFirst()
      }
    case .branched(let step):
      formerOptimizers = formerOptimizers.filter { $0.key <= step }
      speedMarks.removeAll()
      revision += 1
    case .configured, .finished, .epochEnded, .diverged, .failed: break
    }
  }

  /// Remembers which optimizer trained the newest step, before another is chosen.
  mutating func noteOptimizer(_ old: Optimizer, before new: Optimizer) {
    guard old != new, run.cursorStep > 0, formerOptimizers[run.cursorStep] == nil else { return }
    formerOptimizers[run.cursorStep] = old
  }
}
