import Records
import Testing

@testable import Logs

/// What several threads read of a stretch is what one reads, wherever the parts begin.
@Suite struct PartsTests {
  private func expectTheSame(_ left: RunHistory, _ right: RunHistory, _ note: String) {
    #expect(left.metricNames == right.metricNames && left.warnings == right.warnings, "\(note)")
    for name in right.metricNames {
      #expect(left[name] == right[name], "\(note), \(name)")
      #expect(left[name]?.restartCount == right[name]?.restartCount, "\(note), \(name)")
    }
  }

  private func table(_ text: String, partSize: Int?) -> RunHistory {
    var run = RunHistory(name: "t.csv")
    var reader = TableReader(TableDialect(delimiter: 0x2C))
    reader.blocks.sharedSize = partSize == nil ? .max : 1
    reader.blocks.partSize = partSize ?? .max
    var bytes = Array(text.utf8)
    // The names first: nothing is shared before they are known.
    let begin = (bytes.firstIndex(of: 0x0A) ?? 0) + 1
    _ = bytes[..<begin].withUnsafeBufferPointer { reader.read($0, isEnd: false, into: &run) }
    bytes.removeFirst(begin)
    let used = bytes.withUnsafeBufferPointer { reader.read($0, isEnd: false, into: &run) }
    bytes[used...].withUnsafeBufferPointer { reader.finish($0, into: &run) }
    return run
  }

  private static let odd: String = {
    var text = "step,loss,rate\n"
    for row in 0..<60 {
      let loss = ["nan", "-inf", "", "1e-400", "12345678901234567890123456789", "0.30000000000000004"][row % 6]
      text += row % 7 == 3 ? "\(row),\"a\n1,2,3\nb\",1e-05\r\n" : "\(row),\(loss),\(Double(row) / 7)\n"
      if row % 11 == 5 { text += "# 1,2,3\n" }
      if row % 13 == 6 { text += "\(row),1\n" }
      if row == 40 { text += "rate,step,loss\n" }
      if row == 50 { text += "step,loss\n\(row),7,8\n" }
    }
    return text
  }()

  @Test func partsOfATableBeginAnywhere() {
    let whole = table(Self.odd, partSize: nil)
    #expect(whole["loss"]?.count ?? 0 > 40)
    for size in 1..<Self.odd.utf8.count { expectTheSame(table(Self.odd, partSize: size), whole, "parts of \(size)") }
  }

  /// A table that changes its columns while other threads have read on.
  @Test func columnsChangeBehindAPart() {
    var text = "step,loss\n"
    for row in 0..<500 { text += "\(row),0.25\n" }
    text += "loss,acc,step\n"
    for row in 500..<1000 { text += "0.5,0.75,\(row)\n" }
    text += "acc,step\n"
    for row in 1000..<1500 { text += "0.875,\(row)\n" }
    let whole = table(text, partSize: nil)
    #expect(whole["loss"]?.count == 1000)
    for size in [16, 100, 1000, 5000] { expectTheSame(table(text, partSize: size), whole, "parts of \(size)") }
  }

  private func objects(_ text: String, partSize: Int?) -> RunHistory {
    var run = RunHistory(name: "t.jsonl")
    var reader = JSONLinesReader()
    reader.blocks.sharedSize = partSize == nil ? .max : 1
    reader.blocks.partSize = partSize ?? .max
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer { bytes in
      var position = 0
      for end in [bytes.count / 8, bytes.count] {
        position += reader.read(bytes[part: position..<end], isEnd: false, into: &run)
      }
    }
    return run
  }

