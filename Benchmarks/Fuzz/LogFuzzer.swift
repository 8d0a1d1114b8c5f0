import Foundation
import Logs
import Records

/// Feeds damaged logs to the readers of `dlviz watch`: every one must be read or left, and no count in it believed.
struct LogFuzzer {
  /// How many inputs gave values, and how many none.
  private(set) var accepted = 0
  private(set) var refused = 0

  /// More points than any of these bytes can hold.
  private static let mostPoints = 1 << 16
  /// What loggers wrote, below the tests' resources; no more than so many bytes of each.
  private static let seedSize = 2400

  private static func paths(_ format: LogFormat) -> [String] {
    switch format {
    case .tensorboard:
      [
        "torch-tensorboard-2.15.0/runs/mixed/events.out.tfevents.1795904865.host.11251.7",
        "torch-tensorboard-2.15.0/runs/resume_purge/events.out.tfevents.1795904867.host.11251.9",
        "catboost-1.2.10/catboost_info/learn/events.out.tfevents",
      ]
    case .wandb: ["wandb-0.31.0/wandb/offline-run-20261128_223515-can83p19/run-can83p19.wandb"]
    case .swanlab: ["swanlab-0.10.3/run/run-4mw9fjlp.swanlab"]
    case .mlflowFile: ["mlflow-3.17.2/file/mlruns/824775480544597204/a21012ec94034b15accbaa1752afbd69/metrics/acc"]
    case .csv:
      [
        "keras-3.15.1-torch/log.csv", "text/csv-semicolon-comma-decimal/metrics.csv", "text/csv-comments/metrics.csv",
        "text/csv-header-repeated/metrics.csv", "text/whitespace-table/train.log", "text/csv-time-index/metrics.csv",
      ]
    case .jsonLines:
      [
        "text/jsonl-nested/metrics.jsonl", "text/jsonl-null/metrics.jsonl", "mmengine-0.10.7/raw/scalars.json",
        "text/jsonl-gz/metrics.jsonl.gz",
      ]
    case .json:
      [
        "text/json-columns/history.json", "catboost-1.2.10/catboost_info/catboost_training.json",
        "transformers-5.23.0/plain/trainer_state.json",
      ]
    case .text:
      [
        "text/tqdm-redirected/out.log", "text/rich-table-live-tty/out.log", "transformers-5.23.0/nofilter/stdout.txt",
        "text/megatron-lm/train.log", "text/fairseq-json/train.log", "stable-baselines3-2.9.2/ppo/log.txt",
        "keras-3.15.1-torch/stdout_verbose1/out.txt", "text/torchtitan-color/train.log", "xgboost-3.4.1/cv/stdout.txt",
      ]
    case .mlflow, .trackio: []
    }
  }

  private let format: LogFormat
  private var mutator: ByteMutator
  private let seeds: [(name: String, bytes: [UInt8])]

  /// - Throws: when the logs of the tests are not beside the benchmarks.
  init(_ format: LogFormat, seed: UInt64) throws {
    self.format = format
    mutator = ByteMutator(seed: seed)
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../Tests/LogsTests/Real"
    )
    seeds = try Self.paths(format).map { path in
      let url = folder.appendingPathComponent(path)
      return (url.lastPathComponent, Array(try Data(contentsOf: url).prefix(Self.seedSize)))
    }
  }

  /// Reads one damaged log: as its format or as whatever it seems to be, one by one or many at a time, in one piece or several.
  mutating func step() {
    let seed = seeds[mutator.random.below(seeds.count)]
    let bytes = mutator.mutate(seed.bytes)
    var runs = RunSet(capacity: 64)
    runs.keepsJournal = mutator.random.below(2) == 0
    var pipe = PipeSource(name: seed.name, format: mutator.random.below(2) == 0 ? format : nil)
    let piece = mutator.random.below(3) == 0 ? 1 + mutator.random.below(700) : bytes.count + 1
    var start = 0
    while start < bytes.count {
      pipe.take(bytes[start..<min(bytes.count, start + piece)], into: &runs)
      start += piece
    }
    pipe.finish(into: &runs)
    let points = runs.runs.reduce(0) { $0 + $1.metrics.reduce(0) { $0 + $1.series.count } }
    precondition(points < Self.mostPoints, "\(points) points of \(bytes.count) bytes")
    if points > 0 { accepted += 1 } else { refused += 1 }
  }
}
