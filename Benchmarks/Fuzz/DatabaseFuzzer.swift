import Foundation
import Logs
import Records

/// Feeds damaged SQLite databases of mlflow and trackio to their readers.
struct DatabaseFuzzer {
  /// How many databases gave values, and how many none.
  private(set) var accepted = 0
  private(set) var refused = 0

  private var mutator: ByteMutator
  private let whole: [UInt8]
  private let path: String

  /// - Parameter source: a small database, as `Logs/generate.py` writes them.
  init(_ source: String, seed: UInt64) throws {
    mutator = ByteMutator(seed: seed)
    whole = Array(try Data(contentsOf: URL(fileURLWithPath: source)))
    let memory = "/dev/shm"
    let directory = FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
    path = directory + "/dlviz-fuzz-\(ProcessInfo.processInfo.processIdentifier).db"
  }

  mutating func step() throws {
    try Data(mutator.mutate(whole)).write(to: URL(fileURLWithPath: path))
    var runs = RunSet(capacity: 64)
    var watcher = LogWatcher([path], files: SystemFiles())
    for _ in 0..<4 where watcher.read(into: &runs) == .caughtUp { break }
    let points = runs.runs.reduce(0) { $0 + $1.metrics.reduce(0) { $0 + $1.series.count } }
    if points > 0 { accepted += 1 } else { refused += 1 }
  }

  /// Takes the last file away.
  func end() { unlink(path) }
}
