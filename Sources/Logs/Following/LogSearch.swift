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
  /// Files with numbers that are no logs.
  private static let skippedNames: Set<String> = [
    "config.json", "config.yaml", "params.yaml", "params.json", "args.json", "args.yaml", "hparams.yaml", "meta.yaml",
    "package.json",
    "package-lock.json", "tokenizer.json", "tokenizer_config.json", "vocab.json", "requirements.txt", "pyproject.toml",
    "setup.py",
    "wandb-metadata.json", "conda-environment.yaml", "generation_config.json", "special_tokens_map.json",
    "training_args.json", "opt.yaml",
    "readme.txt", "license.txt", "cmakelists.txt", "merges.txt", "labels.txt", "truth.json",
  ]

  /// A file that may be a log, and where it stands below the folder.
  struct Found {
    var path: String
    /// The parts of the path below the folder, the name last.
    var parts: [String]
    /// When it was written last, in seconds since 1970.
    var modified: Double
  }

  /// The files, by path.
  static func files(below root: String, _ system: some LogFileSystem) -> [Found] {
    var found: [Found] = []
    search(root, [], system, &found)
    return found.sorted { $0.path < $1.path }
  }

  private static func search(_ folder: String, _ parts: [String], _ system: some LogFileSystem, _ found: inout [Found])
  {
    guard parts.count < deepest, found.count < mostFiles else { return }
    let names = system.names(in: folder).sorted()
    for name in names where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      let mayBeLog = isCandidate(name, parts: parts)
      guard let status = system.status(path, followsLinks: mayBeLog) else { continue }
      switch status.kind {
      case .folder: if !skippedFolders.contains(name) { search(path, parts + [name], system, &found) }
      case .file:
        if mayBeLog, !isRepetition(name, names: names, parts: parts) {
          found.append(Found(path: path, parts: parts + [name], modified: status.modified))
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
    return endings.contains { lower.hasSuffix($0) }
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
