import Plots
import Records
import Terminal

extension Recording {
  /// The most bytes of an asciicast.
  public static let asciicastLimit = 16 << 20

  /// The recording as asciinema plays it: asciicast v2, one JSON value a line
  /// (https://docs.asciinema.org/manual/asciicast/v2/).
  /// - Parameters:
  ///   - command: what was recorded, for people.
  ///   - timestamp: when it began, in seconds since 1970.
  public func asciicast(command: String, timestamp: Int, look: Look) -> String {
    fitted(to: Self.asciicastLimit) { $0.asciicastLines(command: command, timestamp: timestamp, look: look) }
  }

  private func asciicastLines(command: String, timestamp: Int, look: Look) -> String {
    guard let first = frames.first else { return "" }
    var text = header(first.size, command: command, timestamp: timestamp, theme: look.theme) + "\n"
    func add(_ time: Duration, _ code: String, _ data: String) {
      text += "[\(time.decimalSeconds),\"\(code)\",\(JSONText.quoted(data))]\n"
    }
    var shown = Buffer(size: Size(0, 0))
    for frame in frames {
      var next = frame.size == shown.size ? shown : Buffer(size: frame.size)
      for (y, cells) in frame.rows { for (x, cell) in cells.enumerated() { next[x, y] = cell } }
      let isNew = next.size != shown.size
      if isNew, shown.size.width > 0 { add(frame.time, "r", "\(next.size.width)x\(next.size.height)") }
      let start = isNew ? "\u{1B}[0m\u{1B}[?25l\u{1B}[2J" : ""
      add(frame.time, "o", start + next.ansi(changesFrom: isNew ? nil : shown, look.colorDepth))
      shown = next
    }
    // The cursor comes back below the last picture, which stays until the end.
    add(duration, "o", "\u{1B}[\(shown.size.height);1H\u{1B}[?25h")
    return text
  }

  private func header(_ size: Size, command: String, timestamp: Int, theme: Theme) -> String {
    let palette = (0..<16).map { Color.palette($0).hex }.joined(separator: ":")
    return """
      {"version":2,"width":\(size.width),"height":\(size.height),"timestamp":\(timestamp),\
      "duration":\(duration.decimalSeconds),"command":\(JSONText.quoted(command)),"title":\(JSONText.quoted(command)),\
      "theme":{"fg":"\(theme.text.hex)","bg":"\(theme.background.hex)","palette":"\(palette)"}}
      """
  }
}
