import Records

/// A file beside a log that says what the run was set to: Lightning's hparams.yaml, dvclive's params.yaml, the params folder of mlflow's file store.
struct SettingsFile: Hashable, Sendable {
  /// Names of files of settings that trainers write beside their logs.
  static let names: Set<String> = [
    "hparams.yaml", "hparams.yml", "params.yaml", "params.yml", "args.yaml", "args.yml", "opt.yaml", "hyp.yaml",
    "config.yaml",
    "config.yml", "hparams.json", "params.json", "args.json", "training_args.json", "config.json",
    "training_args.bin",
  ]
  /// A larger file is data, not settings.
  private static let largest = 1 << 18
  /// A parameter of mlflow is shorter.
  private static let longestParameter = 8192

  /// How its text is read.
  enum Kind: Hashable, Sendable {
    /// Names and values.
    case mapping
    /// The value alone; the name is that of the file.
    case parameter(name: String)
  }

  let path: String
  let kind: Kind
  /// Size and time of what was read.
  private var seen: LogFileStatus?

  init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }

  /// Reads the settings where the file is another than the last time.
  /// - Returns: nil where there is nothing new.
  mutating func read(_ files: some LogFileSystem) -> (facts: [RunFact], problems: [String])? {
    guard let status = files.status(path, followsLinks: true), status.kind == .file, status != seen else { return nil }
    seen = status
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let limit = kind == .mapping ? Self.largest : Self.longestParameter
    guard status.size > 0, status.size <= limit else {
      return status.size > limit ? ([], ["\(name) is larger than a file of settings and was not read"]) : nil
    }
    var bytes = [UInt8](repeating: 0, count: status.size)
    let got = bytes.withUnsafeMutableBytes { files.read(path, at: 0, into: $0) } ?? 0
    guard got > 0 else { return nil }
    let content = bytes.withUnsafeBufferPointer { Self.read($0[part: 0..<got], kind) }
    return (content.facts, content.problems.map { "\(name), \($0); that part was left out" })
  }

  /// Forgets what was seen, so that everything is told once more.
  mutating func restart() { seen = nil }

  /// The settings that a text gives.
  static func read(_ bytes: Bytes, _ kind: Kind) -> (facts: [RunFact], problems: [String]) {
    if case .parameter(let name) = kind {
      var value = bytes.text
      while value.last?.isNewline == true { value.removeLast() }
      return ([RunFact(name, value)], [])
    }
    if PickledSettings.recognises(bytes) {
      let settings = PickledSettings(bytes)
      return (settings.facts, settings.problem.map { [$0] } ?? [])
    }
    let start = bytes.firstIndex { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF } ?? bytes.count
    // JSON is read as such; what begins alike and is none may still be the other.
    if start < bytes.count, bytes[start] == 0x7B, let value = JSONValue(bytes[part: start..<bytes.count]) {
      var facts: [RunFact] = []
      flatten(value, "", into: &facts)
      return (facts, [])
    }
    let settings = SettingsText(bytes.text)
    return (settings.facts, settings.problems)
  }

  private static func flatten(_ value: JSONValue, _ path: String, into facts: inout [RunFact]) {
    guard facts.count < 2000 else { return }
    switch value {
    case .object(let members):
      for member in members {
        flatten(member.value, path.isEmpty ? member.name : path + "." + member.name, into: &facts)
      }
    case .string(let text): facts.append(RunFact(path, String(text.prefix(400))))
    case .array, .number, .bool, .null: facts.append(RunFact(path, String(text(of: value).prefix(400))))
    }
  }

  /// A value as people write it: whole numbers without a point.
  private static func text(of value: JSONValue) -> String {
    switch value {
    case .array(let elements): "[" + elements.map(text).joined(separator: ", ") + "]"
    case .number(let number): Int(exactly: number).map(String.init) ?? value.text
    case .object, .string, .bool, .null: value.text
    }
  }
}
