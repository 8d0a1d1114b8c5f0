import Logs
import Records

/// Feeds damaged files of settings beside a log to those who read them: each must be read or left out, and the log itself be read all the same.
struct SettingsFuzzer {
  /// How many gave settings, and how many none.
  private(set) var accepted = 0
  private(set) var refused = 0

  private var mutator: ByteMutator

  init(seed: UInt64) { mutator = ByteMutator(seed: seed) }

  private static let log = Array("step,loss\n0,1\n1,0.5\n".utf8)

  private static let texts = [
    (
      "hparams.yaml",
      """
      # Lightning
      batch_size: 32   # per device
      lr: 0.0001
      name: "a # b\\n\\u8bad"
      path: 'it''s'
      nothing: ~
      optimizer:
        betas:
        - 0.9
        - 0.999
        schedule:
          warmup: 100
      layers: [64, 32, "a b", {x: 1}]
      augment: {flip: true, crop: {size: 32, pad: 4}, none: }
      tuple: !!python/tuple
      - 1
      object: !!python/object:mod.Class
        a: 1
      anchor: &x
        c: 2
      other: *x
      <<: *x
      note: |
        two
        lines
      last: 1
      ---
      second: 2
      """
    ),
    ("params.yaml", "lr: 0.5"), ("args.yaml", "{a: 1, b: [1, 2, {c: d}], e: {f: 'g', h: \"i\"}}\n"),
    ("config.json", "{\"lr\": 0.5, \"deep\": {\"er\": [1, [2, {\"x\": null}]]}, \"text\": \"\\u8bad\\n\"}"),
  ]

  private static let seeds: [(name: String, bytes: [UInt8])] =
    texts.map { ($0.0, Array($0.1.utf8)) } + [("training_args.bin", pickled)]

  /// An archive whose first part makes an object of {lr: 0.5, epochs: 3, names: ["a", "b"]}.
  private static let pickled: [UInt8] = {
    let name = Array("args/data.pkl".utf8)
    func text(_ words: String) -> [UInt8] { [0x58, UInt8(words.utf8.count), 0, 0, 0] + Array(words.utf8) }
    let half: [UInt8] = [0x47, 0x3F, 0xE0, 0, 0, 0, 0, 0, 0]
    let object: [UInt8] = [0x80, 2, 0x63] + Array("m\nC\n".utf8) + [0x71, 0, 0x29, 0x81, 0x7D, 0x71, 1, 0x28]
    let list: [UInt8] = [0x5D, 0x28] + text("a") + text("b") + [0x65]
    let members = text("lr") + half + text("epochs") + [0x4B, 3] + text("names") + list
    let header: [UInt8] = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22) + [UInt8(name.count), 0, 0, 0]
    return header + name + object + members + [0x75, 0x62, 0x2E]
  }()

  mutating func step() {
    let seed = Self.seeds[mutator.random.below(Self.seeds.count)]
    var bytes = mutator.mutate(seed.bytes)
    // Now and then the same many times over, as deep brackets and long lists are.
    if mutator.random.below(50) == 0, !bytes.isEmpty {
      let part = bytes.prefix(1 + mutator.random.below(min(40, bytes.count)))
      bytes += (0..<mutator.random.below(500)).flatMap { _ in part }
    }
    var runs = RunSet(capacity: 64)
    var watcher = LogWatcher(["/run"], files: TwoFiles(log: Self.log, name: seed.name, settings: bytes))
    for _ in 0..<4 where watcher.read(into: &runs) == .caughtUp { break }
    precondition(runs.runs.first?["loss"]?.count == 2, "the log beside the settings was not read")
    let facts = runs.runs.first?.facts ?? []
    precondition(facts.count <= bytes.count && facts.allSatisfy { $0.text.utf8.count <= 4 * bytes.count + 16 })
    if facts.isEmpty { refused += 1 } else { accepted += 1 }
  }
}

/// A folder with a log and a file of settings.
private struct TwoFiles: LogFileSystem {
  let log: [UInt8]
  let name: String
  let settings: [UInt8]

  private func bytes(_ path: String) -> [UInt8]? {
    path == "/run/metrics.csv" ? log : path == "/run/" + name ? settings : nil
  }

  func status(_ path: String, followsLinks: Bool) -> LogFileStatus? {
    if path == "/run" { return LogFileStatus(kind: .folder, size: 0, modified: 0, identity: 1) }
    return bytes(path).map {
      LogFileStatus(kind: .file, size: $0.count, modified: 1, identity: UInt64(path.utf8.count))
    }
  }

  func names(in folder: String) -> [String] { folder == "/run" ? ["metrics.csv", name] : [] }

  func read(_ path: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    guard let bytes = bytes(path) else { return nil }
    guard offset < bytes.count else { return 0 }
    let part = bytes[offset..<min(bytes.count, offset + buffer.count)]
    part.withUnsafeBytes { buffer.copyMemory(from: $0) }
    return part.count
  }

  func now() -> Double { 1000 }
}
