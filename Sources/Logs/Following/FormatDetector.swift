import Records

/// Tells the format of a file from its first bytes.
enum FormatDetector {
  /// So many bytes are looked at.
  static let headSize = 1 << 16
  /// Fewer bytes of an object that does not end tell nothing, even after some time.
  private static let fewBytes = 64

  /// A format and the reader for it.
  struct Finding {
    var format: LogFormat
    var reader: any ByteReader
  }

  /// What a name says of a file.
  struct Name {
    let file: String
    let folder: String

    init(path: String) {
      let parts = path.split(separator: "/")
      file = parts.last.map(String.init) ?? path
      folder = parts.dropLast().last.map(String.init) ?? ""
    }

    var isTable: Bool {
      let lower = file.lowercased()
      return [".csv", ".tsv", ".csv.gz", ".tsv.gz"].contains { lower.hasSuffix($0) }
    }
  }

  /// The format of a file that begins with these bytes.
  /// - Parameters:
  ///   - isSettled: whether the file has had no more bytes for some time.
  ///   - wanted: the format that the user named.
  ///   - stepColumn: the column of a table that is its step, where the user named it.
  /// - Returns: nil when none fits, or when more is needed to tell.
  static func detect(
    _ head: Bytes,
    path: String,
    isSettled: Bool,
    wanted: LogFormat?,
    stepColumn: String? = nil
  ) -> Finding? {
    let name = Name(path: path)
    if let wanted { return forced(wanted, head, name, stepColumn) }
    if WandbReader.recognises(head) { return Finding(format: .wandb, reader: WandbReader()) }
    if SwanlabReader.recognises(head) { return Finding(format: .swanlab, reader: SwanlabReader()) }
    if EventFileReader.recognises(head) { return Finding(format: .tensorboard, reader: EventFileReader()) }
    guard !isBinary(head) else { return nil }
    if name.folder != "plots", isInMetricFolder(path), MLflowMetricReader.recognises(head) {
      return Finding(format: .mlflowFile, reader: MLflowMetricReader(name: metricName(path)))
    }
    let start = head.firstIndex { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    if let start, head[start] == 0x7B || head[start] == 0x5B {
      if let finding = detectJSON(head[part: start..<head.count]) { return finding }
      var scanner = JSONScanner(head, from: start)
      let first = scanner.next()
      // The beginning of an object says nothing yet; a bracket alone says nothing however long it stands there.
      if scanner.skip(first) == .incomplete, head.count < (isSettled ? fewBytes : headSize) { return nil }
    }
    if let dialect = TableDialect(head, isNamedTable: name.isTable) {
      return Finding(format: .csv, reader: TableReader(dialect, soleName: soleName(path), stepName: stepColumn))
    }
    // A few lines may still turn out to be a table.
    let lines = head.reduce(into: 0) { $0 += $1 == 0x0A || $1 == 0x0D ? 1 : 0 }
    guard !name.isTable, lines >= 3 || (isSettled && lines > 0) || head.count >= 4096 else { return nil }
    return Finding(format: .text, reader: TextReader())
  }

  private static func forced(_ format: LogFormat, _ head: Bytes, _ name: Name, _ stepColumn: String?) -> Finding? {
    switch format {
    case .tensorboard: Finding(format: format, reader: EventFileReader())
    case .wandb: Finding(format: format, reader: WandbReader())
    case .swanlab: Finding(format: format, reader: SwanlabReader())
    case .mlflowFile: Finding(format: format, reader: MLflowMetricReader(name: name.file))
    case .csv:
      Finding(
        format: format,
        reader: TableReader(
          TableDialect(head, isNamedTable: true) ?? TableDialect(delimiter: 0x2C),
          stepName: stepColumn
        )
      )
    case .jsonLines: Finding(format: format, reader: JSONLinesReader())
    case .json: Finding(format: format, reader: JSONDocumentReader())
    case .text: Finding(format: format, reader: TextReader())
    case .mlflow, .trackio: nil
    }
  }

  private static func detectJSON(_ head: Bytes) -> Finding? {
    var scanner = JSONScanner(head)
    let first = scanner.next()
    let second = scanner.next()
    switch (first, second) {
    case (.beginObject, .key), (.beginObject, .endObject), (.beginArray, .beginObject):
      if first == .beginObject, JSONDocumentReader.recognises(head) {
        return Finding(format: .json, reader: JSONDocumentReader())
      }
      return Finding(format: .jsonLines, reader: JSONLinesReader())
    case (.beginArray, .beginArray), (.beginArray, .number):
      // "[0]\ttrain-rmse:0.38" is a round, no list.
      var rest = JSONScanner(head)
      let whole = rest.skip(rest.next())
      guard whole == .incomplete || (whole == .null && rest.next() == .end) else { return nil }
      return Finding(format: .json, reader: JSONDocumentReader())
    case (.beginObject, .incomplete), (.beginArray, .incomplete), (.beginArray, .endArray): return nil
    default: return nil
    }
  }

  static func isBinary(_ head: Bytes) -> Bool {
    if head.count >= 2, (head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF) { return false }
    let head = head.prefix(4096)
    if head.contains(0) { return true }
    // Text has line breaks, tabs and escapes for colours; of other bytes one in ten is a control character.
    let controls = head.reduce(into: 0) { count, byte in
      if byte < 0x20, !(0x07...0x0D).contains(byte), byte != 0x1B { count += 1 }
    }
    return controls >= 4 && controls * 25 > head.count
  }

  /// dvclive has a file for each metric, whose column is called by the last part of the metric's name.
  private static func soleName(_ path: String) -> String? {
    let parts = path.split(separator: "/")
    guard let place = parts.dropLast().lastIndex(of: "metrics"), place > 0, parts[place - 1] == "plots" else {
      return nil
    }
    let name = metricName(path)
    return name.hasSuffix(".tsv") ? String(name.dropLast(4)) : name
  }

  private static func isInMetricFolder(_ path: String) -> Bool {
    path.split(separator: "/").dropLast().contains("metrics")
  }

  /// What stands below the folder `metrics`.
  static func metricName(_ path: String) -> String {
    let parts = path.split(separator: "/")
    guard let place = parts.dropLast().lastIndex(of: "metrics") else { return parts.last.map(String.init) ?? path }
    return parts[(place + 1)...].joined(separator: "/")
  }
}
