import Logs
import Records

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a source bit by bit and says what is known when there is something to say.
public struct WatchLoop {
  /// How often files are looked at. Notifications would miss what other machines write on a shared disk.
  private static let pollInterval = Duration.milliseconds(40)
  /// How often a screen is told of what was read while there is more.
  private static let tellInterval = Duration.milliseconds(100)
  /// How often it is told the time, and how often the machine is measured.
  private static let clockInterval = Duration.seconds(2)
  /// How long a command may take to end after each signal.
  private static let patience = Duration.seconds(10)
  /// A command that ends within this time after the first signal is not waited for in words.
  static let quickEnd = Duration.milliseconds(300)

  private let source: WatchSource
  private let files = SystemFiles()
  private var reader: WatchReader<SystemFiles>
  private var machine: MachineSampler
  private var told: ContinuousClock.Instant?
  private var measured: ContinuousClock.Instant?
  private var isNew = false
  private var isPipeOpen: Bool
  private var exitStatus: Int32?
  private var conditions: ConditionWatch
  private var verdict: ConditionWatch.Verdict?
  /// When there was a metric for the first time, in seconds since 1970.
  private var firstMetric: Double?
  /// Whether the command was asked to stop, so that its status is not its own.
  private var isStopping = false
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  /// Is given what comes through the pipe.
  public var echo: ((ArraySlice<UInt8>) -> Void)?
  /// How long to wait before the next step; nil for not at all.
  public private(set) var pause: Duration?

  /// A loop that has read nothing.
  /// - Parameters:
  ///   - format: the format of all files; nil tells it from the content of each.
  ///   - stepColumn: the column of tables that is the step; nil tells it from the names.
  ///   - conditions: what is held against every value that comes.
  public init(
    _ source: WatchSource,
    format: LogFormat? = nil,
    stepColumn: String? = nil,
    conditions: ConditionWatch = ConditionWatch()
  ) {
    self.source = source
    self.conditions = conditions
    let now = files.now()
    machine = MachineSampler(now: now)
    isPipeOpen = source.descriptor != nil
    switch source {
    case .paths(let paths): reader = WatchReader(paths, files: files, format: format, stepColumn: stepColumn)
    case .pipe: reader = WatchReader([], files: files)
    case .command(_, let paths):
      // A file system may count in whole seconds.
      reader = WatchReader(paths, files: files, format: format, stepColumn: stepColumn, since: now - 1)
    }
    if isPipeOpen {
      let isCommand = if case .command = source { true } else { false }
      reader.openPipe(named: source.outputName, format: isCommand ? nil : format, keepsText: isCommand)
    }
    if !conditions.isEmpty { reader.keepsJournal = true }
  }

  /// Whether everything that is there was read, and no more can come through a pipe.
  public var hasEnded: Bool { !isPipeOpen && reader.isCaughtUp }

  /// Whether every value is kept for `takeRuns()`.
  public var keepsJournal: Bool {
    get { reader.keepsJournal }
    set { reader.keepsJournal = newValue }
  }

  /// The runs as they are, with the points that were not told yet; those count as told from then on.
  public mutating func takeRuns() -> RunSet { reader.takeRuns() }

  /// When something of a run was written last, in seconds since 1970; nil when the run is in a database.
  public func lastChange(of run: String) -> Double? { reader.lastChange(of: run) }

  /// Reads some more.
  /// - Returns: what is known, where a screen should hear of it.
  public mutating func step() -> WatchState? {
    let clock = ContinuousClock()
    let begin = clock.now
    if readPipe() { isNew = true }
    if reader.read() { isNew = true }
    let end = clock.now
    let age = told.map { end - $0 } ?? .seconds(3600)
    // Where looking takes long it is done more seldom: it never takes more than a hundredth of the time.
    pause = reader.isCaughtUp && !isPipeOpen ? max(Self.pollInterval, (end - begin) * 100) : nil
    if measured.map({ end - $0 > Self.clockInterval }) ?? true {
      machine.sample(now: files.now())
      measured = end
    }
    if holdConditions(now: files.now()) {
      told = end
      return state()
    }
    let isClock = age > Self.clockInterval
    guard isClock || (isNew && (reader.isCaughtUp || age > Self.tellInterval)) else { return nil }
    // Output that never rests is told with a rhythm.
    if isPipeOpen, !isClock, age < .milliseconds(15) { return nil }
    told = end
    isNew = false
    return state()
  }

