import ArgumentParser
import Foundation
import Logs

/// Feeds damaged files and lines to those who read them. Run it in release: `swift run -c release fuzz`.
///
/// It ends with status 0 if no input crashed it, none took longer than a second, and memory did not grow.
@main
struct Fuzz: ParsableCommand {
  /// Which reader.
  enum Reader: String, CaseIterable, ExpressibleByArgument {
    case idx
    case safetensors
    case playground
    case formula
    case tensors
    case lessons
    case csv
    case logTensorboard = "log-tensorboard"
    case logWandb = "log-wandb"
    case logSwanlab = "log-swanlab"
    case logMLflowFile = "log-mlflow-file"
    case logTable = "log-csv"
    case logJSONLines = "log-jsonl"
    case logJSON = "log-json"
    case logText = "log-text"
    case logMLflow = "log-mlflow"
    case logTrackio = "log-trackio"
    case settings

    /// The format of logs whose reader it is; nil for what is no log.
    var logFormat: LogFormat? { rawValue.hasPrefix("log-") ? LogFormat(rawValue: String(rawValue.dropFirst(4))) : nil }
  }

  @Option(help: "Which reader; all by default.")
  var reader: Reader?
  @Option(help: "Inputs per reader.")
  var count = 1_000_000
  @Option(help: "Where the damage comes from.")
  var seed: UInt64 = 1

  /// More memory than any damaged file of these sizes may promise, with the reader's own buffers.
  private static let memoryLimit = 64 << 20

  @Option(help: "A folder that Logs/generate.py has filled, for the readers of databases.")
  var databases: String?

  mutating func run() throws {
    for reader in self.reader.map({ [$0] }) ?? Reader.allCases { try fuzz(reader) }
  }

  private func fuzz(_ reader: Reader) throws {
    switch reader.logFormat {
    case .some(let format) where format == .mlflow || format == .trackio:
      guard let databases else { return print("\(reader.rawValue): not tried without --databases") }
      var fuzzer = try DatabaseFuzzer("\(databases)/small-\(format.rawValue).db", seed: seed)
      try time(reader) { try fuzzer.step() }
      fuzzer.end()
      print("  \(fuzzer.accepted) gave values, \(fuzzer.refused) none")
    case .some(let format):
      var fuzzer = try LogFuzzer(format, seed: seed)
      try time(reader) { fuzzer.step() }
      print("  \(fuzzer.accepted) gave values, \(fuzzer.refused) none")
    case nil: try fuzzOthers(reader)
    }
  }

  /// Takes the time and the memory of the steps of one reader.
  private func time(_ reader: Reader, _ step: () throws -> Void) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let memory = Self.peakMemory
    var slowest = Duration.zero
    for _ in 0..<count { slowest = max(slowest, try clock.measure(step)) }
    let growth = Self.peakMemory - memory
    print(
      "\(reader.rawValue): \(count) inputs in \(clock.now - start), slowest \(slowest), memory grew by \(growth >> 10) KiB"
    )
    guard slowest < .seconds(1), growth < Self.memoryLimit else { throw ExitCode.failure }
  }

  private func fuzzOthers(_ reader: Reader) throws {
    var idx = IDXFuzzer(seed: seed, gzipped: Self.gzippedLabels)
    var safetensors = try SafetensorsFuzzer(seed: seed)
    var playground = PlaygroundFuzzer(seed: seed)
    var formula = LanguageFuzzer(.formula, seed: seed)
    var tensors = LanguageFuzzer(.tensors, seed: seed)
    var lessons = LessonFuzzer(.lessons, seed: seed)
    var csv = LessonFuzzer(.csv, seed: seed)
    var settings = SettingsFuzzer(seed: seed)
    let clock = ContinuousClock()
    let start = clock.now
    let memory = Self.peakMemory
    var slowest = Duration.zero
    for _ in 0..<count {
      let time = clock.measure {
        switch reader {
        case .idx: idx.step()
        case .safetensors: safetensors.step()
        case .playground: playground.step()
        case .formula: formula.step()
        case .tensors: tensors.step()
        case .lessons: lessons.step()
        case .csv: csv.step()
        case .settings: settings.step()
        default: break
        }
      }
      slowest = max(slowest, time)
    }
    safetensors.end()
    let (accepted, refused) =
      switch reader {
      case .idx: (idx.accepted, idx.refused)
      case .safetensors: (safetensors.accepted, safetensors.refused)
      case .playground: (playground.accepted, playground.refused)
      case .formula: (formula.accepted, formula.refused)
      case .tensors: (tensors.accepted, tensors.refused)
      case .lessons: (lessons.accepted, lessons.refused)
      case .csv: (csv.accepted, csv.refused)
      case .settings: (settings.accepted, settings.refused)
      default: (0, 0)
      }
    let growth = Self.peakMemory - memory
    print(
      "\(reader): \(count) inputs in \(clock.now - start), \(accepted) accepted, \(refused) refused, slowest \(slowest), "
        + "memory grew by \(growth >> 10) KiB"
    )
    guard slowest < .seconds(1), growth < Self.memoryLimit else { throw ExitCode.failure }
  }

  /// The largest resident size of the process so far, in bytes.
  private static var peakMemory: Int {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #else
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss * 1024
    #endif
  }

  /// 300 labels as gzip compresses them, with dynamic Huffman codes.
  private static let gzippedLabels: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2D, 0x8F, 0xD1, 0x11, 0x44, 0x51,
    0x04, 0x43, 0x45, 0x10, 0x7A, 0x79, 0xFD, 0xD7, 0xB7, 0xB9, 0x33, 0xFB, 0x25, 0x83, 0xC4, 0x11,
    0xB1, 0x88, 0xC0, 0x37, 0x29, 0xAE, 0x4E, 0xEA, 0xB8, 0x5A, 0x28, 0x00, 0xD6, 0x81, 0x8D, 0x41,
    0x08, 0x4C, 0xDC, 0x12, 0xBB, 0xC0, 0x4C, 0x01, 0x71, 0x01, 0xEB, 0x43, 0x12, 0x2D, 0x01, 0x6F,
    0x25, 0x48, 0x20, 0x2D, 0x6E, 0x26, 0x46, 0xA2, 0xA7, 0x97, 0xE5, 0x5A, 0x25, 0x44, 0x86, 0x78,
    0x8C, 0x5E, 0x92, 0x73, 0x51, 0x8E, 0x1D, 0x38, 0xE5, 0x8A, 0xCD, 0xCE, 0x2D, 0x8C, 0x76, 0xED,
    0x08, 0xC7, 0xB0, 0x87, 0x4E, 0x52, 0xC3, 0x60, 0xE9, 0x2D, 0x41, 0xCA, 0x7A, 0x60, 0xD3, 0x0C,
    0x68, 0xFE, 0xD1, 0xA1, 0xD8, 0xE2, 0x99, 0x60, 0xA0, 0x7D, 0x4E, 0xF7, 0xCE, 0x96, 0x9A, 0x43,
    0xFB, 0xB0, 0x58, 0x99, 0xF5, 0x06, 0xD7, 0x50, 0x9D, 0x55, 0x65, 0x6F, 0x5F, 0xBF, 0x7F, 0x96,
    0x1A, 0x27, 0x24, 0xFD, 0x45, 0x5E, 0xE5, 0xBA, 0xD0, 0x60, 0xE6, 0x6B, 0x77, 0x7D, 0x32, 0xCF,
    0x23, 0x33, 0x9B, 0x43, 0x47, 0x5F, 0xBA, 0x1F, 0x80, 0x86, 0xAD, 0x36, 0x34, 0x01, 0x00, 0x00,
  ]
}
