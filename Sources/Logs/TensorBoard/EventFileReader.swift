import Records

/// Reads TensorBoard's event files: records of a length, its checksum, a protobuf `Event` and its checksum.
///
/// A record with a wrong checksum is passed over; where the length itself is wrong the next place where one fits is looked for. Format:
/// https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/lib/io/record_writer.h and core/util/event.proto.
struct EventFileReader: ByteReader {
  /// A longer record is not believed.
  private static let longestRecord = 1 << 30
  private static let headerSize = 12

  private var tags = NameTable<EventTag>()
  private var isLost = false
  /// The names of what is there and is not shown, by kind.
  private var unseen: [String: [String]] = [:]

  init() {}

  /// Whether a file begins with the header of a record.
  static func recognises(_ bytes: Bytes) -> Bool {
    bytes.count >= headerSize && bytes.number(UInt64.self, at: 0) < UInt64(longestRecord)
      && bytes.number(UInt32.self, at: 8) == CRC32C.shared.masked(bytes[part: 0..<8])
  }

  mutating func read(_ bytes: Bytes, isEnd: Bool, into run: inout RunHistory) -> Int {
    let crc = CRC32C.shared
    var position = 0
    while bytes.count - position >= Self.headerSize {
      let length = bytes.number(UInt64.self, at: position)
      guard length <= UInt64(Self.longestRecord),
        bytes.number(UInt32.self, at: position + 8) == crc.masked(bytes[part: position..<(position + 8)])
      else {
        if !isLost {
          run.warn("a record's length has a wrong checksum: bytes were passed over until the next one that fits")
        }
        isLost = true
        position += 1
        continue
      }
      let start = position + Self.headerSize
      let size = Int(length)
      guard bytes.count - start >= size + 4 else { break }
      isLost = false
      let event = bytes[part: start..<(start + size)]
      if bytes.number(UInt32.self, at: start + size) == crc.masked(event) {
        read(event: event, into: &run)
      } else {
        run.warn("a record has a wrong checksum and was passed over")
      }
      position = start + size + 4
    }
    return position
  }

  private mutating func read(event bytes: Bytes, into run: inout RunHistory) {
    var reader = ProtobufReader(bytes)
    var time = Double.nan
    var step = 0
    var summary: Bytes?
    while let field = reader.next() {
      switch field.number {
      case 1 where field.wire == 1: time = field.double
      case 2 where field.wire == 0: step = field.integer
      case 5 where field.wire == 2: summary = field.contents
      case 7 where field.wire == 2:
        // A session that starts at a step makes void what earlier files have from there on (purge_step).
        var log = ProtobufReader(field.contents)
        while let field = log.next() {
          if field.number == 1, field.integer == 1, step > 0 { run.append(.branched(afterStep: step - 1)) }
        }
      default: break
      }
    }
    guard let summary else { return }
    if run.startTime == nil, time.isFinite { run.startTime = time }
    var values = ProtobufReader(summary)
    while let field = values.next() {
      if field.number == 1, field.wire == 2 { read(value: field.contents, step: step, time: time, into: &run) }
    }
  }

  private mutating func read(value bytes: Bytes, step: Int, time: Double, into run: inout RunHistory) {
    var reader = ProtobufReader(bytes)
    var tag = Bytes(start: nil, count: 0)
    var simple: Double?
    var histogram: Bytes?
    var tensor: Bytes?
    var metadata: Bytes?
    var picture: String?
    while let field = reader.next() {
      switch (field.number, field.wire) {
      case (1, 2): tag = field.contents
      case (2, 5): simple = field.float
      case (5, 2): histogram = field.contents
      case (4, 2): picture = "images"
      case (6, 2): picture = "sounds"
      case (8, 2): tensor = field.contents
      case (9, 2): metadata = field.contents
      default: break
      }
    }
    let entry = tags.value(of: tag) { EventTag(name: $0.text) }
    if let metadata { entry.read(metadata, into: &run) }
    if let simple {
      run.append(simple, at: step, epoch: nil, time: time, to: entry.metric.id(in: &run))
    } else if let tensor {
      let tensor = EventTensor(tensor)
      if entry.plugin == "histograms" {
        if let histogram = tensor.histogram { run.append(histogram, at: step, named: entry.name) }
      } else if entry.plugin == "scalars" || entry.plugin.isEmpty {
        if let value = tensor.scalar {
          run.append(value, at: step, epoch: nil, time: time, to: entry.metric.id(in: &run))
        }
      } else if entry.plugin == "text", let text = tensor.text {
        run.append(text: "\(entry.name), step \(step): \(text)")
      } else {
        name(entry, as: Self.kinds[entry.plugin] ?? entry.plugin, into: &run)
      }
    } else if let histogram, let histogram = EventTensor.histogram(old: histogram) {
      run.append(histogram, at: step, named: entry.name)
    } else if let picture {
      name(entry, as: picture, into: &run)
    }
  }

  /// What plugins of TensorBoard show, in words.
  private static let kinds = [
    "images": "images", "audio": "sounds", "pr_curves": "precision-recall curves", "mesh": "meshes",
  ]
  /// So many names of a kind are kept.
  private static let mostNames = 64

  /// Names what is there and is not shown, among the run's facts.
  private mutating func name(_ tag: EventTag, as kind: String, into run: inout RunHistory) {
    guard !tag.isNamed, unseen[kind, default: []].count < Self.mostNames else { return }
    tag.isNamed = true
    unseen[kind, default: []].append(tag.name)
    run.set([RunFact("\(kind), not shown", unseen[kind, default: []].joined(separator: ", "))])
  }
}
