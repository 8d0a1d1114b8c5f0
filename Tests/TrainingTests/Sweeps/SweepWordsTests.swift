import Datasets
import Testing

@testable import Training

/// The words say what the figures say, whichever way they turn out.
@Suite struct SweepWordsTests {
  /// A sweep of images over hidden sizes with given test accuracies by seed.
  private func words(_ accuracies: [String: [Double]], order: [String], seconds: [Double]? = nil) throws -> [String] {
    let sweep = Sweep(
      SweepSettings(.mnist),
      axes: [try .init(parsing: "activation=\(order.joined(separator: ","))")],
      seedCount: accuracies.values.map(\.count).max() ?? 0
    )
    let outcomes = order.enumerated().flatMap { point, name in
      (accuracies[name] ?? []).enumerated().map { index, accuracy in
        SweepOutcome(
          run: point * sweep.seedCount + index,
          seed: sweep.firstSeed + UInt64(index),
          epochs: 1,
          trainLoss: 0.1,
          testAccuracy: accuracy,
          seconds: seconds?[point] ?? 1
        )
      }
    }
    return SweepWords(SweepTable(sweep, outcomes: outcomes)).sentences
  }

  /// Solved runs out of 100 seeds of xor by hidden size.
  private func solved(_ counts: [Int: Int], of seeds: Int) throws -> [String] {
    let order = counts.keys.sorted()
    let sweep = Sweep(
      SweepSettings(.xor),
      axes: [Sweep.Axis(.hidden, order.map { .layers([$0]) })],
      seedCount: seeds
    )
    let outcomes = order.enumerated().flatMap { point, size in
      (0..<seeds).map { index in
        SweepOutcome(
          run: point * seeds + index,
          seed: sweep.firstSeed + UInt64(index),
          epochs: 10,
          trainLoss: 0.1,
          solved: index < counts[size] ?? 0,
          seconds: Double(size)
        )
      }
    }
    return SweepWords(SweepTable(sweep, outcomes: outcomes)).sentences
  }

  @Test func theBestIsTheOneThatIsBest() throws {
    let usual = try words(["relu": [0.97, 0.972], "tanh": [0.95, 0.951]], order: ["relu", "tanh"])
    #expect(usual[0].hasPrefix("ReLU has the highest test accuracy: 97.10 ± 0.14 %"), "\(usual)")
    let other = try words(["relu": [0.94, 0.942], "tanh": [0.95, 0.951]], order: ["relu", "tanh"])
    #expect(other[0].hasPrefix("Tanh has the highest test accuracy: 95.05 ± 0.07 %"), "\(other)")
  }

  @Test func aLeadWithinTheSpreadIsSaidToBe() throws {
    let text = try words(["relu": [0.970, 0.974, 0.966], "tanh": [0.969, 0.973, 0.967]], order: ["relu", "tanh"])
      .joined(separator: " ")
    #expect(text.contains("Its lead over tanh may be due to chance (Welch's t-test: p = "), "\(text)")
    #expect(text.contains("seeds per setting to detect"), "\(text)")
  }

