import Records

/// What the records of a swanlab file say of a run; the fields are those seen in files of swanlab 0.10.3.
struct SwanlabItems: LevelLogItems {
  static let signature: StaticString = ":SWL"

  private var names = NameTable<Int>()
  private let gatherer = ValueGatherer()

  /// A record: start 10, finish 11, scalar 13.
  mutating func read(record bytes: Bytes, into run: inout RunHistory) {
    var reader = ProtobufReader(bytes)
    while let field = reader.next() {
      guard field.wire == 2 else { continue }
      switch field.number {
      case 10: readStart(field.contents, into: &run)
      case 11: readFinish(field.contents, into: &run)
      case 13: readScalar(field.contents, into: &run)
      default: break
      }
    }
  }

  mutating func flush(bytesRead: Int, bytesBehind: Int, into run: inout RunHistory) {
    gatherer.bytesRead = bytesRead
    gatherer.bytesBehind = bytesBehind
    gatherer.flush(into: &run)
  }

  /// Key 1, step 2, time 4, value 5 {number 1}; what is 0 is not written.
  private mutating func readScalar(_ bytes: Bytes, into run: inout RunHistory) {
    var reader = ProtobufReader(bytes)
    var key = Bytes(start: nil, count: 0)
    var step = 0
    var time: Double?
    var value: Double?
    while let field = reader.next() {
      switch (field.number, field.wire) {
      case (1, 2): key = field.contents
      case (2, 0): step = field.integer
      case (4, 2): time = Self.time(field.contents)
      case (5, 2):
        var number = ProtobufReader(field.contents)
        value = 0
        while let field = number.next() { if field.number == 1, field.wire == 1 { value = field.double } }
      default: break
      }
    }
    guard let value, !key.isEmpty else { return }
    let gatherer = gatherer
    let place = names.value(of: key) { gatherer.add(LogMetric($0.text)) }
    gatherer.append(value, at: step, time: time ?? .nan, to: place, of: &run)
  }

  /// Project 1, name 4, start time 12.
  private func readStart(_ bytes: Bytes, into run: inout RunHistory) {
    var reader = ProtobufReader(bytes)
    while let field = reader.next() {
      guard field.wire == 2, !field.contents.isEmpty else { continue }
      switch field.number {
      case 1: run.set([RunFact("project", field.contents.text)])
      case 4: run.set([RunFact("name", field.contents.text)])
      case 12: run.startTime = Self.time(field.contents)
      default: break
      }
    }
    if run.status == .unknown { run.status = .running }
  }

  /// State 1 (1 when all went well), error 2.
  private func readFinish(_ bytes: Bytes, into run: inout RunHistory) {
    var reader = ProtobufReader(bytes)
    var state = 0
    var message = ""
    while let field = reader.next() {
      if field.number == 1, field.wire == 0 { state = field.integer }
      if field.number == 2, field.wire == 2 { message = field.contents.text }
    }
    let last = message.split(whereSeparator: \.isNewline).last.map(String.init)
    run.status = state == 1 ? .finished(reason: "completed") : .failed(message: last ?? "state \(state)")
  }

  /// Seconds 1, nanoseconds 2.
  private static func time(_ bytes: Bytes) -> Double? {
    var reader = ProtobufReader(bytes)
    var seconds: Double?
    var nanoseconds = 0.0
    while let field = reader.next() {
      if field.number == 1, field.wire == 0 { seconds = Double(field.integer) }
      if field.number == 2, field.wire == 0 { nanoseconds = Double(field.integer) }
    }
    return seconds.map { $0 + nanoseconds / 1e9 }
  }
}
