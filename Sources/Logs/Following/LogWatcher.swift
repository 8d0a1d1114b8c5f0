import Records

/// The logs that a user named: files, and folders that are searched for runs again and again.
public struct LogWatcher<Files: LogFileSystem>: RunSource {
  /// What was named, and what of it could not be read.
  public struct Problem: Hashable, Sendable {
    /// The path.
    public var path: String
    /// What was expected and what was found.
    public var message: String
  }

  private struct Root {
    var path: String
    /// What stands before the names of its runs when several paths were named.
    var prefix: String
    var isFolder: Bool
    /// Whether no file that may be a log was ever found in the folder.
    var isEmpty = true
  }

  /// A folder is searched again after so many seconds, or later where searching takes long.
  private static var searchInterval: Double { 1 }

  private let files: Files
  private let wanted: LogFormat?
  private let stepColumn: String?
  private let since: Double?
  private var roots: [Root] = []
  private var runs: [FollowedRun] = []
  private var places: [String: Int] = [:]
  private var databases: [FollowedDatabase] = []
  private var known: Set<String> = []
  /// Files of settings by the folder that they are about.
  private var settings: [String: [SettingsFile]] = [:]
  private var knownSettings: Set<String> = []
  private var nextSearch = -Double.infinity
  /// Paths that lead to nothing yet, or any more.
  public private(set) var missing: [String] = []

  /// A watcher of paths.
  /// - Parameters:
  ///   - paths: files and folders.
  ///   - format: the format of all of them; nil tells it from the content of each.
  ///   - stepColumn: the column of tables that is the step; nil tells it from the names.
  ///   - since: files of folders that were written last before are left out, in seconds since 1970.
  public init(
    _ paths: [String],
    files: Files,
    format: LogFormat? = nil,
    stepColumn: String? = nil,
    since: Double? = nil
  ) {
    self.files = files
    self.stepColumn = stepColumn
    self.since = since
    wanted = format
    for path in paths {
      let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
      let last = trimmed.split(separator: "/").last.map(String.init) ?? trimmed
      roots.append(Root(path: trimmed, prefix: paths.count > 1 ? last : "", isFolder: true))
    }
    // Two folders of the same name are told apart by their paths.
    for index in roots.indices
    where roots.filter({ $0.prefix == roots[index].prefix }).count > 1 && !roots[index].prefix.isEmpty {
      roots[index].prefix = roots[index].path
    }
  }

  /// Reads what has come since the last time.
  public mutating func read(into set: inout RunSet, budget: Int = 1 << 22) -> RunSourceProgress {
    let now = files.now()
    if now >= nextSearch {
      search()
      nextSearch = files.now() + max(Self.searchInterval, (files.now() - now) * 100)
    }
    var left = budget
    var isCaughtUp = true
    for index in runs.indices {
      guard left > 0 else {
        isCaughtUp = false
        break
      }
      if let got = runs[index].read(files, into: &set, budget: left) {
        left -= got
        isCaughtUp = false
      }
    }
    for index in databases.indices where databases[index].read(files, into: &set) { isCaughtUp = false }
    if isCaughtUp { return .caughtUp }
    let progress = runs.reduce(into: (0, 0)) {
      $0.0 += $1.progress.read
      $0.1 += $1.progress.size
    }
    return .more(share: progress.1 > 0 ? Double(progress.0) / Double(progress.1) : nil)
  }

  /// What was named and could not be read; empty when all is well.
  public var problems: [Problem] {
    var problems = missing.map { Problem(path: $0, message: "no such file or folder") }
    for root in roots where root.isFolder && root.isEmpty {
      problems.append(Problem(path: root.path + "/", message: "no log was found in this folder"))
    }
    for run in runs where run.isNamed {
      for file in run.files where file.isRefused || file.format == nil {
        problems.append(
          Problem(
            path: file.path,
            message: file.offset == 0
              ? "the file is empty" : "no known log; dlviz watch --formats lists what is looked for"
          )
        )
      }
    }
    for database in databases {
      if let problem = database.problem { problems.append(Problem(path: database.path, message: problem)) }
    }
    return problems
  }

  /// When something of a run was written last, in seconds since 1970; nil when the run is in a database.
  public func lastChange(of run: String) -> Double? { places[run].map { runs[$0].modified } }

  /// Says of files that nobody has written for so many seconds that no more will come: a last line without a line break is whole.
  public mutating func finish(after seconds: Double, into set: inout RunSet) {
    let latest = files.now() - seconds
    for index in runs.indices { runs[index].finish(writtenBefore: latest, into: &set) }
  }

  /// How many files were found that may be logs.
  public var fileCount: Int { known.count }

  private mutating func search() {
    missing = []
    for index in roots.indices {
      let root = roots[index]
      guard let status = files.status(root.path, followsLinks: true) else {
        missing.append(root.path)
        roots[index].isFolder = false
        continue
      }
      roots[index].isFolder = status.kind == .folder
      if status.kind == .folder {
        let content = LogSearch.content(of: root.path, files)
        for (folder, file) in content.settings { add(file, about: folder) }
        for found in trainerStates(content.logs)
        where !known.contains(found.path) && found.modified >= since ?? -.infinity {
          add(found, root: root)
          roots[index].isEmpty = false
        }
      } else if !known.contains(root.path) {
        let name = root.path.split(separator: "/").last.map(String.init) ?? root.path
        add(LogSearch.Found(path: root.path, parts: [name], modified: status.modified), root: root, isNamed: true)
      }
      if status.kind == .file { addSettings(beside: root.path) }
    }
    for index in runs.indices { runs[index].readSettings(files) }
  }

