import Datasets
import NeuralNet
import Plots
import Terminal
import Training

/// What all tabs of the mnist screen share: the images, the run and the newest picture of its network.
struct MnistState: Sendable {
  let options: MnistOptions
  var phase = MnistDataPhase.loading(0)
  /// The images; nil while they are loaded. While digits are drawn, the first few, to look at.
  var data: ClassifierData?
  /// The run's settings; nil before training has begun.
  var settings: ClassifierRunSettings?
  /// Epochs a second; nil is unthrottled.
  var pace: Double?
  var history = RunHistory()
  var runState = RunState.paused
  var finish: RunFinish?
  /// The newest picture of the network, and the step after which it was taken.
  var snapshot: ClassifierSnapshot?
  var shownStep = 0
  /// Counts the networks that can have the same step: it grows with every start, branch, and lesson given or taken back.
  private(set) var revision = 0
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

  init(_ options: MnistOptions) {
    self.options = options
    pace = options.pace
    weightsFile = options.initialFile
  }

  /// Which optimizer trained the step after which another was chosen, by that step.
  private(set) var formerOptimizers: [Int: Optimizer] = [:]

  /// The network as it is shown.
  var network: Network<Float>? { snapshot?.network }
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
  /// The settings that a run has or would have, without its images.
  var training: ClassifierSettings { settings?.training ?? options.training }
  /// Units of each hidden layer.
  var hidden: [Int] { settings?.hidden ?? options.hidden }
  /// The hidden layers' activation.
  var activation: Activation { settings?.activation ?? options.activation }

  /// What is written into a file of weights: the seed is the one that the run has now.
  var metadata: [String: String] {
    var metadata = options.metadata(data)
    metadata[NetworkFile.Key.seed] = "\(training.seed)"
    return metadata
  }

  /// The step that the picture shows: the newest, or the one rewound to.
  var cursorStep: Int {
    if case .rewound(let step, _) = runState { return step }
    return history.loss.lastStep
  }

  /// Whether the run began with weights of a file.
  var hasLoadedWeights: Bool { settings?.initialParameters != nil }

  /// Whether the worker is at a report.
  var isReporting: Bool { reportingRevision != nil }

  /// The lessons that the shown network has had, oldest first.
  var lessons: [ClassifierLessonOutcome] { snapshot?.lessons ?? [] }

  /// The newest step there is.
  var newestStep: Int {
    if case .rewound(_, let live) = runState { return live }
    return history.loss.lastStep
  }

  var isRewound: Bool {
    if case .rewound = runState { return true }
    return false
  }

  /// Epochs until a step, with its parts.
  func epochs(atStep step: Int) -> Double { Double(step) / Double(max(1, history.stepsPerEpoch)) }

  /// Whether there are no images, and none are on their way.
  var hasNoImages: Bool {
    if data == nil, case .failed = phase { true } else { false }
  }

  /// The figures of the last epoch that had ended at the cursor.
  var epochReport: EpochReport? { history.epochs.last { $0.step <= cursorStep } }

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
    report?.step == shownStep && report?.generation == history.generation && reportRevision == revision
  }

  /// Takes over settings with which nothing has been trained yet, until the session answers.
  mutating func choose(_ new: ClassifierRunSettings) {
    if let old = settings?.training.optimizer, old != new.training.optimizer, cursorStep > 0,
      formerOptimizers[cursorStep] == nil
    {
      formerOptimizers[cursorStep] = old
    }
    settings = new
  }

  /// Takes in what the worker said.
  mutating func hear(_ message: MnistScreen.Message) {
    switch message {
    case .phase(let new): phase = new
    case .preview(let preview):
      if settings == nil { data = preview }
    case .loaded(let new):
      phase = .ready
      // Where a run goes on with other images, they are shown when a run begins with these.
      if settings == nil { data = new }
    case .fetching(let progress): fetch = progress
    case .fetched, .fetchFailed: fetch = nil
    case .report(let new):
      if new.generation == history.generation {
        report = new
        reportRevision = reportingRevision ?? revision
      }
      reportingRevision = nil
    case .training(let event): hear(event)
    case .weights(_, let path, _): weightsFile = path
    case .notice, .inspection, .wroteWeights, .samples, .samplesUnreadable, .sampleUnsaved, .judgedSamples: break
    }
  }

  private mutating func hear(_ event: TrainingEvent<ClassifierRun>) {
    history.append(event)
    switch event {
    case .started(let start):
      settings = start.configuration
      data = start.configuration.data
      finish = nil
      snapshot = nil
      revision += 1
      report = nil
      shownStep = 0
      speedMarks.removeAll()
      wallSeconds = 0
      lastProgressTime = 0
      formerOptimizers.removeAll()
      if start.configuration.initialParameters == nil { weightsFile = nil }
    case .configured(let configuration): settings = configuration
    case .stateChanged(let new):
      runState = new
      if new == .running { finish = nil } else { lastProgressTime = nil }
    case .snapshot(let new):
      if new.content.lessons != lessons { revision += 1 }
      snapshot = new.content
      shownStep = new.step
    case .finished(let end): finish = end
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
    case .epochEnded, .diverged, .failed: break
    }
  }
}
