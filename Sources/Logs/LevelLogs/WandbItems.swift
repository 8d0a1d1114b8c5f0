import CBytes
import Records

/// What the records of a wandb file say of a run.
///
/// Source: wandb/proto/wandb_internal.proto.
struct WandbItems: LevelLogItems {
  static let signature: StaticString = ":W&B"

  /// What becomes of an item of a row, by its name.
  private enum Role {
    case metric(place: Int)
    case time
    /// wandb's SDK writes it for itself.
    case ignored

    init(_ name: String, _ gatherer: ValueGatherer) {
      if name == "_timestamp" {
        self = .time
      } else if name == "_step" || name == "_runtime" || name.hasPrefix("_wandb") {
        self = .ignored
      } else {
        self = .metric(place: gatherer.add(LogMetric(name)))
      }
    }
  }

  private var names = NameTable<Role>()
  private let gatherer = ValueGatherer()
  private var row: [(place: Int, value: Double)] = []
  private var path: [UInt8] = []
  /// Where the record begins that is read.
  private var recordStart: UnsafePointer<UInt8>?

  /// `Record`: history 2, config 5, stats 7, run 17, exit 18, output 4, raw output 13.
  mutating func read(record bytes: Bytes, into run: inout RunHistory) {
    recordStart = bytes.baseAddress
    var reader = ProtobufReader(bytes)
    while let field = reader.next() {
      guard field.wire == 2 else { continue }
      switch field.number {
      case 2: read(history: field.contents, into: &run)
      case 4, 13: readOutput(field.contents, into: &run)
      case 5: readConfiguration(field.contents, into: &run)
      case 7: readStatistics(field.contents, into: &run)
      case 17: readRun(field.contents, into: &run)
      case 18: readExit(field.contents, into: &run)
      default: break
      }
    }
  }

  private mutating func read(history bytes: Bytes, into run: inout RunHistory) {
    row.removeAll(keepingCapacity: true)
    var step = 0
    var time = Double.nan
    var reader = ProtobufReader(bytes)
    while let field = reader.next() {
      guard field.wire == 2 else { continue }
      if field.number == 2 {
        var number = ProtobufReader(field.contents)
        while let field = number.next() { if field.number == 1 { step = field.integer } }
      } else if field.number == 1 {
        readItem(field.contents, time: &time)
      }
    }
    for (place, value) in row { gatherer.append(value, at: step, time: time, to: place, of: &run) }
    if run.startTime == nil, time.isFinite { run.startTime = time }
  }

  mutating func flush(bytesRead: Int, bytesBehind: Int, into run: inout RunHistory) {
    gatherer.bytesRead = bytesRead
    gatherer.bytesBehind = bytesBehind
    gatherer.flush(into: &run)
  }

  /// `HistoryItem`: key 1, nested key 2, value as JSON 16.
  @inline(__always)
  private mutating func readItem(_ bytes: Bytes, time: inout Double) {
    // A nested key of one part and a value, both short, are what there mostly is.
    if bytes.count > 5, bytes[0] == 0x12 || bytes[0] == 0x0A, bytes[1] > 0 {
      let keyEnd = 2 + Int(bytes[1])
      if keyEnd + 3 <= bytes.count, bytes[1] < 0x80, bytes[keyEnd] == 0x82, bytes[keyEnd + 1] == 0x01,
        keyEnd + 3 + Int(bytes[keyEnd + 2]) == bytes.count, bytes[keyEnd + 2] < 0x80
      {
        return take(bytes[part: 2..<keyEnd], bytes[part: (keyEnd + 3)..<bytes.count], time: &time)
      }
    }
    readAnyItem(bytes, time: &time)
  }

  @inline(never)
  private mutating func readAnyItem(_ bytes: Bytes, time: inout Double) {
    var reader = ProtobufReader(bytes)
    var key = Bytes(start: nil, count: 0)
    var json = key
    var parts = 0
    while let field = reader.next() {
      guard field.wire == 2 else { continue }
      switch field.number {
      case 1, 2:
        if field.contents.isEmpty { break }
        parts += 1
        if parts == 2 {
          path.removeAll(keepingCapacity: true)
          path.append(contentsOf: key)
        }
        if parts >= 2 {
          path.append(0x2E)
          path.append(contentsOf: field.contents)
        }
        key = field.contents
      case 16: json = field.contents
      default: break
      }
    }
    guard parts > 0 else { return }
    guard parts > 1 else { return take(key, json, time: &time) }
    let whole = path
    whole.withUnsafeBufferPointer { take($0, json, time: &time) }
  }

