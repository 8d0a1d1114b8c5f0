/// Finds the files below a folder that may be logs.
struct LogSearch {
  private static let mostFiles = 20_000
  private static let deepest = 16
  private static let skippedFolders: Set<String> = [
    "node_modules", "__pycache__", "site-packages", "artifacts", "media", ".git", ".venv", "venv",
  ]
  private static let endings = [
    ".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".log", ".txt", ".out", ".err", ".yaml", ".yml", ".wandb", ".swanlab",
    ".db",
    ".sqlite", ".gz",
  ]
  /// What people call the output of a program, without any ending.
  private static let bareNames: Set<String> = ["log", "stdout", "stderr", "train_log"]
  /// Files with numbers that are no logs.
  private static let skippedNames: Set<String> = [
    "meta.yaml", "package.json", "package-lock.json", "tokenizer.json", "tokenizer_config.json", "vocab.json",
    "requirements.txt", "pyproject.toml", "setup.py", "wandb-metadata.json", "conda-environment.yaml",
    "generation_config.json", "special_tokens_map.json", "readme.txt", "license.txt", "cmakelists.txt", "merges.txt",
    "labels.txt", "truth.json",
  ]

  /// A file that may be a log, and where it stands below the folder.
  struct Found {
    var path: String
    /// The parts of the path below the folder, the name last.
    var parts: [String]
    /// When it was written last, in seconds since 1970.
    var modified: Double
  }

  /// What a folder holds.
  struct Content {
    /// The files that may be logs, by path.
    var logs: [Found] = []
    /// Files of settings beside them, with the folder that they are about.
    var settings: [(folder: String, file: SettingsFile)] = []
  }

  /// What is below a folder.
  static func content(of root: String, _ system: some LogFileSystem) -> Content {
    var found = Content()
    search(root, [], system, &found)
    found.logs.sort { $0.path < $1.path }
    return found
  }

  /// The parameters of a run in mlflow's file store: a file each, the name with folders where it has slashes.
  private static func parameters(
    of run: String,
    below folder: String,
    _ prefix: String,
    _ system: some LogFileSystem,
    _ found: inout Content
  ) {
    guard found.settings.count < mostFiles, prefix.utf8.count < 1000 else { return }
    for name in system.names(in: folder).sorted() where !name.hasPrefix(".") {
      let path = folder + "/" + name
      switch system.status(path, followsLinks: false)?.kind {
      case .folder: parameters(of: run, below: path, prefix + name + "/", system, &found)
      case .file: found.settings.append((run, SettingsFile(path: path, kind: .parameter(name: prefix + name))))
      default: break
      }
    }
  }

  private static func search(_ folder: String, _ parts: [String], _ system: some LogFileSystem, _ found: inout Content)
  {
    guard parts.count < deepest, found.logs.count < mostFiles else { return }
    let names = system.names(in: folder).sorted()
    let isMLflowRun = names.contains("meta.yaml") && names.contains("metrics")
    for name in names where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      if isMLflowRun, name == "params" {
        parameters(of: folder, below: path, "", system, &found)
        continue
      }
      if isMLflowRun, name == "tags" {
        let file = path + "/mlflow.runName"
        if system.status(file, followsLinks: false)?.kind == .file {
          found.settings.append((folder, SettingsFile(path: file, kind: .parameter(name: "name"))))
        }
        continue
      }
      if SettingsFile.names.contains(name.lowercased()) {
        found.settings.append((folder, SettingsFile(path: path, kind: .mapping)))
        continue
      }
      let mayBeLog = isCandidate(name, parts: parts)
      guard let status = system.status(path, followsLinks: mayBeLog) else { continue }
      switch status.kind {
      case .folder: if !skippedFolders.contains(name) { search(path, parts + [name], system, &found) }
      case .file:
        if mayBeLog, !isRepetition(name, names: names, parts: parts) {
          found.logs.append(Found(path: path, parts: parts + [name], modified: status.modified))
        }
      case .other: break
      }
    }
  }

  static func isCandidate(_ name: String, parts: [String]) -> Bool {
    let lower = name.lowercased()
    if lower.contains("tfevents") { return !lower.hasSuffix(".profile-empty") }
    if skippedNames.contains(lower) { return false }
    // mlflow's metrics have no ending.
    if let metrics = parts.lastIndex(of: "metrics"), metrics > 0, !lower.hasSuffix(".tsv") {
      return !endings.contains { lower.hasSuffix($0) && $0 != ".log" } || true
    }
    return endings.contains { lower.hasSuffix($0) } || bareNames.contains(lower)
  }

  /// Whether another file of the folder says the same.
  private static func isRepetition(_ name: String, names: [String], parts: [String]) -> Bool {
    // mmengine writes vis_data/scalars.json and a copy under the time of the start.
    if name.hasSuffix(".json"), names.contains("scalars.json"), name != "scalars.json" {
      let stem = name.dropLast(5)
      return stem.count == 15 && stem.allSatisfy { $0.isNumber || $0 == "_" }
    }
    // dvclive's metrics.json has the newest values alone.
    if name == "metrics.json", names.contains("plots") { return true }
    return false
  }
}
