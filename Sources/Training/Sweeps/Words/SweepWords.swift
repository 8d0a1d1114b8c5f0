import Datasets

/// What a sweep's results say, in words that are computed from them.
public struct SweepWords: Sendable {
  private let table: SweepTable
  private let ranked: [SweepGroup]
  /// Those that share the first place, in the sweep's order, and the others.
  private let leaders: [SweepGroup]
  private let others: [SweepGroup]
  private let tellsTimes: Bool

  /// The words for a table.
  /// - Parameter times: whether what the clock measured is told.
  public init(_ table: SweepTable, times: Bool = true) {
    self.table = table
    tellsTimes = times
    let ranked = table.ranked
    self.ranked = ranked
    let lead = ranked.prefix { table.score($0) == table.score(ranked[0]) }.count
    (leaders, others) = (Array(ranked.prefix(lead)), Array(ranked.dropFirst(lead)))
  }

  /// Everything that can be said, a sentence or two each: which is best, whether chance explains it, what it cost.
  public var sentences: [String] {
    guard let best = ranked.first else { return ["No run has finished yet."] }
    return [bestSentence(best), significance, cost(best), divergence].compactMap(\.self)
  }

  // MARK: Which is best

  private func bestSentence(_ best: SweepGroup) -> String {
    if leaders.count > 1 { return tieSentence(best) }
    let name = Self.capital(best.label)
    switch table.ranking {
    case .solved:
      let count = "\(Self.grouped(best.solvedCount ?? 0)) of \(Self.runs(best.runCount))"
      let share = "\(Self.percent(best.solvedShare ?? 0)) % (\(interval(best)))"
      if ranked.count == 1 { return "\(count) solved the task, \(share)." }
      return "\(name) solves the task most often: \(count), \(share)."
    case .mean(let metric):
      let value = best.metrics[metric].map { Self.value(metric, $0) } ?? ""
      if ranked.count == 1 { return "\(Self.capital(Self.words(metric))) is \(value)." }
      return "\(name) has the \(metric.isLoss ? "lowest" : "highest") \(Self.words(metric)): \(value)."
    }
  }

  /// Several share the first place.
  private func tieSentence(_ best: SweepGroup) -> String {
    let names = Self.list(leaders.map(\.label), capital: true)
    switch table.ranking {
    case .solved:
      let share = "\(Self.percent(best.solvedShare ?? 0)) %"
      // While runs end, equal shares may be of different numbers.
      guard leaders.allSatisfy({ $0.runCount == best.runCount }) else {
        return "\(names) solve the task equally often: \(share) each so far."
      }
      let count = "\(Self.grouped(best.solvedCount ?? 0)) of \(Self.runs(best.runCount))"
      if best.solvedCount == 0 { return "\(names) never solve the task: \(count) each (\(interval(best)))." }
      return "\(names) solve the task equally often: \(count) each, \(share) (\(interval(best)))."
    case .mean(let metric):
      let isOne = leaders.allSatisfy { $0.metrics[metric]?.count == 1 }
      let mean = best.metrics[metric].map { Self.mean(metric, $0.mean) } ?? ""
      return "\(names) have the same \(isOne ? "" : "mean ")\(Self.words(metric)), \(mean)."
    }
  }

  private func interval(_ group: SweepGroup) -> String {
    group.solvedInterval.map { "95 % interval \(Self.percent($0.lower)) to \(Self.percent($0.upper)) %" } ?? ""
  }

  // MARK: Whether chance explains it

