import Datasets
import Testing

@Suite struct GeneratedDigitsTests {
  static let digits = GeneratedDigits.make(seed: 3, count: 200)

  @Test func theSeedDecidesNotTheThreads() {
    let digits = GeneratedDigits.make(seed: 9, count: 61, threads: 1)
    #expect(digits == GeneratedDigits.make(seed: 9, count: 61, threads: 3))
    #expect(digits.prefix(23) == GeneratedDigits.make(seed: 9, count: 23, threads: 2))
    #expect(digits != GeneratedDigits.make(seed: 10, count: 61))
  }

  @Test func trainAndTestAreDifferentImages() throws {
    var shares: [Double] = []
    let sets = try GeneratedDigits.makeSets(
      seed: 9,
      trainCount: 40,
      testCount: 20,
      threads: 2,
      progress: { shares.append($0) }
    )
    #expect(sets.train == GeneratedDigits.make(seed: 9, count: 40))
    #expect(sets.test == GeneratedDigits.makeTest(seed: 9, count: 20))
    let train = Set((0..<40).map { Array(sets.train.image(at: $0)) })
    let test = Set((0..<20).map { Array(sets.test.image(at: $0)) })
    #expect(train.count == 40)
    #expect(train.isDisjoint(with: test))
    #expect(shares == shares.sorted() && shares.last == 1)
    let preview = GeneratedDigits.preview(seed: 9, trainCount: 10, testCount: 5)
    #expect(preview.train == sets.train.prefix(10))
    #expect(preview.test == sets.test.prefix(5))
  }

  @Test func theySayThatTheyAreGenerated() {
    #expect(Self.digits.isGenerated)
    #expect(Self.digits.kind.title == "generated digits")
    #expect(Self.digits.provenance.contains("dlviz data fetch mnist"))
  }

  @Test func classesAreOfOneSize() {
    #expect(Self.digits.classCounts == Array(repeating: 20, count: 10))
    #expect(Array(Self.digits.labels.prefix(10)) != Array(0..<10))
  }

  @Test func eachIsCentredAndFitsItsBox() {
    for index in 0..<Self.digits.count {
      let ink = Ink(Array(Self.digits.image(at: index)))
      #expect(abs(ink.centre.x - 14) <= 0.51 && abs(ink.centre.y - 14) <= 0.51, "image \(index): \(ink.centre)")
      #expect(max(ink.columns.count, ink.rows.count) <= 20, "image \(index)")
      #expect(max(ink.columns.count, ink.rows.count) >= 18, "image \(index)")
    }
  }

  @Test func theInkIsLikeMNISTs() {
    let mean = Double(Self.digits.pixels.reduce(0) { $0 + Int($1) }) / Double(Self.digits.pixels.count) / 255
    #expect(abs(mean - 0.1307) < 0.012)
  }

  @Test func cancellingStops() {
    #expect(throws: DatasetError.cancelled) {
      try GeneratedDigits.makeSets(seed: 1, trainCount: 10, testCount: 10, isCancelled: { true })
    }
  }
}
