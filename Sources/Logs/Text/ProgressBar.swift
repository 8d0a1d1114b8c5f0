/// Tells which step a redrawn bar's numbers belong to, and whether they are new.
///
/// tqdm redraws the bar with each new number, but counts on only ten times a second: the k-th new number beside a counter belongs to counter + k. The first
/// redraw with a new counter repeats the numbers of the one before.
struct ProgressBar {
  private var counter = -1
  private var news = 0
  private var lastValues: [Double] = []
  private var lastPlace = -1
  private(set) var isRunning = false

  /// The step of a bar's numbers; nil when they were told before.
  mutating func step(_ done: Int, values: [Double]) -> Int? {
    isRunning = true
    if done < counter { reset() }
    let isRepeated = values == lastValues
    if done != counter {
      counter = done
      news = 0
      if isRepeated { return nil }
    } else if isRepeated {
      return nil
    }
    lastValues = values
    let place = max(done + news, lastPlace + 1)
    news += 1
    lastPlace = place
    return place
  }

  /// Whether a bar without a counter says something new.
  mutating func isNew(_ values: [Double]) -> Bool {
    isRunning = true
    defer { lastValues = values }
    return values != lastValues
  }

  private mutating func reset() { self = ProgressBar() }
}