  private var significance: String? {
    guard ranked.count > 1 else { return nil }
    let tests = others.map { other in leaders.map { table.test($0, other) } }
    guard ranked.dropFirst().contains(where: { table.test(ranked[0], $0).probability != nil }) else {
      return oneSeed
    }
    guard let kind = tests.first?.first?.kind else { return nil }
    // Each leader is compared with each of the others; of a pair of settings the least certain comparison counts.
    let count = leaders.count * others.count
    let corrected = DifferenceTest.holm(tests.joined().map(\.probability))
    let worst = others.indices.map { index in
      corrected[index * leaders.count..<(index + 1) * leaders.count].reduce(0) { max($0, $1 ?? 1) }
    }
    let named = kind.rawValue + (count > 1 ? ", corrected for \(count) comparisons" : "")
    let clear = others.indices.filter { worst[$0] < 0.05 }
    let unclear = others.indices.filter { worst[$0] >= 0.05 }
    return [
      clear.isEmpty ? nil : clearLead(clear, p: clear.map { worst[$0] }.max() ?? 0, named),
      unclear.isEmpty ? nil : unclearLead(unclear, p: unclear.map { worst[$0] }.min() ?? 1, tests[unclear[0]], named),
    ].compactMap(\.self).joined(separator: " ")
  }

  /// Some of the others by name, many by their number.
  private func list(_ indices: [Int]) -> String {
    if indices.count <= 4 { return Self.list(indices.map { others[$0].label }) }
    return "\(indices.count) of the \(others.count) other settings"
  }

  /// A setting of which one run has ended: nothing tells how far other seeds are from it.
  private var oneSeed: String {
    // Saved runs, and those of a sweep that has just begun, may be more of one setting than of another.
    let which = ranked.allSatisfy { $0.runCount == 1 } ? "per setting" : "of a setting"
    let text = "With one seed \(which)"
    if table.sweep.isSaved { return text + ", nothing can be said about other seeds; two or more show the spread." }
    if table.sweep.seedCount > 1 { return text + " so far, nothing can be said about other seeds." }
    return text + ", nothing can be said about other seeds; two or more (--seeds) show the spread."
  }

  private var whose: String { leaders.count > 1 ? "Their" : "Its" }

  /// A lead that chance does not explain, and how large it is beside the spread.
  private func clearLead(_ clear: [Int], p: Double, _ named: String) -> String {
    let whom =
      clear.count == others.count && clear.count > 1 ? "every other setting" : list(clear)
    var text = "\(whose) lead over \(whom) is more than chance would explain "
    text += "(\(named): \(Self.probability(p))\(clear.count > 1 && p >= 0.0001 ? " at most" : ""))"
    // The nearest of them has the smallest lead.
    if let times = timesTheSpread(leaders[0], others[clear[0]]) {
      text +=
        times < 1
        ? ", though smaller than the standard deviation between seeds"
        : ", and \(clear.count > 1 ? "at least " : "")\(Self.ratio(times)) the standard deviation between seeds"
    }
    return text + "."
  }

  /// A difference of means in standard deviations, those of both pooled; nil for shares and without any spread.
  private func timesTheSpread(_ one: SweepGroup, _ other: SweepGroup) -> Double? {
    guard case .mean(let metric) = table.ranking, let a = one.metrics[metric], let b = other.metrics[metric],
      a.count > 1, b.count > 1
    else { return nil }
    let squares =
      Double(a.count - 1) * a.standardDeviation * a.standardDeviation
      + Double(b.count - 1) * b.standardDeviation * b.standardDeviation
    let pooled = (squares / Double(a.count + b.count - 2)).squareRoot()
    return pooled > 0 ? abs(a.mean - b.mean) / pooled : nil
  }

  /// A lead that may be due to chance, and how many seeds would tell.
  private func unclearLead(_ unclear: [Int], p: Double, _ tests: [DifferenceTest], _ named: String) -> String {
    let whom = list(unclear)
    let several = unclear.count > 1
    var text = "\(whose) lead\(several ? "s" : "") over \(whom) may be due to chance "
    text += "(\(named): \(Self.probability(p))\(several ? " or more" : ""))"
    if let needed = tests.compactMap(\.runsNeeded).max() {
      let nearest = others[unclear[0]]
      text += "; \(difference(leaders[0], nearest)) from \(nearest.label) takes about "
      text += "\(Self.grouped(needed)) seeds per setting to detect"
    }
    return text + "."
  }

