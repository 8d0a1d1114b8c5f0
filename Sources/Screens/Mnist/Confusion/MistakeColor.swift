import Plots
import Terminal

/// The colour of a cell of the confusion matrix beside its diagonal.
enum MistakeColor {
  /// The colour for so many mistakes, the more orange the more there are.
  ///
  /// On a square root's scale few still show. The palette of 256 has few oranges: there it is stepped by the count itself, so that 2 is
  /// never the colour of 6.
  /// - Parameter most: the largest count of the matrix.
  static func color(_ count: Int, most: Int, _ look: Look) -> Color? {
    guard look.colorDepth == .colors256 else {
      return look.theme.diverging.color(at: 0.5 - 0.45 * heat(count, most: most))
    }
    let steps: [UInt8] = look.theme.isDark ? [237, 94, 130, 166, 208] : [254, 223, 215, 208, 166]
    return .palette(steps[[2, 4, 16, 64].count { count >= $0 }])
  }

  /// The count's part of the largest, 0 to 1.
  static func heat(_ count: Int, most: Int) -> Double { (Double(count) / Double(max(1, most))).squareRoot() }
}