  /// What is known now.
  public mutating func state() -> WatchState {
    var state = reader.state()
    state.machine = machine.run
    state.memory = machine.memory
    state.exitStatus = exitStatus
    state.verdict = verdict
    if let firstMetric, hasEnded || state.now - firstMetric > ConditionWatch.noticeTime {
      state.notices = conditions.problems(of: state.runs).map(\.text)
    }
    return state
  }

  /// Holds the conditions against what has come.
  /// - Returns: whether one came about just now.
  private mutating func holdConditions(now: Double) -> Bool {
    guard !conditions.isEmpty, verdict == nil else { return false }
    var set = reader.takeRuns()
    if firstMetric == nil, set.runs.contains(where: { !$0.metrics.isEmpty }) { firstMetric = now }
    for index in set.runs.indices where verdict == nil {
      let entries = set[index].takeJournal()
      let run = set[index]
      verdict = conditions.look(at: run, entries: entries, now: now, lastChange: lastChange(of: run.name) ?? now)
    }
    return verdict != nil
  }

  // MARK: The pipe

  /// Reads what has come through the pipe, and waits a little for it where nothing has.
  private mutating func readPipe() -> Bool {
    guard isPipeOpen, let descriptor = source.descriptor else { return false }
    var (total, hasClosed) = take(from: descriptor, wait: reader.isCaughtUp && !isNew ? 40 : 0)
    if case .command(let run, _) = source, total == 0, !hasClosed, let status = run.status() {
      exitStatus = status
      // What the command wrote between the last look and its end.
      while !hasClosed {
        let rest = take(from: descriptor, wait: 0)
        if rest.total == 0 { break }
        hasClosed = rest.hasClosed
      }
      hasClosed = true
    }
    if hasClosed { closePipe() }
    return total > 0 || hasClosed
  }

  /// Reads what is there, a mebibyte at most, and waits so many milliseconds for the first of it.
  private mutating func take(from descriptor: Int32, wait: Int32) -> (total: Int, hasClosed: Bool) {
    var total = 0
    while total < 1 << 20 {
      var place = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&place, 1, total == 0 ? wait : 0) > 0 else { break }
      let count = read(descriptor)
      guard count > 0 else {
        if count < 0, errno == EINTR || errno == EAGAIN { break }
        return (total, true)
      }
      reader.take(buffer[..<count])
      echo?(buffer[..<count])
      total += count
    }
    return (total, false)
  }

  private mutating func read(_ descriptor: Int32) -> Int {
    buffer.withUnsafeMutableBytes { bytes in
      #if canImport(Darwin)
        Darwin.read(descriptor, bytes.baseAddress, bytes.count)
      #elseif canImport(Musl)
        Musl.read(descriptor, bytes.baseAddress, bytes.count)
      #else
        Glibc.read(descriptor, bytes.baseAddress, bytes.count)
      #endif
    }
  }

  private mutating func closePipe() {
    isPipeOpen = false
    guard case .command(let run, _) = source else { return reader.finishPipe(.finished(reason: "end of input")) }
    // The terminal is closed at the command's end, a moment before its status is there.
    for _ in 0..<200 where exitStatus == nil {
      exitStatus = run.status()
      if exitStatus == nil { usleep(10_000) }
    }
    // A command that has closed its terminal and goes on is waited for by its files alone.
    guard let exitStatus else { return reader.finishPipe(.running) }
    if isStopping { return reader.finishPipe(.finished(reason: "stopped by dlviz")) }
    reader.finishPipe(exitStatus == 0 ? .finished(reason: "exit 0") : .failed(message: "exit \(exitStatus)"))
  }

  /// Asks a command that runs to stop, as ctrl-C does, then with more force, and waits for its end.
  /// - Parameter whenSlow: is called once where it does not end at once.
  /// - Returns: its status; nil without a command.
  public mutating func stopCommand(whenSlow: () -> Void = {}) -> Int32? {
    guard case .command(let run, _) = source else { return nil }
    if exitStatus == nil { isStopping = true }
    let slow = ContinuousClock.now + Self.quickEnd
    var wasSlow = false
    for signal in [SIGINT, SIGTERM, SIGKILL] where exitStatus == nil {
      run.signal(signal)
      let end = ContinuousClock.now + Self.patience
      while exitStatus == nil, ContinuousClock.now < end {
        if isPipeOpen { _ = readPipe() } else { usleep(10_000) }
        if exitStatus == nil { exitStatus = run.status() }
        if exitStatus == nil, !wasSlow, ContinuousClock.now > slow {
          wasSlow = true
          whenSlow()
        }
      }
    }
    return exitStatus
  }
}
