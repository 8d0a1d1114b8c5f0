import Records

/// What a writer of event files calls a series, and what it said of it once.
///
/// A class, since every event of a tag looks at it and few change it.
final class EventTag {
  let metric: LogMetric
  /// Which plugin of TensorBoard reads it; said with the first event of a tag, not always with later ones.
  private(set) var plugin = ""
  var name: String { metric.name }
  /// Whether the run's facts say that it is there, where it is nothing that is shown.
  var isNamed = false

  init(name: String) { metric = LogMetric(name) }

  func read(_ metadata: Bytes, into run: inout RunHistory) {
    var reader = ProtobufReader(metadata)
    while let field = reader.next() {
      guard field.number == 1, field.wire == 2 else { continue }
      var contents: Bytes?
      var plugin = ProtobufReader(field.contents)
      while let field = plugin.next() {
        if field.number == 1, field.wire == 2 { self.plugin = field.contents.text }
        if field.number == 2, field.wire == 2 { contents = field.contents }
      }
      if self.plugin == "hparams", let contents { Self.read(hyperparameters: contents, into: &run) }
    }
  }

  /// `HParamsPluginData`: the session's start has a map from name to `google.protobuf.Value`, its end a status.
  private static func read(hyperparameters bytes: Bytes, into run: inout RunHistory) {
    var data = ProtobufReader(bytes)
    while let field = data.next() {
      guard field.wire == 2 else { continue }
      if field.number == 4 { run.status = .finished(reason: "session ended") }
      guard field.number == 3 else { continue }
      var start = ProtobufReader(field.contents)
      while let entry = start.next() {
        guard entry.number == 1, entry.wire == 2 else { continue }
        var pair = ProtobufReader(entry.contents)
        var name = ""
        var value = ""
        while let field = pair.next() {
          if field.number == 1 { name = field.contents.text }
          if field.number == 2 { value = text(of: field.contents) }
        }
        run.set([RunFact(name, value)])
      }
    }
  }

  private static func text(of value: Bytes) -> String {
    var reader = ProtobufReader(value)
    guard let field = reader.next() else { return "" }
    switch field.number {
    case 2: return Int(exactly: field.double).map(String.init) ?? "\(field.double)"
    case 3: return field.contents.text
    case 4: return field.bits == 1 ? "true" : "false"
    default: return ""
    }
  }
}
