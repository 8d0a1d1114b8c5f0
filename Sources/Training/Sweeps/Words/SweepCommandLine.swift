import Datasets

/// The commands that train a sweep, or one of its runs alone.
public enum SweepCommandLine {
  /// `dlviz compare …` for the whole sweep; images and files apart.
  public static func command(_ sweep: Sweep) -> String {
    var words = ["dlviz", "compare", "--on", sweep.subject.rawValue]
    for axis in sweep.axes {
      let values = "\(axis.parameter.rawValue)=\(axis.values.map(\.text).joined(separator: ","))"
      // A curve has signs that a shell takes for its own.
      words += ["--over", values.contains { "<>*()' ".contains($0) } ? "'\(values)'" : values]
    }
    words += fixed(sweep.settings, but: Set(sweep.axes.map(\.parameter)))
    words += ["--seeds", "\(sweep.seedCount)"]
    if sweep.firstSeed != 42 { words += ["--seed", "\(sweep.firstSeed)"] }
    if let target = sweep.targetAccuracy { words += ["--target", "\(target)"] }
    return words.joined(separator: " ")
  }

  /// `dlviz xor …`, `dlviz perceptron …` or another for a run alone.
  public static func command(_ sweep: Sweep, point: Int, seed: UInt64) -> String {
    let settings = sweep.points[point]
    var words = ["dlviz", sweep.subject.rawValue]
    if sweep.subject == .perceptron { words.append(settings.gate.name) }
    words += fixed(settings, but: sweep.subject == .perceptron ? [.gate] : [])
    words += ["--seed", "\(seed)"]
    return words.joined(separator: " ")
  }

  /// The settings and the seed of a run's command as ``command(_:_:)`` writes it; nil for other texts.
  public static func run(of command: String) -> (settings: SweepSettings, seed: UInt64)? {
    var words = command.split(separator: " ").map(String.init)[...]
    guard words.popFirst() == "dlviz", let subject = words.popFirst().flatMap(SweepSubject.init(rawValue:)) else {
      return nil
    }
    var settings = SweepSettings(subject)
    var seed: UInt64?
    while let option = words.popFirst(), option.hasPrefix("--") {
      let name = String(option.dropFirst(2))
      guard let value = name == SweepParameter.residual.rawValue ? "yes" : words.popFirst() else { return nil }
      if name == "seed" {
        seed = UInt64(value)
      } else if name == "boundary" {
        let formula = value.filter { $0 != "'" }
        guard (try? settings.set(.dataset, SweepParameter.boundaryMark + formula)) != nil else { return nil }
      } else {
        guard let parameter = SweepParameter(rawValue: name), (try? settings.set(parameter, value)) != nil else {
          return nil
        }
      }
    }
    guard let seed, words.isEmpty, (try? settings.validate()) != nil else { return nil }
    return (settings, seed)
  }

  /// The options of settings that are not their command's default.
  private static func fixed(_ settings: SweepSettings, but varied: Set<SweepParameter>) -> [String] {
    settings.subject.parameters.flatMap { parameter -> [String] in
      let value = settings[parameter]
      guard !varied.contains(parameter), value != settings.subject.defaultValue(of: parameter) else { return [] }
      var text = value.text
      if case .layers(let sizes) = value {
        text = sizes.isEmpty ? "none" : sizes.map(String.init).joined(separator: ",")
      }
      // A flag, and a list with commas, as the playground's command has them.
      if parameter == .residual { return text == "yes" ? ["--residual"] : [] }
      if parameter == .dataset, text.hasPrefix(SweepParameter.boundaryMark) {
        return ["--boundary", "'\(text.dropFirst(SweepParameter.boundaryMark.count))'"]
      }
      // The name of a file; where it lies is not known here.
      if parameter == .dataset, settings.table != nil { return ["--data", "'\(text)'"] }
      if parameter == .features { text = String(text.map { $0 == "+" ? "," : $0 }) }
      return ["--\(parameter.rawValue)", text]
    }
  }
}