  /// Takes in an item of a row.
  @inline(__always)
  private mutating func take(_ name: Bytes, _ json: Bytes, time: inout Double) {
    let gatherer = gatherer
    switch names.value(of: name, make: { Role($0.text, gatherer) }) {
    case .metric(let place): if let value = quickNumber(json) ?? Self.number(json) { row.append((place, value)) }
    case .time:
      var position = 0
      if let value = quickNumber(json) ?? DecimalNumber.read(json, at: &position) { time = value }
    case .ignored: break
    }
  }

  /// The number that a value is, where the kernel can read it.
  @inline(__always)
  private func quickNumber(_ json: Bytes) -> Double? {
    guard BytesKernel.isQuick, let start = json.baseAddress, let recordStart,
      start + json.count - recordStart >= dlviz_bytes_before_end
    else { return nil }
    var value = 0.0
    return dlviz_bytes_number(start, start + json.count, BytesKernel.powers, &value) ? value : nil
  }

  /// The number that a value is; nil for texts, images and the like.
  static func number(_ json: Bytes) -> Double? {
    var position = 0
    if let value = DecimalNumber.read(json, at: &position), position == json.count { return value }
    guard json.count < 12, let first = json.first, first != 0x7B, first != 0x5B else { return nil }
    let text = json.text
    switch text {
    case "true": return 1
    case "false": return 0
    default: return JSONText.nonFinite(text.filter { $0 != "\"" })
    }
  }

  /// `ConfigRecord`: update 1 {key 1, nested key 2, value as JSON 16}.
  private func readConfiguration(_ bytes: Bytes, into run: inout RunHistory) {
    var reader = ProtobufReader(bytes)
    while let field = reader.next() {
      guard field.number == 1, field.wire == 2 else { continue }
      var item = ProtobufReader(field.contents)
      var key: [String] = []
      var json = ""
      while let field = item.next() {
        if field.number == 1 || field.number == 2, !field.contents.isEmpty { key.append(field.contents.text) }
        if field.number == 16 { json = field.contents.text }
      }
      guard let first = key.first, !first.hasPrefix("_"), json.utf8.count < 4096 else { continue }
      run.set([RunFact(key.joined(separator: "."), JSONValue(json)?.string ?? json)])
    }
  }

  /// `StatsRecord`: timestamp 2, items 3 {key 1, value as JSON 16}; its steps are the samples.
  private mutating func readStatistics(_ bytes: Bytes, into run: inout RunHistory) {
    var reader = ProtobufReader(bytes)
    var time = Double.nan
    var values: [(Bytes, Double)] = []
    while let field = reader.next() {
      guard field.wire == 2 else { continue }
      if field.number == 2 {
        var stamp = ProtobufReader(field.contents)
        if let seconds = stamp.next(), seconds.number == 1 { time = Double(seconds.integer) }
      } else if field.number == 3 {
        var item = ProtobufReader(field.contents)
        var key = Bytes(start: nil, count: 0)
        var value: Double?
        while let field = item.next() {
          if field.number == 1 { key = field.contents }
          if field.number == 16 { value = Self.number(field.contents) }
        }
        if let value, !key.isEmpty { values.append((key, value)) }
      }
    }
    for (key, value) in values {
      let metric = run.metric(named: "system/" + key.text)
      run.append(value, at: run[metric].count, epoch: nil, time: time, to: metric)
    }
  }

  /// `RunRecord`: project 3, display name 8, host 13, start time 17.
  private func readRun(_ bytes: Bytes, into run: inout RunHistory) {
    var reader = ProtobufReader(bytes)
    var facts: [RunFact] = []
    while let field = reader.next() {
      guard field.wire == 2 else { continue }
      switch field.number {
      case 1: facts.append(RunFact("wandb run", field.contents.text))
      case 3: facts.append(RunFact("project", field.contents.text))
      case 4: readConfiguration(field.contents, into: &run)
      case 8: facts.append(RunFact("name", field.contents.text))
      case 17:
        var stamp = ProtobufReader(field.contents)
        if let seconds = stamp.next(), seconds.number == 1 { run.startTime = Double(seconds.integer) }
      default: break
      }
    }
    run.set(facts.filter { !$0.text.isEmpty })
    if run.status == .unknown { run.status = .running }
  }

  private func readExit(_ bytes: Bytes, into run: inout RunHistory) {
    var reader = ProtobufReader(bytes)
    var code = 0
    while let field = reader.next() { if field.number == 1 { code = field.integer } }
    run.status = code == 0 ? .finished(reason: "completed") : .failed(message: "exit code \(code)")
  }

  private func readOutput(_ bytes: Bytes, into run: inout RunHistory) {
    var reader = ProtobufReader(bytes)
    while let field = reader.next() {
      if field.number == 3, field.wire == 2 {
        for line in field.contents.text.split(whereSeparator: \.isNewline) { run.append(text: String(line)) }
      }
    }
  }
}
