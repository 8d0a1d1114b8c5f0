import Records

/// Reads TensorBoard's event files: records of a length, its checksum, a protobuf `Event` and its checksum.
///
/// A record with a wrong checksum is passed over; where the length itself is wrong the next place where one fits is looked for. Format:
/// https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/lib/io/record_writer.h and core/util/event.proto.
struct EventFileReader: ByteReader {
  /// A longer record is not believed.
  private static let longestRecord = 1 << 30
  private static let headerSize = 12

  /// The places of tags, the same in `entries` and `gatherer`.
  private var tags = NameTable<Int>()
  private var entries: [EventTag] = []
  private let gatherer = ValueGatherer()
  var bytesBehind = 0
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
        if !readScalar(event, into: &run) { read(event: event, into: &run) }
      } else {
        run.warn("a record has a wrong checksum and was passed over")
      }
      position = start + size + 4
    }
    gatherer.bytesRead += position
    gatherer.bytesBehind = bytes.count - position + bytesBehind
    gatherer.flush(into: &run)
    return position
  }

  /// Reads an event of the kind that there mostly is: wall time, step, and a summary of one scalar; tag and value, each short.
  /// - Returns: whether it is one.
  @inline(__always)
  private mutating func readScalar(_ bytes: Bytes, into run: inout RunHistory) -> Bool {
    guard bytes.count >= 18, bytes.count < 0x80, bytes[0] == 0x09 else { return false }
    let time = Double(bitPattern: bytes.number(UInt64.self, at: 1))
    var position = 9
    var step: UInt64 = 0
    if bytes[position] == 0x10 {
      var shift: UInt64 = 0
      repeat {
        position += 1
        step |= UInt64(bytes[position] & 0x7F) << shift
        shift += 7
      } while bytes[position] >= 0x80 && shift < 28
      guard bytes[position] < 0x80 else { return false }
      position += 1
    }
    // The summary, its one value, the value's tag, the number behind it: each ends where the event ends.
    let tag = position + 6
    guard tag < bytes.count, bytes[position] == 0x2A, bytes[position + 1] == UInt8(bytes.count - position - 2),
      bytes[position + 2] == 0x0A, bytes[position + 3] == UInt8(bytes.count - position - 4), bytes[position + 4] == 0x0A
    else { return false }
    let number = tag + Int(bytes[position + 5])
    guard number + 5 == bytes.count, bytes[number] == 0x15 else { return false }
    let place = place(of: bytes[part: tag..<number])
    if run.startTime == nil, time.isFinite { run.startTime = time }
    let value = Double(Float(bitPattern: bytes.number(UInt32.self, at: number + 1)))
    gatherer.append(value, at: Int(step), time: time, to: place, of: &run)
    return true
  }

  /// The place of a tag; made when it is new.
  @inline(__always)
  private mutating func place(of tag: Bytes) -> Int {
    let next = entries.count
    let place = tags.value(of: tag) { _ in next }
    if place == next {
      entries.append(EventTag(name: tag.text))
      _ = gatherer.add(entries[next].metric)
    }
    return place
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
          if field.number == 1, field.integer == 1, step > 0 {
            gatherer.flush(into: &run)
            run.append(.branched(afterStep: step - 1))
          }
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
    let place = place(of: tag)
    let entry = entries[place]
    if let metadata { entry.read(metadata, into: &run) }
    if let simple {
      gatherer.append(simple, at: step, time: time, to: place, of: &run)
    } else if let tensor {
      let tensor = EventTensor(tensor)
      if entry.plugin == "histograms" {
        if let histogram = tensor.histogram { run.append(histogram, at: step, named: entry.name) }
      } else if entry.plugin == "scalars" || entry.plugin.isEmpty {
        if let value = tensor.scalar {
          gatherer.append(value, at: step, time: time, to: place, of: &run)
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
    "images": "images", "audio": "sounds", "pr_curves": "PR curves", "mesh": "meshes",
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
