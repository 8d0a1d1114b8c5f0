import Testing
import Training

@testable import RunScreens

@Suite struct CompareResultsTests {
  /// Of many thousand runs each setting is summed up in a turn of its own, so that keys are answered in between.
  @Test func settingsAreSummedUpInPortions() {
    let (sweep, outcomes) = CompareScreenTests.xor()
    var results = CompareResults(sweep)
    results.add(.finished(outcomes))
    #expect(results.refresh(within: 1) == [0])
    #expect(results.table.groups[0].runCount == 12 && results.table.groups[1].runCount == 0)
    // One that has changed again meanwhile waits until the others had their turn.
    results.add(.finished([outcomes[0]]))
    #expect(results.refresh(within: 1) == [1])
    #expect(results.refresh() == [2, 0])
    #expect(!results.isStale && results.refresh().isEmpty)

    var whole = CompareResults(sweep)
    whole.add(.finished(outcomes))
    #expect(whole.refresh() == [0, 1, 2])
    #expect(results.table == whole.table && results.lossBands == whole.lossBands)
  }
}