  private func difference(_ one: SweepGroup, _ other: SweepGroup) -> String {
    let size = abs((table.score(one) ?? 0) - (table.score(other) ?? 0))
    switch table.ranking {
    case .mean(let metric) where metric.isLoss: return "a difference of \(Self.significant(size, 2))"
    default: return "a difference of \(Self.significant(size * 100, 2)) points"
    }
  }

  // MARK: What it cost

  private func cost(_ best: SweepGroup) -> String? {
    guard tellsTimes, ranked.count > 1, let seconds = best.metrics[.seconds]?.mean else { return nil }
    if leaders.count > 1 { return tieCost }
    guard let cheapest = ranked.min(by: { cost($0) < cost($1) }), cheapest.point != best.point else {
      return best.metrics[.seconds].map { "It is also the fastest to train, \(Self.seconds($0.mean)) per run." }
    }
    let least = cheapest.metrics[.seconds]?.mean ?? 0
    var text = "It takes \(Self.seconds(seconds)) per run"
    if least > 0 { text += ", \(Self.ratio(seconds / least)) as long as \(cheapest.label)" }
    if best.parameterCount != cheapest.parameterCount, cheapest.parameterCount > 0 {
      let ratio = Double(best.parameterCount) / Double(cheapest.parameterCount)
      text += ", with \(Self.ratio(ratio)) as many parameters (\(Self.grouped(best.parameterCount)))"
    }
    return text + "."
  }

  /// Which of those that share the first place is trained fastest.
  private var tieCost: String? {
    guard let quickest = leaders.min(by: { cost($0) < cost($1) }), let seconds = quickest.metrics[.seconds]?.mean else {
      return nil
    }
    return "Of these, \(quickest.label) trains fastest, \(Self.seconds(seconds)) per run."
  }

  private func cost(_ group: SweepGroup) -> Double { group.metrics[.seconds]?.mean ?? .infinity }

  private var divergence: String? {
    let groups = ranked.filter { $0.divergedCount > 0 }
    guard !groups.isEmpty else { return nil }
    let parts = groups.map { "\(Self.grouped($0.divergedCount)) of \(Self.grouped($0.runCount)) with \($0.label)" }
    return "Diverged: \(Self.list(parts)); the means leave them out."
  }

  // MARK: How runs fail

  /// What a group of failures has in common, such as "2 right, 2 undecided (0.2 to 0.8)"; a dead unit gives 0 for every point.
  public static func words(_ group: StuckGroup, gate: LogicGate) -> String {
    var text: String
    switch group.way {
    case .diverged: text = "diverged: loss or a weight not finite"
    case .stillLearning: text = "still falling, by over 2 % in the last tenth"
    case .constant(let tenths): text = "outputs \(decimal(tenths)) for every point"
    case .pattern(let right, let wrong, let between):
      var parts: [String] = []
      if right > 0 { parts.append("\(right) right") }
      if wrong > 0 { parts.append("\(wrong) clearly wrong") }
      if between > 0 { parts.append("\(between) undecided (0.2 to 0.8)") }
      text = parts.joined(separator: ", ")
    }
    if group.deadUnits > 0 {
      text += "; \(group.deadUnits) hidden \(group.deadUnits == 1 ? "unit" : "units") dead"
    }
    return text
  }

  private static func decimal(_ tenths: Int) -> String { tenths == 10 ? "1" : tenths == 0 ? "0" : "0.\(tenths)" }

  // MARK: Figures

  /// The name of a figure in a sentence.
  static func words(_ metric: SweepGroup.Metric) -> String {
    switch metric {
    case .testAccuracy: "test accuracy"
    case .trainAccuracy: "training accuracy"
    case .trainLoss: "training loss"
    case .testLoss: "test loss"
    case .solvedAt: "epochs to solve"
    case .seconds: "seconds"
    case .samplesPerSecond: "samples per second"
    case .secondsToSolve: "seconds to the target accuracy"
    }
  }