  private mutating func add(_ file: SettingsFile, about folder: String) {
    guard knownSettings.insert(file.path).inserted else { return }
    settings[folder, default: []].append(file)
    for index in runs.indices where runs[index].folder == folder { runs[index].settings.append(file) }
  }

  /// The settings of a file that was named stand in its folder.
  private mutating func addSettings(beside path: String) {
    let folder = Self.folder(of: path)
    for name in SettingsFile.names.sorted() {
      let beside = folder.isEmpty ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
      guard beside != path, !knownSettings.contains(beside), files.status(beside, followsLinks: true)?.kind == .file
      else { continue }
      add(SettingsFile(path: beside, kind: .mapping), about: folder)
    }
  }

  /// The folder of a file; empty for that of the process.
  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Of transformers' checkpoints the newest has what the others have.
  private func trainerStates(_ found: [LogSearch.Found]) -> [LogSearch.Found] {
    func folder(_ file: LogSearch.Found) -> [String]? {
      guard file.parts.last == "trainer_state.json" else { return nil }
      let parts = file.parts.dropLast()
      return parts.last?.hasPrefix("checkpoint-") == true ? Array(parts.dropLast()) : Array(parts)
    }
    func number(_ file: LogSearch.Found) -> Int {
      let last = file.parts.dropLast().last ?? ""
      return last.hasPrefix("checkpoint-") ? Int(last.dropFirst(11)) ?? 0 : .max
    }
    var newest: [[String]: Int] = [:]
    for file in found { if let folder = folder(file) { newest[folder] = max(newest[folder] ?? -1, number(file)) } }
    return found.filter { file in folder(file).map { newest[$0] == number(file) } ?? true }
  }

  private mutating func add(_ found: LogSearch.Found, root: Root, isNamed: Bool = false) {
    let file = found.parts[found.parts.count - 1]
    var head = [UInt8](repeating: 0, count: 512)
    let got = head.withUnsafeMutableBytes { files.read(found.path, at: 0, into: $0) } ?? 0
    let isDatabase = head.withUnsafeBufferPointer { FollowedDatabase.recognises($0[part: 0..<got]) }
    // An empty file says nothing yet.
    if got == 0, !isNamed { return }
    if !isNamed, isLoneObject(found) { return }
    known.insert(found.path)
    if isDatabase, wanted == nil {
      let prefix = isNamed ? root.prefix : join(root.prefix, found.parts)
      databases.append(FollowedDatabase(path: found.path, prefix: prefix.isEmpty ? "" : prefix + "/"))
      return
    }
    let parts = runParts(found)
    let name = isNamed ? (root.prefix.isEmpty ? file : root.prefix) : join(root.prefix, parts)
    let place: Int
    if let known = places[name] {
      place = known
    } else {
      place = runs.count
      places[name] = place
      let isAlone = isNamed || parts == found.parts
      let folder = isAlone ? Self.folder(of: found.path) : ([root.path] + parts).joined(separator: "/")
      runs.append(FollowedRun(name: name, isNamed: isNamed, folder: folder))
      runs[place].settings = settings[folder] ?? []
    }
    runs[place].add(FollowedFile(path: found.path, wanted: wanted, stepColumn: stepColumn))
  }

  /// A folder's settings and summaries are one object each; a log has several.
  private func isLoneObject(_ found: LogSearch.Found) -> Bool {
    guard found.path.hasSuffix(".json") else { return false }
    var head = [UInt8](repeating: 0, count: FormatDetector.headSize)
    let got = head.withUnsafeMutableBytes { files.read(found.path, at: 0, into: $0) } ?? 0
    return head.withUnsafeBufferPointer { bytes in
      let bytes = bytes[part: 0..<got]
      guard let start = bytes.firstIndex(where: { $0 > 0x20 }), bytes[start] == 0x7B,
        !JSONDocumentReader.recognises(bytes)
      else { return false }
      return got < FormatDetector.headSize && JSONScanner(bytes).skippedFirst() == nil
    }
  }

  /// The parts of the path that name the run: the folder, where a run writes many files.
  private func runParts(_ found: LogSearch.Found) -> [String] {
    let parts = found.parts
    let file = parts[parts.count - 1]
    if file.lowercased().contains("tfevents") || file.hasSuffix(".wandb") || file.hasSuffix(".swanlab") {
      return Array(parts.dropLast())
    }
    if let place = parts.dropLast().lastIndex(of: "metrics") {
      if place > 0, parts[place - 1] == "plots" { return Array(parts[..<(place - 1)]) }
      if !file.contains(".") || files.status(folder(found, to: place) + "/meta.yaml", followsLinks: true) != nil {
        return Array(parts[..<place])
      }
    }
    return parts
  }

  private func folder(_ found: LogSearch.Found, to place: Int) -> String {
    let below = found.parts[place...].joined(separator: "/").utf8.count + 1
    return String(decoding: found.path.utf8.dropLast(below), as: UTF8.self)
  }

  private func join(_ prefix: String, _ parts: [String]) -> String {
    let name = parts.joined(separator: "/")
    if prefix.isEmpty { return name.isEmpty ? "." : name }
    return name.isEmpty ? prefix : prefix + "/" + name
  }
}
