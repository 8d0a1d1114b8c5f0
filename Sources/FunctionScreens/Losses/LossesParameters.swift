import Plots
import Shell

/// What may be set on the losses screen, by keys as by the command line.
public enum LossesParameters {
  /// y.
  public static let target = Parameter<Double>.number(
    "target y",
    option: "--target",
    default: 1,
    in: -1000...1000,
    steps: [-1, -0.5, 0, 0.1, 0.25, 0.5, 0.75, 0.9, 1, 1.5, 2]
  )
  /// Huber's δ.
  public static let delta = Parameter<Double>.number(
    "Huber δ",
    option: "--delta",
    default: 1,
    in: 0.001...1000,
    keys: 0.1...10
  )
  /// How many points a curve has in `--json`.
  public static let points = Parameter<Int>.count("points", default: 101, in: 2...100_000)
  /// A logit of the softmax page.
  public static let logit = Parameter<Double>.number("logit", option: "--logits", default: 0, in: -10...10)
  /// What `r` gives the softmax page.
  public static let logits = [2.0, 1.0, 0.1, -1.0]
  /// How few and how many classes there can be.
  public static let classes = Parameter<Int>.count("classes", option: "--logits", default: logits.count, in: 3...10)

  /// Where the losses may be read on a page: ŷ or z.
  public static func place(on page: LossesPage) -> Parameter<Double> {
    let ranges = page == .logit ? LossesRange.logits : LossesRange.predictions
    let fallback = page == .logit ? -3.0 : 0.25
    return .number(
      page == .logit ? "logit z" : "prediction",
      option: "--at",
      default: fallback,
      in: ranges.last?.ends ?? 0...1
    )
  }
}
