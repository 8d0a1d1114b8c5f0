import Foundation
import Testing

@testable import Training

/// Files of runs: what is written is read, a killed sweep goes on, parts join to the whole, and what is wrong is named.
@Suite final class SweepFileTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dlviz-sweep-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func sweep(epochs: Int = 30, seeds: Int = 6) throws -> Sweep {
    var settings = SweepSettings(.xor)
    try settings.set(.epochs, "\(epochs)")
    return Sweep(settings, axes: [try .init(parsing: "hidden=2,3")], firstSeed: 1 << 50, seedCount: seeds)
  }

  private func outcomes(_ sweep: Sweep, _ runs: [Int]? = nil) throws -> [SweepOutcome] {
    let trainer = try SweepTrainer(sweep)
    return try trainer.units(of: runs ?? Array(0..<sweep.runCount)).flatMap { try trainer.train($0) }
  }

  private func write(_ name: String, _ sweep: Sweep, _ outcomes: [SweepOutcome], shard: SweepShard? = nil) throws {
    let file = try SweepFile(path(name), sweep: sweep, shard: shard)
    try file.append(outcomes)
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func whatIsWrittenIsRead() throws {
    let sweep = try sweep()
    var written = try outcomes(sweep)
    written[0].divergedAt = 7
    written[0].trainLoss = 1e-300
    written[1].solved = nil
    try write("a.jsonl", sweep, written)
    let content = try SweepContent(path: path("a.jsonl"))
    #expect(content.sweep == sweep)
    #expect(content.outcomes == written)
    var images = Sweep(SweepSettings(.mnist), axes: [], data: "mnist")
    images.targetAccuracy = 0.97
    try write("images.jsonl", images, [])
    #expect(try SweepContent(path: path("images.jsonl")).sweep == images)
  }

  /// Cut at every byte, the file opens again and has every run whose line was whole.
  @Test func killedAtAnyMomentItLosesAtMostTheLastLine() throws {
    let sweep = try sweep(seeds: 1)
    let written = try outcomes(sweep)
    try write("whole.jsonl", sweep, written)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path("whole.jsonl")))
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    for length in 0...bytes.count {
      try bytes.prefix(length).write(to: URL(fileURLWithPath: path("cut.jsonl")))
      let whole = ends.count { $0 < length }
      do {
        let file = try SweepFile(path("cut.jsonl"), sweep: sweep)
        #expect(file.found == Array(written.prefix(max(0, whole - 1))))
        try file.append(written.filter { outcome in !file.found.contains { $0.run == outcome.run } })
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: path("cut.jsonl"))) == bytes)
    }
  }

  @Test func partsJoinToTheWholeBitForBit() throws {
    let sweep = try sweep()
    let whole = try outcomes(sweep).sorted { $0.run < $1.run }
    for number in 1...3 {
      let shard = try #require(SweepShard(number: number, count: 3))
      try write("part\(number).jsonl", sweep, whole.filter { shard.contains($0.run) }.reversed(), shard: shard)
    }
    let parts = try [2, 3, 1].map { try SweepContent(path: path("part\($0).jsonl")) }
    let joined = try SweepContent.join(parts)
    #expect(joined.sweep == sweep)
    #expect(joined.outcomes == whole)
    #expect(SweepTable(sweep, outcomes: joined.outcomes) == SweepTable(sweep, outcomes: whole))
  }

  @Test func aPartThatIsMissingOrUnfinishedIsNamed() throws {
    let sweep = try sweep()
    let whole = try outcomes(sweep)
    let shards = (1...2).compactMap { SweepShard(number: $0, count: 2) }
    try write("one.jsonl", sweep, whole.filter { shards[0].contains($0.run) }, shard: shards[0])
    try write("two.jsonl", sweep, whole.filter { shards[1].contains($0.run) && $0.run > 2 }, shard: shards[1])
    let one = try SweepContent(path: path("one.jsonl"))
    let two = try SweepContent(path: path("two.jsonl"))
    let absent = message { _ = try SweepContent.join([one]) }
    #expect(
      absent.contains("expected 12 runs, 6 missing, the first run 1 (hidden 2, seed 1125899906842625)"),
      "\(absent)"
    )
    #expect(absent.contains("part 2/2 is not among the files"), "\(absent)")
    let unfinished = message { _ = try SweepContent.join([one, two]) }
    #expect(unfinished.contains("1 missing") && unfinished.contains("two.jsonl (part 2/2)"), "\(unfinished)")
  }

  @Test func aPartThatIsCutIsNamed() throws {
    let sweep = try sweep(seeds: 2)
    try write("a.jsonl", sweep, try outcomes(sweep))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path("a.jsonl")))
    try bytes.dropLast(3).write(to: URL(fileURLWithPath: path("cut.jsonl")))
    let text = message { _ = try SweepContent(path: path("cut.jsonl")) }
    #expect(text.hasSuffix("cut.jsonl: cut off in line 5: expected a whole line"), "\(text)")
  }

  /// A run that is trained once more comes to the same, so that its file needs no second line, which nothing would read again.
  @Test func aRunTrainedOnceMoreIsKeptOnce() throws {
    let sweep = try sweep(seeds: 2)
    let whole = try outcomes(sweep)
    try write("a.jsonl", sweep, Array(whole.prefix(2)))
    let file = try SweepFile(path("a.jsonl"), sweep: sweep)
    try file.append([whole[0], whole[2], whole[2]])
    #expect(try SweepContent(path: path("a.jsonl")).outcomes == Array(whole.prefix(3)))
  }

  @Test func aPartThatStandsTwiceIsNamed() throws {
    let sweep = try sweep(seeds: 2)
    let whole = try outcomes(sweep)
    try write("a.jsonl", sweep, whole)
    try write("b.jsonl", sweep, [whole[1]])
    let parts = try ["a.jsonl", "b.jsonl"].map { try SweepContent(path: path($0)) }
    let text = message { _ = try SweepContent.join(parts) }
    #expect(
      text.contains("b.jsonl: run \(whole[1].run)") && text.contains("is already in ") && text.hasSuffix("a.jsonl"),
      "\(text)"
    )
    try write("twice.jsonl", sweep, whole)
    let twice = try FileHandle(forWritingTo: URL(fileURLWithPath: path("twice.jsonl")))
    try twice.seekToEnd()
    try twice.write(contentsOf: Data((SweepLines(sweep).line(whole[0]) + "\n").utf8))
    try twice.close()
    #expect(message { _ = try SweepContent(path: path("twice.jsonl")) }.contains("appears twice"))
  }

  @Test func aPartOfAnotherSweepIsNamed() throws {
    let sweep = try sweep(seeds: 2)
    try write("a.jsonl", sweep, try outcomes(sweep))
    var other = sweep
    try other.settings.set(.learningRate, "0.1")
    try write("b.jsonl", other, [])
    let parts = try ["a.jsonl", "b.jsonl"].map { try SweepContent(path: path($0)) }
    let text = message { _ = try SweepContent.join(parts) }
    #expect(text.hasSuffix("b.jsonl: from another sweep; learning rate: expected 1, found 0.1"), "\(text)")
    var longer = sweep
    longer.seedCount = 3
    #expect(message { _ = try SweepFile(path("a.jsonl"), sweep: longer) }.contains("seeds: expected 3, found 2"))
    var images = sweep
    images.data = "mnist"
    #expect(
      message { _ = try SweepFile(path("a.jsonl"), sweep: images) }.contains("images: expected mnist, found none")
    )
  }

  @Test func whatIsNoSweepIsNamed() throws {
    for content in ["hello\n", "\n", "{\"event\":\"started\"}\n", "{\"event\":\"sweep\",\"format\":3}\n", "[]\n"] {
      try Data(content.utf8).write(to: URL(fileURLWithPath: path("x.jsonl")))
      #expect(message { _ = try SweepContent(path: path("x.jsonl")) }.contains("expected a sweep in the first line"))
    }
    #expect(message { _ = try SweepContent(path: path("none.jsonl")) }.contains("No such file"))
  }

  @Test func aLineOfAnotherRunIsNamed() throws {
    let sweep = try sweep(seeds: 2)
    try write("a.jsonl", sweep, try outcomes(sweep))
    let text = try String(contentsOfFile: path("a.jsonl"), encoding: .utf8)
    for (old, new, expected) in [
      ("\"run\":1,", "\"run\":99,", "expected a run from 0 to 3, found 99"),
      ("\"run\":1,", "\"run\":0,", "expected seed"),
      ("\"hidden\":[3]", "\"hidden\":[5]", "expected the settings of hidden 3"),
      ("\"epochs\":30,\"train", "\"train", "expected epochs, seconds"),
      ("{\"event\":\"run\",\"run\":2", "{\"event\":\"run\",\"run\"]2", "expected a line of JSON"),
    ] {
      let parts = text.split(separator: "\n").map { line in
        line.contains("\"event\":\"run\"") ? String(line).replacing(old, with: new) : String(line)
      }
      try Data((parts.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path("b.jsonl")))
      let found = message { _ = try SweepContent(path: path("b.jsonl")) }
      #expect(found.contains(expected), "\(found)")
    }
  }

  @Test func twoProcessesDoNotWriteToOneFile() throws {
    let sweep = try sweep()
    let first = try SweepFile(path("a.jsonl"), sweep: sweep)
    #expect(message { _ = try SweepFile(path("a.jsonl"), sweep: sweep) }.contains("another process writes to it"))
    withExtendedLifetime(first) {}
  }
}
