import TestSupport
import Testing

@testable import Plots

@Suite struct AxisTests {
  private func labels(_ range: ClosedRange<Double>, _ count: Int, _ scale: Scale = .linear) -> [String] {
    Ticks.ticks(in: range, scale: scale, maximumCount: count).map(\.label)
  }

  @Test func linearTicksAreAt125WithFewDigits() {
    #expect(labels(0...1, 6) == ["0", "0.2", "0.4", "0.6", "0.8", "1"])
    #expect(labels(0...4000, 5) == ["0", "1k", "2k", "3k", "4k"])
    #expect(labels(0...2140, 5) == ["0", "0.5k", "1k", "1.5k", "2k"])
    #expect(labels(-5...5, 5) == ["−4", "−2", "0", "2", "4"])
    #expect(labels(0...2.5e6, 6) == ["0", "0.5M", "1M", "1.5M", "2M", "2.5M"])
    #expect(labels(0...3e-5, 4) == ["0", "1e−5", "2e−5", "3e−5"])
    #expect(labels(100_000...100_004, 5) == ["100000", "100001", "100002", "100003", "100004"])
    #expect(labels(0.995...1.005, 3) == ["0.995", "1", "1.005"])
  }

  @Test func logarithmicTicksAreDecadesOrFiner() {
    #expect(labels(1e-4...1, 5, .logarithmic) == ["1e−4", "0.001", "0.01", "0.1", "1"])
    #expect(labels(0.01...1, 7, .logarithmic) == ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"])
    #expect(labels(0.01...1, 5, .logarithmic) == ["0.01", "0.03", "0.1", "0.3", "1"])
    #expect(labels(1e-12...1e12, 5, .logarithmic).count <= 5)
    #expect(labels(2...3, 4, .logarithmic) == ["2", "2.5", "3"] || labels(2...3, 4, .logarithmic) == ["2", "3"])
  }

  @Test func symmetricTicksMirror() {
    #expect(labels(-100...100, 7, .symmetricLog(linearBelow: 1)) == ["−100", "−10", "−1", "0", "1", "10", "100"])
  }

  @Test func ticksRiseStayInRangeAndAreFew() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<3000 {
      let low = Double.random(in: -1...1, using: &random) * power(10, Double.random(in: -12...12, using: &random))
      let high = low + power(10, Double.random(in: -9...12, using: &random))
      guard low < high else { continue }
      let count = Int.random(in: 1...12, using: &random)
      for scale in [Scale.linear, .symmetricLog(linearBelow: 0.1)] {
        let ticks = Ticks.ticks(in: low...high, scale: scale, maximumCount: count)
        #expect(ticks.count <= max(count, 3))
        for (left, right) in zip(ticks, ticks.dropFirst()) {
          #expect(left.value < right.value)
          #expect(left.label != right.label, "\(low)...\(high) \(ticks)")
        }
        let margin = (high - low) * 1e-6
        #expect(ticks.allSatisfy { $0.value >= low - margin && $0.value <= high + margin })
      }
    }
  }

  @Test func scalesInvert() {
    for scale in [Scale.linear, .logarithmic, .symmetricLog(linearBelow: 0.01)] {
      for value in [1e-9, 0.3, 1, 42, 1e12] {
        let back = scale.value(at: scale.position(value))
        #expect((back - value).magnitude <= 1e-9 * value + 1e-15)
      }
    }
    #expect(Scale.symmetricLog(linearBelow: 1).position(-9) == -1)
    #expect(Scale.logarithmic.position(0) == -.infinity)
  }

  @Test func limitsGrowAtOnceAndShrinkLate() {
    var limits = AxisLimits()
    #expect(limits.update(nil) == 0...1)
    #expect(limits.update(0.3...9.2) == 0...10)
    #expect(limits.update(0.3...9.9) == 0...10)
    #expect(limits.update(0.3...5.5) == 0...10)
    #expect(limits.update(0.3...10.1) == 0...12)
    #expect(limits.update(0.3...2) == 0...2)
    #expect(limits.update(1...1) == 0...2)
  }

  @Test func limitsDoNotJitter() {
    var random = SplitMix64(seed: 1)
    var limits = AxisLimits()
    var changes = 0
    var before = limits.update(0...1)
    for step in 0..<2000 {
      let noise = Double.random(in: 0...0.02, using: &random)
      let next = limits.update(0...(0.9 + noise + Double(step) * 1e-6))
      if next != before { changes += 1 }
      before = next
    }
    #expect(changes == 0)
  }

  @Test func roundedLimitsHoldTheData() {
    #expect(AxisLimits.rounded(0.0047...0.31, scale: .logarithmic) == 0.002...0.5)
    #expect(AxisLimits.rounded(0...0, scale: .linear) == -1...1)
    #expect(AxisLimits.rounded(-3...80, scale: .symmetricLog(linearBelow: 1)) == -5...100)
    var random = SplitMix64(seed: 2)
    for _ in 0..<3000 {
      let low = Double.random(in: -1...1, using: &random) * power(10, Double.random(in: -300...300, using: &random))
      let high = Double.random(in: -1...1, using: &random) * power(10, Double.random(in: -300...300, using: &random))
      let data = min(low, high)...max(low, high)
      let linear = AxisLimits.rounded(data)
      #expect(linear.lowerBound <= data.lowerBound + (data.upperBound - data.lowerBound) * 1e-6)
      #expect(linear.upperBound >= data.upperBound - (data.upperBound - data.lowerBound) * 1e-6)
      for scale in [Scale.logarithmic, .symmetricLog(linearBelow: 1)] {
        let rounded = AxisLimits.rounded(data, scale: scale)
        #expect(rounded.lowerBound < rounded.upperBound)
      }
    }
    for weird in [
      -Double.infinity ... .infinity, 0...Double.infinity,
      Double.leastNonzeroMagnitude...Double.leastNonzeroMagnitude * 3,
    ] {
      for scale in [Scale.linear, .logarithmic, .symmetricLog(linearBelow: 1)] {
        let rounded = AxisLimits.rounded(weird, scale: scale)
        #expect(rounded.lowerBound < rounded.upperBound)
      }
    }
  }
}
