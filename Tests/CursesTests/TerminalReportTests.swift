import Terminal
import Testing

@testable import Curses

/// What `dlviz doctor` is told of a terminal is what a screen would do on it.
@Suite(.serialized) struct TerminalReportTests {
  private func report(_ name: String?) -> TerminalReport {
    TerminalReport(environment: name.map { ["TERM": $0] } ?? [:])
  }

  @Test func aTerminalThatTerminfoKnows() {
    let report = report("vt100")
    #expect(report.isKnown && report.refusal == nil && report.colors == 0)
    #expect(report.capabilities?.charset == .ascii)
  }

  @Test func aTerminalThatTerminfoDoesNotKnowHasTheBuiltInDescription() {
    let report = report("no-such-terminal")
    #expect(!report.isKnown && report.refusal == nil && report.colors == 256)
    #expect(report.synchronizesOutput)
    #expect(report.capabilities?.colorDepth == .colors256 && report.capabilities?.hasMouse == true)
  }

  @Test func aTerminalOfAnotherStandardIsSentNothingOfThisOne() throws {
    guard report("vt52").isKnown else { return }
    let strings = Terminfo.controlStrings(for: Capabilities(charset: .ascii, colorDepth: .mono, hasMouse: false))
    for bytes in [strings.reset, strings.requestReport, strings.beginUpdate, strings.bold] { #expect(bytes.isEmpty) }
    #expect(strings.clear == Array("\u{1B}H\u{1B}J".utf8))
  }

  @Test func whereNoScreenCanBeShown() {
    #expect(report(nil).refusal == .terminalNameMissing)
    #expect(report("").refusal == .terminalNameMissing)
    let dumb = report("dumb")
    #expect(dumb.refusal == .terminalTooPlain(name: "dumb", missing: "move its cursor"))
    #expect(dumb.isKnown && dumb.capabilities == nil)
  }
}
