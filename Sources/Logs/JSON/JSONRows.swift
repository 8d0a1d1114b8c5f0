import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Takes JSON objects as rows: nested members are joined with points, short lists are numbered.
///
/// Shared by JSON lines, documents, and lines of text that hold an object.
struct JSONRows {
  /// A longer list is no row of learning rates but a picture or a histogram.
  static let longestList = 16

  /// A member's place in a row, and whether its null means NaN.
  final class Field {
    let metric: LogMetric
    let kind: Kind
    /// How many numbers came in every row so far; −1 once a row had none.
    var dense = 0

    enum Kind { case number, name, value, part, run, ignored }

    private let bytes: [UInt8]

    @inline(__always)
    func isCalled(_ key: Bytes) -> Bool {
      guard bytes.count == key.count, let start = key.baseAddress else { return key.isEmpty && bytes.isEmpty }
      return bytes.withUnsafeBytes { memcmp($0.baseAddress ?? UnsafeRawPointer(start), start, key.count) } == 0
    }

    init(_ path: String) {
      bytes = Array(path.utf8)
      metric = LogMetric(path)
      switch path.lowercased() {
      case "name", "metric", "tag", "key", "metric_name": kind = .name
      case "value", "metric_value", "scalar", "val": kind = .value
      case "run", "run_id", "run_name", "experiment": kind = .run
      default: kind = FieldRole.isPart(path) ? .part : .number
      }
    }
  }

  var assembler = RowAssembler()
  /// What stands between the numbers of most rows; nil where that changes from row to row.
  var layout: JSONLayout?
  var layoutFields: [Field] = []
  /// How many rows in a row were of another layout.
  var strangers = 0
  var fields = NameTable<Field>()
  private var longNames = NameTable<LogMetric>()
  /// The members of the row before: the next row has most likely the same in the same order.
  private var sequence: [Field] = []
  private var cursor = 0
  private var path: [UInt8] = []
  private var name: Range<Int>?
  private var nameIsEscaped = false
  private var value: Double?
  /// Of what data the row is, where a member says so, and the names of metrics on each part.
  private var part: String?
  private var partNames: [String: [String: LogMetric]] = [:]
  /// Which of several runs the row is of.
  private var runName: String?
  private var others = RunPrefix()

  init() {}

  /// Reads the object that `{` has opened.
  /// - Returns: `.null` when it was whole; else why not. Nothing is emitted of an object that is not whole.
  mutating func read(_ scanner: inout JSONScanner, into run: inout RunHistory, emits: Bool = true) -> JSONToken {
    assembler.begin()
    path.removeAll(keepingCapacity: true)
    name = nil
    value = nil
    part = nil
    runName = nil
    cursor = 0
    let outcome = readMembers(&scanner)
    guard outcome == .null else { return outcome }
    if emits {
      if let name, let value {
        let metric = longNames.value(of: scanner.bytes[part: name]) { _ in
          LogMetric(scanner.text(name, isEscaped: nameIsEscaped))
        }
        assembler.add(metric, value)
      } else if let value {
        assembler.add(LogMetric("value"), value)
      }
    }
    speak(into: &run)
    if emits { assembler.emit(into: &run) }
    return .null
  }

  /// Keeps what is measured on one part of the data, and what is of another run than the first, apart: `{"mode": "val", "loss": 0.5}`.
  private mutating func speak(into run: inout RunHistory) {
    var prefix = ""
    if let runName { prefix = others.prefix(of: runName, in: &run) }
    if let part {
      prefix += part + "/"
      assembler.isEvaluation = !FieldRole.isTraining(part)
    }
    guard !prefix.isEmpty else { return }
    var names = partNames.removeValue(forKey: prefix) ?? [:]
    assembler.rename { metric in
      if let known = names[metric.name] { return known }
      let new = LogMetric(prefix + metric.name)
      if names.count < 4096 { names[metric.name] = new }
      return new
    }
    if partNames.count < 256 { partNames[prefix] = names }
  }