  @Test func aLeadBeyondTheSpreadIsSaidToBe() throws {
    let text = try words(["relu": [0.970, 0.971, 0.972], "tanh": [0.950, 0.951, 0.952]], order: ["relu", "tanh"])
      .joined(separator: " ")
    #expect(
      text.contains("Its lead over tanh is more than chance would explain (Welch's t-test: p"),
      "\(text)"
    )
  }

  @Test func oneSeedSaysNothing() throws {
    let text = try words(["relu": [0.97], "tanh": [0.95]], order: ["relu", "tanh"]).joined(separator: " ")
    #expect(text.contains("With one seed per setting, nothing can be said about other seeds"), "\(text)")
    #expect(text.contains("97.00 % (one run)"), "\(text)")
  }

  @Test func equalsAreCalledEqual() throws {
    let text = try words(["relu": [0.97, 0.96], "tanh": [0.96, 0.97]], order: ["relu", "tanh"])
    #expect(text[0] == "ReLU and tanh have the same mean test accuracy, 96.50 %.", "\(text)")
    #expect(text[1] == "Of these, ReLU trains fastest, 1.00 s per run.", "\(text)")
  }

  /// Several that share the first place lead together: nothing is said of "its" lead, and none of them is called the best.
  @Test func thoseThatTieLeadTogether() throws {
    let text = try solved([2: 60, 4: 97, 8: 97], of: 100)
    #expect(
      text[0].hasPrefix("Hidden 4 and hidden 8 solve the task equally often: 97 of 100 runs each, 97.0 %"),
      "\(text)"
    )
    #expect(
      text[1] == "Their lead over hidden 2 is more than chance would explain "
        + "(Fisher's exact test, corrected for 2 comparisons: p < 0.0001).",
      "\(text)"
    )
    #expect(text[2] == "Of these, hidden 4 trains fastest, 4.00 s per run.", "\(text)")
    let near = try solved([2: 95, 3: 94, 4: 97, 8: 97], of: 100)
    #expect(near[1].hasPrefix("Their leads over hidden 2 and hidden 3 may be due to chance"), "\(near)")
  }

  @Test func manySettingsAreCountedAndPairsAreToldApart() {
    #expect(SweepWords.list(["a", "b"]) == "a and b" && SweepWords.list(["a", "b", "c"]) == "a, b and c")
    let pairs = ["hidden 2, tanh", "hidden 3, tanh", "hidden 4, tanh"]
    #expect(SweepWords.list(pairs) == "hidden 2, tanh; hidden 3, tanh; and hidden 4, tanh")
  }

  @Test func ofManyTheirNumberIsTold() throws {
    let text = try solved([2: 10, 3: 11, 4: 12, 5: 13, 6: 14, 7: 98, 8: 99], of: 100)
    #expect(
      text[1].hasPrefix("Its lead over 5 of the 6 other settings is more than chance would explain"),
      "\(text)"
    )
    #expect(text[1].contains("Its lead over hidden 7 may be due to chance"), "\(text)")
  }

  @Test func aTieOfOneSeedEachSaysNothingOfOthers() throws {
    let text = try words(["relu": [0.97], "tanh": [0.97]], order: ["relu", "tanh"])
    #expect(text[0] == "ReLU and tanh have the same test accuracy, 97.00 %.", "\(text)")
    #expect(text[1].hasPrefix("With one seed per setting, nothing can be said"), "\(text)")
  }

  /// Of many seeds a lead can be certain and yet smaller than the spread; the words tell the two apart.
  @Test func aLeadIsComparedWithTheSpread() throws {
    let near = (0..<200).map { 0.95 + Double($0 % 5) * 0.01 }
    let small = try words(["relu": near.map { $0 + 0.006 }, "tanh": near], order: ["relu", "tanh"])
    #expect(
      small[1].hasPrefix("Its lead over tanh is more than chance would explain (Welch's t-test: p"),
      "\(small)"
    )
    #expect(small[1].hasSuffix(", though smaller than the standard deviation between seeds."), "\(small)")
    let large = try words(["relu": [0.97, 0.971, 0.972], "tanh": [0.95, 0.951, 0.952]], order: ["relu", "tanh"])
    #expect(large[1].hasSuffix(", and 20 times the standard deviation between seeds."), "\(large)")
  }

  @Test func oneSeedOfOneSettingIsSaidToBeSo() throws {
    let text = try words(["relu": [0.97], "tanh": [0.95, 0.96]], order: ["relu", "tanh"])
    #expect(text[1].hasPrefix("With one seed of a setting so far, nothing can be said about other seeds."), "\(text)")
  }

  @Test func welchsTHasTheSignOfTheDifference() {
    let (small, large) = (SampleSummary([1, 2, 3]), SampleSummary([4, 5, 7]))
    let (one, other) = (DifferenceTest(means: small, large), DifferenceTest(means: large, small))
    #expect((one.statistic ?? 0) < 0 && one.statistic == other.statistic.map(-) && one.probability == other.probability)
  }

  @Test func whatItCosts() throws {
    let text = try words(["relu": [0.97, 0.97], "tanh": [0.95, 0.95]], order: ["relu", "tanh"], seconds: [3, 1.5])
    #expect(text.last == "It takes 3.00 s per run, 2.0 times as long as tanh.", "\(text)")
    let quick = try words(["relu": [0.97, 0.97], "tanh": [0.95, 0.95]], order: ["relu", "tanh"], seconds: [1, 2])
    #expect(quick.last == "It is also the fastest to train, 1.00 s per run.", "\(quick)")
  }

  @Test func sharesAreComparedAsShares() throws {
    let text = try solved([2: 60, 4: 95, 8: 97], of: 100)
    #expect(
      text[0].hasPrefix("Hidden 8 solves the task most often: 97 of 100 runs, 97.0 % (95 % interval 91.5 to 99.0 %)."),
      "\(text)"
    )
    #expect(
      text[1].contains(
        "Its lead over hidden 2 is more than chance would explain (Fisher's exact test, corrected for 2 comparisons"
      ),
      "\(text)"
    )
    #expect(text[1].contains("Its lead over hidden 4 may be due to chance"), "\(text)")
    #expect(
      text[2] == "It takes 8.00 s per run, 4.0 times as long as hidden 2, with 3.7 times as many parameters (33).",
      "\(text)"
    )
  }

  @Test func almostNoneAndAlmostAllAreNeverRoundedToThem() {
    #expect(
      [0, 0.0001, 0.0006, 0.5, 0.9994, 0.9996, 1].map(SweepWords.percent) == [
        "0.0", "<0.1", "0.1", "50.0", "99.9", ">99.9", "100.0",
      ]
    )
  }

  @Test func nothingHasEnded() throws {
    #expect(try words([:], order: ["relu"]) == ["No run has finished yet."])
  }

  @Test(arguments: [
    (0.84758, 1, "0.8"), (84.758, 2, "84.76"), (-0.004, 2, "0.00"), (-1.25, 1, "−1.3"), (1e-5, 0, "0"),
    (.nan, 1, "nan"),
  ]) func fixedPlaces(_ value: Double, _ places: Int, _ text: String) {
    #expect(SweepWords.fixed(value, places) == text)
  }

  @Test(arguments: [
    (0.012345, 3, "0.0123"), (999.6, 3, "1000"), (1.23456e-9, 3, "1.23e−9"), (0.0, 3, "0"), (4.2e12, 2, "4.2e12"),
    (-3.0, 2, "−3.0"),
  ]) func significantDigits(_ value: Double, _ digits: Int, _ text: String) {
    #expect(SweepWords.significant(value, digits) == text)
  }

  @Test func failuresAreGroupedByTheirWay() {
    func outcome(
      _ run: Int,
      _ outputs: [Float],
      curve: [Float] = [0.25, 0.2, 0.2],
      dead: Int = 0,
      diverged: Int? = nil
    ) -> SweepOutcome {
      SweepOutcome(
        run: run,
        seed: UInt64(run),
        epochs: 3,
        trainLoss: 0.2,
        solved: false,
        divergedAt: diverged,
        seconds: 1,
        lossCurve: curve,
        outputs: outputs,
        deadUnits: dead
      )
    }
    let groups = StuckGroup.groups(
      of: [
        outcome(0, [0.01, 0.99, 0.5, 0.51]), outcome(1, [0.02, 0.5, 0.98, 0.5]),
        outcome(2, [0.5, 0.5, 0.5, 0.5], dead: 4),
        outcome(3, [0.1, 0.9, 0.9, 0.9], curve: [0.3, 0.25, 0.2]), outcome(4, [.nan, .nan, .nan, .nan], diverged: 2),
      ],
      gate: .xor,
      epochs: [1, 2, 3]
    )
    #expect(groups.map(\.runs) == [[0, 1], [2], [3], [4]])
    #expect(
      groups.map(\.way) == [.pattern(right: 2, wrong: 0, between: 2), .constant(tenths: 5), .stillLearning, .diverged]
    )
    #expect(SweepWords.words(groups[0], gate: .xor) == "2 right, 2 undecided (0.2 to 0.8)")
    #expect(
      SweepWords.words(groups[1], gate: .xor) == "outputs 0.5 for every point; 4 hidden units dead"
    )
  }
}
