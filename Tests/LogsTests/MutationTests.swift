import Records
import Testing

@testable import Logs

/// Real logs with bytes changed, cut and doubled: no reader may crash or hang. Benchmarks/Fuzz does a million of each.
@Suite struct MutationTests {
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  @Test(arguments: [
    "torch-tensorboard-2.15.0/runs/mixed/events.out.tfevents.1795904865.host.11251.7",
    "wandb-0.31.0/wandb/offline-run-20261128_223515-can83p19/run-can83p19.wandb", "keras-3.15.1-torch/log.csv",
    "text/jsonl-nested/metrics.jsonl", "text/json-columns/history.json", "text/tqdm-redirected/out.log",
    "text/rich-table-live-tty/out.log",
    "transformers-5.23.0/nofilter/stdout.txt", "text/jsonl-gz/metrics.jsonl.gz",
    "catboost-1.2.10/catboost_info/catboost_training.json", "swanlab-0.10.3/run/run-4mw9fjlp.swanlab",
  ]) func survivesWhatIsBroken(_ path: String) throws {
    let whole = Array(try ScratchFolder.bytes(RealLog.path(path)).prefix(3000))
    var generator = Generator(state: 0x9E37_79B9_7F4A_7C15)
    for _ in 0..<60 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        guard !bytes.isEmpty else { break }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.removeLast(bytes.count - place)
        case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 40)], at: place)
        default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        }
      }
      var runs = RunSet(capacity: 64)
      let name = String(path.split(separator: "/").last ?? "")
      var pipe = PipeSource(name: name)
      pipe.take(bytes[...], into: &runs)
      pipe.finish(into: &runs)
      #expect((runs[name]?.metrics.count ?? 0) < 2000)
    }
  }

  /// Files of settings with signs changed, cut and doubled: what is left of them is read or left out.
  @Test func settingsSurviveWhatIsBroken() {
    let whole = Array(
      """
      lr: 0.5   # of Adam
      name: "a # b\\n\\u8bad"
      path: 'it\'\'s'
      optimizer:
        betas:
        - 0.9
        schedule: {warmup: 100, deep: [1, {x: 2}], none: }
      tuple: !!python/tuple
      - 1
      object: !!python/object:mod.Class
        a: 1
      anchor: &x
        c: 2
      <<: *x
      note: |
        two
        lines
      long: [1,
        2]
      ---
      second: 2
      """.utf8
    )
    var generator = Generator(state: 0x2545_F491_4F6C_DD1D)
    for _ in 0..<Self.settingsCount {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        guard !bytes.isEmpty else { break }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.removeLast(bytes.count - place)
        case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 40)], at: place)
        case 3: bytes[place] = Array("[]{}'\"\\:#-&*!|> \n\t,".utf8).randomElement(using: &generator) ?? 0
        default: bytes.remove(at: place)
        }
      }
      let found = bytes.withUnsafeBufferPointer { SettingsFile.read($0, .mapping) }
      #expect(found.facts.count <= bytes.count && found.problems.count <= 8)
    }
  }

  @Test func pickledSettingsSurviveWhatIsBroken() throws {
    let whole = try ScratchFolder.bytes(RealLog.path("transformers-5.23.0/training_args.bin"))
    var generator = Generator(state: 0xD1B5_4A32_D192_ED03)
    for _ in 0..<Self.settingsCount {
      var bytes = Array(whole)
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        // Behind the first header, so that most are still read.
        let place = Int.random(in: 64..<bytes.count, using: &generator)
        bytes[place] =
          [UInt8.random(in: 0...255, using: &generator), 0x85, 0x28, 0x65, 0x75].randomElement(using: &generator) ?? 0
      }
      let found = bytes.withUnsafeBufferPointer { SettingsFile.read($0, .mapping) }
      #expect(found.facts.count <= 1000 && found.problems.count <= 1)
    }
  }

  private static let settingsCount = 2000
}