  private mutating func readMembers(_ scanner: inout JSONScanner) -> JSONToken {
    while true {
      let token = scanner.next()
      switch token {
      case .endObject: return .null
      case .key(let range, let isEscaped):
        let before = path.count
        if before == 0, !isEscaped {
          let outcome = readValue(&scanner, key: scanner.bytes[part: range])
          if outcome != .null { return outcome }
          continue
        }
        if before > 0 { path.append(0x2E) }
        if isEscaped {
          path.append(contentsOf: Array(scanner.text(range, isEscaped: true).utf8))
        } else {
          path.append(contentsOf: scanner.bytes[part: range])
        }
        let outcome = readValue(&scanner, key: nil)
        if outcome != .null { return outcome }
        path.removeLast(path.count - before)
      case .incomplete, .end: return .incomplete
      default: return .invalid(at: scanner.position)
      }
    }
  }

  /// - Parameter key: the member's path when it is not in `path`.
  private mutating func readValue(_ scanner: inout JSONScanner, key: Bytes?) -> JSONToken {
    let token = scanner.next()
    switch token {
    case .number(let number): take(field(key), number)
    case .bool(let isTrue): take(field(key), isTrue ? 1 : 0)
    case .null: takeNull(field(key))
    case .string(let range, let isEscaped): takeString(field(key), range, isEscaped, scanner)
    case .beginObject:
      if let key { path.append(contentsOf: key) }
      let outcome = readMembers(&scanner)
      if let key { path.removeLast(key.count) }
      return outcome
    case .beginArray:
      if let key { path.append(contentsOf: key) }
      let outcome = readList(&scanner)
      if let key { path.removeLast(key.count) }
      return outcome
    default: return token == .end ? .incomplete : token
    }
    return .null
  }

  private mutating func readList(_ scanner: inout JSONScanner) -> JSONToken {
    var numbers: [Double] = []
    while true {
      let token = scanner.next()
      switch token {
      case .endArray:
        guard numbers.count <= Self.longestList else { return .null }
        for (index, number) in numbers.enumerated() {
          let before = path.count
          path.append(contentsOf: Array(".\(index)".utf8))
          take(field(nil), number)
          path.removeLast(path.count - before)
        }
        return .null
      case .number(let number):
        if numbers.count <= Self.longestList { numbers.append(number) }
      default:
        let outcome = scanner.skip(token)
        if outcome != .null { return outcome }
      }
    }
  }

  private mutating func field(_ key: Bytes?) -> Field {
    if let key {
      if cursor < sequence.count, sequence[cursor].isCalled(key) {
        cursor += 1
        return sequence[cursor - 1]
      }
      let field = fields.value(of: key) { Field($0.text) }
      if cursor < sequence.count {
        sequence[cursor] = field
        cursor += 1
      } else if cursor < 512 {
        sequence.append(field)
        cursor += 1
      }
      return field
    }
    return path.withUnsafeBufferPointer { fields.value(of: $0) { Field($0.text) } }
  }

  @inline(__always)
  private mutating func take(_ field: Field, _ number: Double) {
    if field.dense >= 0 { field.dense += 1 }
    switch field.kind {
    case .number, .part, .run: assembler.add(field.metric, number)
    case .value: value = number
    case .name, .ignored: break
    }
  }

  /// Programs that may not write NaN write null; where a value is usually missing it means that it is missing.
  private mutating func takeNull(_ field: Field) {
    if field.dense >= 2 {
      take(field, .nan)
    } else {
      field.dense = -1
    }
  }

  private mutating func takeString(_ field: Field, _ range: Range<Int>, _ isEscaped: Bool, _ scanner: JSONScanner) {
    if field.kind == .name {
      name = range
      nameIsEscaped = isEscaped
      return
    }
    let text = scanner.bytes[part: range]
    if field.kind == .part {
      part = FieldRole.part(text)
      return
    }
    if field.kind == .run {
      runName = text.count <= 100 ? scanner.text(range, isEscaped: isEscaped) : nil
      return
    }
    if field.metric.role == .time, let time = CellValue.time(text) {
      assembler.set(time: time)
    } else if text.count < 40, let number = CellValue.number(text), !CellValue.isMissing(number) {
      take(field, number)
    }
  }
}
