import Records

/// Reads a metric's file of mlflow's file store: a line a value, of time in milliseconds, value and step.
struct MLflowMetricReader: ByteReader {
  private let metric: LogMetric

  init(name: String) { metric = LogMetric(name) }

  static func recognises(_ bytes: Bytes) -> Bool {
    guard let end = bytes.firstIndex(of: 0x0A) else { return false }
    return parse(bytes[part: 0..<end]) != nil
  }

  mutating func read(_ bytes: Bytes, isEnd: Bool, into run: inout RunHistory) -> Int {
    var position = 0
    while let end = bytes.lineBreak(from: position) {
      if let (time, value, step) = Self.parse(bytes[part: position..<end]) {
        run.append(value, at: step, epoch: nil, time: time, to: metric.id(in: &run))
      }
      position = end + 1
    }
    return position
  }

  private static func parse(_ line: Bytes) -> (time: Double, value: Double, step: Int)? {
    let cells = TableDialect.cells(line, TableDialect.blanks)
    guard (2...3).contains(cells.count), cells[0].count >= 12, let time = CellValue.number(cells[0]),
      let wall = FieldRole.wallTime(time),
      let value = CellValue.number(cells[1]), !CellValue.isMissing(value)
    else { return nil }
    guard cells.count == 3 else { return (wall, value, 0) }
    guard let step = CellValue.number(cells[2]).flatMap({ Int(exactly: $0) }) else { return nil }
    return (wall, value, step)
  }
}
