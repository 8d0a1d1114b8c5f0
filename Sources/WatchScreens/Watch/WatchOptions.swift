import Shell

/// How runs are shown, as keys and the command line set it.
public struct WatchOptions: Hashable, Sendable {
  /// How values lie along the y axis.
  public enum YScale: String, CaseIterable, Sendable {
    /// In proportion.
    case linear
    /// By the logarithm.
    case log
    /// By the logarithm of the magnitude, with the sign.
    case symlog
  }

  /// Whether every run has its own line.
  public enum Spread: String, CaseIterable, Sendable {
    /// A line a run.
    case each
    /// Runs that differ in their last part or number alone as their mean, between the least and the greatest of them.
    case mean
  }

  /// The x axis.
  public static let xAxes = Parameter<WatchAxis>.choice(
    "x",
    default: .step,
    among: WatchAxis.allCases,
    name: \.rawValue
  )
  /// How much of the moving average is kept at each value.
  public static let smoothings = Parameter<Double>.number(
    "smoothing",
    default: 0,
    in: 0...0.9999,
    steps: [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999],
    expected: "a number from 0 to 0.9999",
    format: { $0 == 0 ? "off" : "\($0)" }
  )
  /// The y axis.
  public static let yScales = Parameter<YScale>.choice(
    "y",
    default: .linear,
    among: YScale.allCases,
    name: \.rawValue
  )
  /// Lines.
  public static let spreads = Parameter<Spread>.choice("runs", default: .each, among: Spread.allCases, name: \.rawValue)
  /// Whether values far from all others stretch the y axis.
  public static let outliers = Parameter<Bool>.choice(
    "outliers",
    default: true,
    among: [true, false],
    name: { $0 ? "in" : "out" }
  )
  /// Over how many values the table's mean goes.
  public static let means = Parameter<Int>.count(
    "mean of last",
    short: "mean",
    option: "--mean",
    default: 100,
    in: 1...100_000,
    steps: [1, 10, 20, 50, 100, 200, 500, 1000]
  )

  /// The x axis.
  public var x = Self.xAxes.defaultValue
  /// The column of tables that is the step; nil tells it from the names.
  public var stepColumn: String?
  /// Whether steps lie by their logarithm.
  public var isLogarithmicX = false
  /// How much of the moving average is kept at each value; 0 for none.
  public var smoothing = Self.smoothings.defaultValue
  /// The y axis.
  public var y = Self.yScales.defaultValue
  /// Lines.
  public var spread = Self.spreads.defaultValue
  /// Whether values far from all others stretch the y axis.
  public var keepsOutliers = Self.outliers.defaultValue
  /// Over how many values the table's mean goes.
  public var meanCount = Self.means.defaultValue
  /// Which series are shown.
  public var filter = ""

  /// The defaults.
  public init() {}

  /// As options of the command line, those that are not the defaults.
  var commandLine: String {
    var words: [String] = []
    if let stepColumn, x == .step { words.append("--x \(Self.quoted(stepColumn))") }
    if x != Self.xAxes.defaultValue { words.append("--x \(x.rawValue)") }
    if smoothing > 0 { words.append("--smoothing \(smoothing)") }
    if y != .linear { words.append("--y \(y.rawValue)") }
    if spread != .each { words.append("--runs \(spread.rawValue)") }
    if !filter.isEmpty { words.append("--filter \(Self.quoted(filter))") }
    return words.map { " " + $0 }.joined()
  }

  /// A word as a shell reads it.
  static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || [0x2D, 0x2E, 0x2F, 0x5F, 0x2B, 0x3D, 0x2C].contains($0)
    }
    return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
