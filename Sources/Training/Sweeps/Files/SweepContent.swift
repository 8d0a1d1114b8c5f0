import Records

/// What stands in a file of a sweep's runs.
public struct SweepContent: Sendable {
  /// Where it was read.
  public let path: String
  /// The sweep that its first line tells of; nil when the file was cut in that line.
  public private(set) var sweep: Sweep?
  /// Which part of the sweep it is, where it says so.
  public private(set) var shard: SweepShard?
  /// Its runs, in the order of the file.
  public private(set) var outcomes: [SweepOutcome] = []
  /// How many bytes its whole lines have.
  public private(set) var wholeByteCount = 0

  /// Reads a file.
  public init(path: String) throws(SweepFileError) {
    self = try SweepContent(try SweepFile.read(path: path), path: path, mayBeCut: false)
  }

  /// Whether a file begins as a saved run of another command does.
  public static func isSavedRun(path: String) throws(SweepFileError) -> Bool {
    let bytes = try SweepFile.read(path: path)
    let first = bytes.prefix { $0 != 0x0A }
    return first.withUnsafeBufferPointer { JSONValue($0) }.map(SavedRuns.recognises) ?? false
  }

  init(_ bytes: [UInt8], path: String, mayBeCut: Bool) throws(SweepFileError) {
    self.path = path
    var lines: SweepLines?
    var seen: Set<Int> = []
    var number = 0
    var start = 0
    while start < bytes.count {
      number += 1
      guard let end = bytes[start...].firstIndex(of: 0x0A) else {
        if mayBeCut { return }
        throw .cut(path: path, line: number)
      }
      let line = bytes[start..<end].withUnsafeBufferPointer { JSONValue($0) }
      defer {
        start = end + 1
        wholeByteCount = start
      }
      guard let line else {
        if lines == nil { throw .notASweep(path: path, found: Self.quote(bytes[start..<end])) }
        throw .damaged(path: path, line: number, expected: "a line of JSON", found: Self.quote(bytes[start..<end]))
      }
      guard let known = lines else {
        guard let sweep = SweepLines.sweep(line), (try? sweep.validate()) != nil else {
          throw .notASweep(path: path, found: Self.quote(bytes[start..<end]))
        }
        self.sweep = sweep
        shard = line["shard"]?.string.flatMap(SweepShard.init(parsing:))
        lines = SweepLines(sweep)
        continue
      }
      // What else `--json` says is made from the runs.
      guard line["event"]?.string == "run" else { continue }
      switch known.outcome(line) {
      case .failure(let fault):
        throw .damaged(path: path, line: number, expected: fault.expected, found: fault.found)
      case .success(let outcome):
        guard seen.insert(outcome.run).inserted else {
          throw .doubled(run: known.name(ofRun: outcome.run), path: path, other: path)
        }
        outcomes.append(outcome)
      }
    }
  }

  /// Makes sure that the file is of a sweep.
  func expectSame(_ wanted: Sweep) throws(SweepFileError) {
    guard let sweep else { return }
    let expected = SweepLines.identity(of: wanted)
    let found = SweepLines.identity(of: sweep)
    guard expected != found else { return }
    if let different = zip(wanted.settings.subject.parameters, sweep.settings.subject.parameters).first(where: {
      $0 == $1 && wanted.settings[$0] != sweep.settings[$1]
    })?.0, wanted.subject == sweep.subject {
      throw .foreign(
        path: path,
        what: different.words,
        expected: wanted.settings[different].text,
        found: sweep.settings[different].text
      )
    }
    for (one, other) in zip(expected, found) where one != other {
      throw .foreign(
        path: path,
        what: one.name == "data" ? Self.dataWords(wanted, sweep) : String(one.name.map { $0 == "_" ? " " : $0 }),
        expected: SweepLines.text(one.value),
        found: SweepLines.text(other.value)
      )
    }
    throw .foreign(
      path: path,
      what: Self.dataWords(wanted, sweep),
      expected: wanted.data ?? "none",
      found: sweep.data ?? "none"
    )
  }

  /// What is learned where a file has it.
  private static func dataWords(_ sweeps: Sweep...) -> String {
    sweeps.contains { $0.subject == .playground } ? "points" : "images"
  }

  static func quote(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes.prefix(60), as: UTF8.self)
    return text.isEmpty ? "an empty line" : "'\(text)\(bytes.count > 60 ? "…" : "")'"
  }
}

extension SweepContent {
  /// Joins the parts of one sweep.
  /// - Throws: the first fault: a part that is cut, damaged or of another sweep, a run that stands twice, runs that are missing.
  public static func join(_ parts: [SweepContent]) throws(SweepFileError) -> (sweep: Sweep, outcomes: [SweepOutcome]) {
    guard let first = parts.first else { throw .cannotUse(path: "", reason: "no part was given") }
    guard let sweep = first.sweep else { throw .notASweep(path: first.path, found: "an empty file") }
    let lines = SweepLines(sweep)
    var origin: [Int: Int] = [:]
    var joined: [SweepOutcome] = []
    for (index, part) in parts.enumerated() {
      guard part.sweep != nil else { throw .notASweep(path: part.path, found: "an empty file") }
      try part.expectSame(sweep)
      for outcome in part.outcomes {
        if let other = origin.updateValue(index, forKey: outcome.run) {
          throw .doubled(run: lines.name(ofRun: outcome.run), path: parts[other].path, other: part.path)
        }
        joined.append(outcome)
      }
    }
    let missing = (0..<sweep.runCount).filter { origin[$0] == nil }
    if let run = missing.first {
      let count = parts.compactMap(\.shard?.count).first
      let path = count.map { count in
        let shard = "part \(run % count + 1)/\(count)"
        let file = parts.first { $0.shard?.contains(run) == true }?.path
        return file.map { "\($0) (\(shard))" } ?? "\(shard) is not among the files"
      }
      throw .missing(count: missing.count, of: sweep.runCount, first: lines.name(ofRun: run), path: path)
    }
    return (sweep, joined.sorted { $0.run < $1.run })
  }
}
