import Lessons
import NeuralNet
import Testing

@Suite struct NeuronFindingsTests {
  private func findings(_ name: String, epochs: Int? = nil) throws -> NeuronFindings {
    var run = NeuronRun(try #require(NeuronPreset(name: name)).settings)
    if let epochs { run.seek(toEpoch: epochs) } else { run.runToEnd() }
    return NeuronFindings(run)
  }

  @Test func whyReLUStopsAt165() throws {
    let findings = try findings("line")
    let floor = try #require(findings[.floor])
    #expect(floor.contains("81 + 49 + 25 + 9 + 1 = 165"))
    #expect(findings[.zeroGradient] != nil && findings[.dead] == nil)
    #expect(NeuronFindings.leastLoss(NeuronSettings()) == 165)
  }

  @Test func whyADeadNeuronStaysAt451() throws {
    var run = NeuronRun(try #require(NeuronPreset(name: "dead")).settings)
    run.runToEnd()
    #expect(run.epochs.allSatisfy { $0.lossSum == 451 })
    #expect(NeuronFindings(run)[.dead]?.contains("451") == true)
    run.setParameter(1, to: 1)
    #expect(NeuronFindings(run)[.dead] == nil)
  }

  @Test func whyIdentityReachesZero() throws {
    let line = try #require(try findings("identity")[.line])
    #expect(line.contains("2·x + 1") && line.contains("can reach 0"))
    let scattered = NeuronData("three", [NeuronSample(0, 0), NeuronSample(1, 1), NeuronSample(2, 0)])
    let run = NeuronRun(NeuronSettings(data: scattered, architecture: .neuron(.identity)))
    #expect(NeuronFindings(run)[.line]?.contains("0.66667") == true)
  }

  @Test func sigmoidCannotLeaveItsRange() throws {
    #expect(try findings("sigmoid-line")[.floor]?.contains("385") == true)
  }

  @Test(arguments: [
    ("crawl", NeuronRate.Kind.crawls), ("converge", .converges), ("oscillate", .oscillates), ("diverge", .diverges),
  ])
  func ratesDoWhatTheyAreCalled(name: String, kind: NeuronRate.Kind) throws {
    let settings = try #require(NeuronPreset(name: name)).settings
    let rate = try #require(NeuronRate(settings))
    #expect(rate.kind == kind)
    var run = NeuronRun(settings)
    run.runToEnd()
    let (first, last) = (try #require(run.epochs.first), try #require(run.epochs.last))
    let slopes = run.path.map { $0[0] - 2 }
    switch kind {
    case .crawls: #expect(last.lossSum > 1 && last.lossSum < first.lossSum)
    case .converges: #expect(last.lossSum < 1e-6)
    case .oscillates:
      #expect(zip(slopes, slopes.dropFirst()).allSatisfy { $0 * $1 < 0 })
      #expect(last.lossSum < first.lossSum)
    case .diverges: #expect(last.lossSum > 1e6 * first.lossSum)
    }
  }

  @Test func madeUpGradientsAreSaidToGoUphill() throws {
    let text = try #require(try findings("pretend", epochs: 0)[.pretended])
    // The true gradient at the start: 2·(σ(0.9) − 1)·σ′(0.9) times 2 and 1.
    #expect(text.contains("−0.238, −0.119") && text.contains("uphill"))
    #expect(try findings("two-hidden")[.pretended]?.contains("downhill") == true)
  }

  @Test func theBugIsShown() throws {
    let text = try #require(try findings("threshold-notebook")[.wiring])
    #expect(text.contains("0.0020"))
  }

  @Test func divergenceIsNamed() throws {
    var run = NeuronRun(NeuronSettings(architecture: .neuron(.identity), learningRate: 1))
    run.runToEnd()
    let hasNext = run.step()
    #expect(run.hasDiverged && !hasNext)
    #expect(NeuronFindings(run).all.map(\.topic) == [.diverged])
  }
}
