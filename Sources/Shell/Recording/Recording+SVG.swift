import Plots
import Terminal

extension Recording {
  /// The most bytes of an animated picture.
  public static let svgLimit = 8 << 20
  /// How long the last frame stays before the picture begins anew.
  private static let pause = Duration.seconds(2)

  /// What a row showed for some time.
  private struct RowSpan {
    var y: Int
    var cells: [Cell]
    var start: Duration
    /// Nil for what stays.
    var end: Duration?
  }

  /// The recording as one picture that moves, for web pages and READMEs: SVG animated by SMIL, without a script.
  ///
  /// Each row stands there once for every content that it had. A reader that animates nothing shows the last frame.
  public func svg(look: Look) -> String {
    fitted(to: Self.svgLimit) { $0.picture(look.theme) }
  }

  private func picture(_ theme: Theme) -> String {
    let size = frames.reduce(Size(0, 0)) { Size(max($0.width, $1.size.width), max($0.height, $1.size.height)) }
    let whole = max(duration, frames.last?.time ?? .zero) + Self.pause
    let rows = spans().map { element($0, whole: whole, theme: theme) }
    return Buffer.svgStart(size: size, background: theme.background) + rows.joined() + "</svg>\n"
  }

  /// All that rows showed, in the order in which it ended.
  private func spans() -> [RowSpan] {
    var ended: [RowSpan] = []
    var open: [Int: RowSpan] = [:]
    var size = Size(0, 0)
    func end(_ y: Int, _ time: Duration) {
      guard var span = open.removeValue(forKey: y) else { return }
      span.end = time
      ended.append(span)
    }
    for frame in frames {
      if frame.size != size { for y in open.keys.sorted() { end(y, frame.time) } }
      size = frame.size
      for (y, cells) in frame.rows.sorted(by: { $0.key < $1.key }) {
        end(y, frame.time)
        open[y] = RowSpan(y: y, cells: cells, start: frame.time)
      }
    }
    return ended + open.values.sorted { $0.y < $1.y }
  }

  private func element(_ span: RowSpan, whole: Duration, theme: Theme) -> String {
    var row = Buffer(size: Size(span.cells.count, 1))
    for (x, cell) in span.cells.enumerated() { row[x, 0] = cell }
    let shapes = row.svgElements(foreground: theme.text, background: theme.background)
    let place = "<g transform=\"translate(0 \(span.y * Buffer.svgCellHeight))\""
    if span.start == .zero, span.end == nil { return "\(place)>\n\(shapes)</g>\n" }
    // Discrete values hold from their key time to the next one.
    var values: [(time: Duration, shows: Bool)] = [(span.start, true)]
    if span.start > .zero { values.insert((.zero, false), at: 0) }
    if let end = span.end { values.append((end, false)) }
    return """
      \(place) visibility="\(span.end == nil ? "visible" : "hidden")">
      \(shapes)<animate attributeName="visibility" calcMode="discrete" dur="\(whole.decimalSeconds)s" \
      repeatCount="indefinite" values="\(values.map { $0.shows ? "visible" : "hidden" }.joined(separator: ";"))" \
      keyTimes="\(values.map { "\($0.time / whole)" }.joined(separator: ";"))"/></g>

      """
  }
}
