import Records

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Measures the machine: processor and memory from /proc, graphics cards from `nvidia-smi` where there is one.
public struct MachineSampler {
  /// Shares of the processors' time since the start, in ticks.
  struct ProcessorTimes: Hashable {
    var busy: Double
    var all: Double

    /// The first line of /proc/stat: `cpu user nice system idle iowait …`.
    init?(_ text: String) {
      guard let line = text.split(separator: "\n").first, line.hasPrefix("cpu ") else { return nil }
      let ticks = line.split(separator: " ").dropFirst().compactMap { Double($0) }
      guard ticks.count >= 4 else { return nil }
      // Guest time is within user time already.
      all = ticks.prefix(8).reduce(0, +)
      busy = all - ticks[3] - (ticks.count > 4 ? ticks[4] : 0)
    }
  }

  /// What was measured so far.
  public private(set) var run = RunHistory(name: "this machine", capacity: 2048)
  /// All memory, in 10⁹ bytes; nil where it is not known.
  public private(set) var memory: Double?
  private var before: ProcessorTimes?
  private let begin: Double
  private let hasGraphics: Bool
  private var nextGraphics = -Double.infinity

  /// A sampler.
  /// - Parameter now: the time, in seconds since 1970; steps count from it.
  public init(now: Double) {
    begin = now
    hasGraphics = Self.hasGraphicsTool
  }

  /// Measures once more.
  public mutating func sample(now: Double) {
    let step = Int(now - begin)
    if let times = Self.read("/proc/stat").flatMap({ ProcessorTimes($0) }) {
      if let before, times.all > before.all {
        append((times.busy - before.busy) / (times.all - before.all) * 100, step, "processor, %")
      }
      before = times
    }
    if let text = Self.read("/proc/meminfo"), let used = Self.memory(text) {
      append(used, step, Self.memoryName)
      memory = Self.gigabytes("MemTotal", text)
    }
    guard hasGraphics, now >= nextGraphics else { return }
    for (name, value) in Self.graphics(Self.graphicsText()) { append(value, step, name) }
    nextGraphics = now + 5
  }

  private mutating func append(_ value: Double, _ step: Int, _ name: String) {
    if run[name]?.last?.step == step { return }
    run.append(value, at: step, named: name)
  }

  static let memoryName = "memory in use, GB"

  /// Memory in use in 10⁹ bytes: all of it less what is available.
  static func memory(_ text: String) -> Double? {
    guard let all = gigabytes("MemTotal", text), let available = gigabytes("MemAvailable", text) else { return nil }
    return all - available
  }

  /// A figure of /proc/meminfo in 10⁹ bytes.
  static func gigabytes(_ name: String, _ text: String) -> Double? {
    text.split(separator: "\n").first { $0.hasPrefix(name + ":") }?
      .split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 * 1024 / 1e9 }
  }

  /// Figures of graphics cards from `nvidia-smi --query-gpu=index,utilization.gpu,memory.used --format=csv,noheader,nounits`.
  static func graphics(_ text: String) -> [(name: String, value: Double)] {
    text.split(separator: "\n").flatMap { line -> [(String, Double)] in
      let cells = line.split(separator: ",").map { $0.drop { $0 == " " } }
      guard cells.count == 3, let used = Double(cells[1]), let memory = Double(cells[2]) else { return [] }
      return [("GPU \(cells[0]), %", used), ("GPU \(cells[0]) memory, GB", memory * 1_048_576 / 1e9)]
    }
  }

  private static var hasGraphicsTool: Bool {
    guard let path = getenv("PATH") else { return false }
    return String(cString: path).split(separator: ":").contains { access($0 + "/nvidia-smi", X_OK) == 0 }
  }

  private static func graphicsText() -> String {
    let command = "nvidia-smi --query-gpu=index,utilization.gpu,memory.used --format=csv,noheader,nounits 2>/dev/null"
    guard let pipe = popen(command, "r") else { return "" }
    defer { pclose(pipe) }
    return text(of: pipe)
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    return text(of: file)
  }

  private static func text(of file: UnsafeMutablePointer<FILE>) -> String {
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