  /// Objects of another layout with as many numbers: what was read ahead by the layout before is not theirs.
  @Test func layoutsChangeBehindAPart() {
    var text = ""
    for row in 0..<400 { text += #"{"step": \#(row), "loss": 0.25, "rate": 0.5}"# + "\n" }
    for row in 400..<800 { text += #"{"loss": 0.75, "step": \#(row), "acc": 0.125}"# + "\n" }
    for row in 800..<900 {
      text +=
        row % 3 == 0
        ? #"{"step": \#(row), "loss": 3, "rate": 4}"# + "\n" : #"{"loss": 5, "step": \#(row), "acc": 6}"# + "\n"
    }
    let whole = objects(text, partSize: nil)
    #expect(whole["loss"]?.count == 900)
    for size in [1, 40, 100, 777, 5000] { expectTheSame(objects(text, partSize: size), whole, "parts of \(size)") }
  }

  /// The last rows of a stretch are left to a slower reader; the next stretch is shared all the same.
  @Test func stretchAfterStretchIsShared() {
    let parser = TableRows(width: 2, delimiter: 0x2C, timeColumn: -1)
    var reader = BlockReader()
    reader.sharedSize = 1
    reader.partSize = 64
    func pass(_ text: String) {
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer { bytes in
        reader.begin(bytes, parser)
        var position = 0
        while position < bytes.count {
          if let (block, end) = reader.next(bytes, at: position, parser) {
            position = end
            reader.recycle(block)
          } else {
            position = bytes.lineBreak(from: position).map { $0 + 1 } ?? bytes.count
          }
        }
      }
    }
    let rows = (0..<200).map { "\($0),0.5\n" }.joined()
    let words = String(repeating: "no,number\n", count: 20)
    for text in [rows, rows, words] {
      pass(text)
      #expect(reader.isShared)
      reader.end()
    }
    pass(words)
    #expect(!reader.isShared)
  }

  /// Rows of a part end where those of the next are looked for, or what was read of that is of no use.
  @Test func objectsEndWhereTheNextPartBegins() {
    let lines = (100..<130).map { #"{"step": \#($0), "loss": 0.25}"# + "\n" }
    let bytes = Array(lines.joined().utf8)
    bytes.withUnsafeBufferPointer { bytes in
      let layout = JSONLayout(bytes[part: 0..<27], numbers: [9..<12, 22..<26])
      let block = NumberBlock(width: 2)
      let limit = lines[..<10].joined().utf8.count
      #expect(layout.read(bytes, from: 0, to: limit, into: block) == limit)
      #expect(block.count == 10)
      // A stretch of nothing but what stands between rows has no block.
      #expect(layout.read(bytes, from: limit - 1, to: limit, into: block) == limit - 1)
    }
  }

  /// A file that is read while its next part is being read.
  @Test func partsOfAFileAreReadAhead() throws {
    let folder = try ScratchFolder()
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 5) }
    try folder.write(bytes, to: "a")
    let path = folder.path + "/a"
    let files = SystemFiles()
    var found: [UInt8] = []
    withUnsafeTemporaryAllocation(byteCount: 8, alignment: 1) { _ = files.read(path, at: 0, into: $0) }
    let ahead = ReadAhead(size: 1000)
    while let (start, count) = ahead.next(files, path, at: found.count, end: 10_500), count > 0 {
      found += UnsafeRawBufferPointer(start: start, count: count)
    }
    #expect(found == bytes)
    // Another place than that which was read ahead.
    let again = try #require(ahead.next(files, path, at: 1234, end: 10_000))
    #expect(Array(UnsafeRawBufferPointer(start: again.start, count: again.count)) == Array(bytes[1234..<2234]))
    let other = try #require(ahead.next(files, path, at: 77, end: 10_000))
    #expect(Array(UnsafeRawBufferPointer(start: other.start, count: other.count)) == Array(bytes[77..<1077]))
  }

  /// Values that are gathered by metric are those that are added one by one.
  @Test(arguments: [1, 16, 17, 512, 513, 3000]) func gatheredValues(_ count: Int) {
    var gathered = RunHistory()
    var single = RunHistory()
    let gatherer = ValueGatherer()
    let places = ["a", "b"].map { gatherer.add(LogMetric($0)) }
    for index in 0..<count {
      let (metric, step) = (index % 3 == 0 ? 1 : 0, index < 400 ? index : index - 200)
      let value = index % 50 == 49 ? .nan : Double(index)
      let time = index < 20 ? .nan : 1e9 + Double(index)
      gatherer.append(value, at: step, time: time, to: places[metric], of: &gathered)
      single.append(value, at: step, epoch: nil, time: time, to: single.metric(named: metric == 0 ? "a" : "b"))
      if index == 700 { gatherer.flush(into: &gathered) }
    }
    gatherer.flush(into: &gathered)
    expectTheSame(gathered, single, "\(count)")
    for name in single.metricNames {
      guard let one = gathered[name], let other = single[name] else { continue }
      #expect(one.points.indices.map { one.time(at: $0) } == other.points.indices.map { other.time(at: $0) })
    }
  }
}
