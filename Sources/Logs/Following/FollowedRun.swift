import Records

/// The files that one run wrote, and the run that they make.
struct FollowedRun {
  /// After so many seconds without a byte a run counts as stalled.
  private static let stallTime = 600.0

  let name: String
  private(set) var files: [FollowedFile]
  /// Whether the user named it, so that it is shown before it has a metric.
  let isNamed: Bool
  /// The run until it has something to show; afterwards it is in the set.
  private var candidate: RunHistory?
  private var place: Int?
  /// The run as it is read anew, after a file was written anew.
  private var shadow: RunHistory?
  private var shadowSince = 0.0
  /// The folder that the run is in; files of settings there are its own.
  let folder: String
  var settings: [SettingsFile] = []
  /// What the files of settings gave that is not in the history yet.
  private var newSettings: [(facts: [RunFact], problems: [String])] = []

  init(name: String, isNamed: Bool, folder: String = "") {
    self.name = name
    self.folder = folder
    self.isNamed = isNamed
    files = []
  }

  /// Adds a file, in the order of names: writers put the time there.
  mutating func add(_ file: FollowedFile) {
    let index = files.firstIndex { $0.path > file.path } ?? files.count
    files.insert(file, at: index)
  }

  /// Looks at the files of settings, which are written once mostly.
  mutating func readSettings(_ system: some LogFileSystem) {
    for index in settings.indices { if let new = settings[index].read(system) { newSettings.append(new) } }
  }

  /// Takes what the files of settings gave into the history.
  private mutating func takeSettings(_ runs: inout RunSet) {
    guard !newSettings.isEmpty else { return }
    let new = newSettings
    newSettings = []
    withHistory(&runs) { run, _ in
      for (facts, problems) in new {
        run.set(facts)
        for problem in problems { run.warn(problem) }
      }
    }
  }

  /// The bytes that are there, and those that were read.
  var progress: (read: Int, size: Int) {
    files.reduce(into: (0, 0)) {
      $0.0 += min($1.offset, $1.size)
      $0.1 += $1.size
    }
  }

  /// When a file of the run was written last, in seconds since 1970.
  var modified: Double { files.map(\.modified).max() ?? 0 }

  /// Whether nothing that was looked at is a log.
  var isRefused: Bool { files.allSatisfy { $0.isRefused || ($0.format == nil && $0.offset > 0) } }
  var formats: [LogFormat] { files.compactMap(\.format) }

  /// Reads what has come.
  /// - Returns: how many bytes were read; nil when all was.
  mutating func read(_ system: some LogFileSystem, into runs: inout RunSet, budget: Int) -> Int? {
    takeSettings(&runs)
    var statuses: [LogFileStatus?] = []
    for index in files.indices {
      let status = system.status(files[index].path, followsLinks: true)
      statuses.append(status)
      guard let status, files[index].wasRewritten(status, system) else { continue }
      let rotated = files[index].path + ".1"
      if files[index].was(system.status(rotated, followsLinks: true)) {
        withHistory(&runs) { run, files in files[index].rotate(system, to: rotated, into: &run) }
      } else {
        restart(system, runs)
        break
      }
    }
    var total = 0
    var isCaughtUp = true
    for index in files.indices {
      guard let status = index < statuses.count ? statuses[index] : system.status(files[index].path, followsLinks: true)
      else { continue }
      guard
        files[index].wantsEnd || status.size != files[index].offset || status.modified != files[index].modified
          || files[index].isUntold(system.now())
      else { continue }
      let left = budget - total
      guard left > 0 else {
        isCaughtUp = false
        break
      }
      var got: Int?
      withHistory(&runs) { run, files in got = files[index].read(system, status, budget: left, into: &run) }
      if let got {
        total += got
        isCaughtUp = false
        // The next file is newer; it waits until this one is read.
        break
      }
    }
    settle(system, &runs, isCaughtUp: isCaughtUp)
    return isCaughtUp ? nil : max(1, total)
  }

  /// Says that no more will come.
  mutating func finish(into runs: inout RunSet) {
    for index in files.indices { withHistory(&runs) { run, files in files[index].finish(into: &run) } }
    settle(nil as SystemFiles?, &runs, isCaughtUp: true)
  }

  /// Says that no more will come of files that were written last before a time.
  mutating func finish(writtenBefore time: Double, into runs: inout RunSet) {
    for index in files.indices {
      withHistory(&runs) { run, files in
        if files[index].modified < time { files[index].finish(into: &run) } else { files[index].tell(into: &run) }
      }
    }
    settle(nil as SystemFiles?, &runs, isCaughtUp: true)
  }

  /// Takes bytes of a pipe.
  mutating func take(_ bytes: ArraySlice<UInt8>, into runs: inout RunSet) {
    withHistory(&runs) { run, files in
      files[0].take(bytes, into: &run)
      // Whoever writes into the pipe is alive.
      if run.status == .unknown { run.status = .running }
    }
    settle(nil as SystemFiles?, &runs, isCaughtUp: true)
  }

  /// Changes the history where it is now.
  private mutating func withHistory(_ runs: inout RunSet, _ change: (inout RunHistory, inout [FollowedFile]) -> Void) {
    if var shadow = shadow.take() {
      change(&shadow, &files)
      self.shadow = shadow
    } else if let place {
      change(&runs[place], &files)
    } else {
      var run = candidate.take() ?? runs.newRun(named: name)
      change(&run, &files)
      candidate = run
    }
  }

  private mutating func restart(_ system: some LogFileSystem, _ runs: RunSet) {
    for index in files.indices { files[index].restart() }
    if shadow == nil { shadowSince = system.now() }
    shadow = runs.newRun(named: name)
    for index in settings.indices { settings[index].restart() }
    readSettings(system)
  }

  /// Puts a run that has something to show into the set, and one that was read anew in the place of what it was.
  private mutating func settle(_ system: (some LogFileSystem)?, _ runs: inout RunSet, isCaughtUp: Bool) {
    if let shadow, isCaughtUp {
      let now = system?.now() ?? .infinity
      let old = place.map { runs[$0] } ?? candidate
      // A file is empty for a moment while it is written anew.
      let isEmpty = shadow.metrics.isEmpty && files.allSatisfy { $0.size == 0 }
      let isWhole = shadow.metrics.count >= old?.metrics.count ?? 0 && shadow.lastStep ?? .min >= old?.lastStep ?? .min
      if isWhole || (now - shadowSince > 1 && !isEmpty) {
        self.shadow = nil
        if place == nil {
          candidate = shadow
        } else {
          _ = runs.insert(shadow.continuing(old))
        }
      }
    }
    let isNoLog = !files.isEmpty && files.allSatisfy(\.isRefused)
    if place == nil, let run = candidate, (isNamed && !isNoLog) || !run.metrics.isEmpty {
      candidate = nil
      place = runs.insert(run)
    }
    guard let place, let system, isCaughtUp else { return }
    let modified = files.map(\.modified).max() ?? 0
    let isQuiet = system.now() - modified > Self.stallTime
    switch runs[place].status {
    case .unknown, .running: runs[place].status = isQuiet ? .stalled(since: modified) : .running
    case .stalled: if !isQuiet { runs[place].status = .running }
    case .paused, .finished, .failed: break
    }
  }
}

extension RunHistory {
  /// The run in the place of what was read before.
  func continuing(_ old: RunHistory?) -> RunHistory {
    guard let old else { return self }
    var run = self
    run.takePlace(of: old)
    return run
  }
}