  private static func value(_ metric: SweepGroup.Metric, _ summary: SampleSummary) -> String {
    guard summary.count > 1 else { return "\(mean(metric, summary.mean)) (one run)" }
    let text =
      metric.isShare
      ? "\(fixed(summary.mean * 100, 2)) ± \(fixed(summary.standardDeviation * 100, 2)) %"
      : "\(significant(summary.mean)) ± \(significant(summary.standardDeviation))"
    return "\(text) (mean and standard deviation over \(grouped(summary.count)) seeds)"
  }

  private static func mean(_ metric: SweepGroup.Metric, _ mean: Double) -> String {
    metric.isShare ? "\(fixed(mean * 100, 2)) %" : significant(mean)
  }

  static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  static func list(_ parts: [String], capital: Bool = false) -> String {
    // Names of two settings have a comma of their own.
    let separator = parts.contains { $0.contains(",") } ? "; " : ", "
    let text =
      switch parts.count {
      case 0: ""
      case 1: parts[0]
      case 2: parts.joined(separator: " and ")
      default:
        parts.dropLast().joined(separator: separator) + (separator == "; " ? "; and " : " and ")
          + parts[parts.count - 1]
      }
    return capital ? Self.capital(text) : text
  }

  private static func runs(_ count: Int) -> String { count == 1 ? "one run" : "\(grouped(count)) runs" }

  /// A share in percent, one digit after the point; what is not none or all of them never reads so.
  public static func percent(_ share: Double) -> String {
    if share > 0, share < 0.0005 { return "<0.1" }
    return share < 1 && share >= 0.9995 ? ">99.9" : fixed(share * 100, 1)
  }

  /// A probability as p = …, two significant digits.
  public static func probability(_ p: Double) -> String { p < 0.0001 ? "p < 0.0001" : "p = \(significant(p, 2))" }

  static func ratio(_ ratio: Double) -> String {
    ratio < 9.95 ? "\(fixed(ratio, 1)) times" : "\(grouped(Int(ratio.rounded()))) times"
  }

  /// A time in its own unit.
  public static func seconds(_ seconds: Double) -> String {
    if seconds >= 100 { return "\(grouped(Int(seconds.rounded()))) s" }
    if seconds >= 1 { return "\(significant(seconds, 3)) s" }
    if seconds >= 1e-3 { return "\(significant(seconds * 1e3, 3)) ms" }
    return "\(significant(seconds * 1e6, 3)) µs"
  }

  /// A whole number with commas between thousands.
  public static func grouped(_ value: Int) -> String {
    let digits = String(abs(value))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return value < 0 ? "−" + text : text
  }

  /// A number with so many digits after the point, rounded half away from zero.
  public static func fixed(_ value: Double, _ places: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let rounded = Int((abs(value) * scale).rounded())
    let digits = String(rounded)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = value < 0 && rounded != 0 ? "−" : ""
    return places == 0 ? sign + padded : "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
  }

  /// A number with so many significant digits; small and large ones with an exponent.
  public static func significant(_ value: Double, _ digits: Int = 3) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
    var exponent = 0
    var mantissa = abs(value)
    while mantissa >= 10 {
      mantissa /= 10
      exponent += 1
    }
    while mantissa < 1 {
      mantissa *= 10
      exponent -= 1
    }
    if Double(fixed(mantissa, digits - 1)) ?? 0 >= 10 {
      mantissa /= 10
      exponent += 1
    }
    let sign = value < 0 ? "−" : ""
    if exponent < -4 || exponent >= 9 {
      return "\(sign)\(fixed(mantissa, digits - 1))e\(exponent < 0 ? "−" : "")\(abs(exponent))"
    }
    return sign + fixed(abs(value), max(0, digits - 1 - exponent))
  }
}
