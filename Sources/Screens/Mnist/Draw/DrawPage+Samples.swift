import Datasets

extension DrawPage {
  /// Finds out whether what is on the sheet is a saved sample.
  mutating func recognise() {
    shownSample = pad.isEmpty ? nil : shelf.index(of: pad.prepared, preferring: lastSample)
    lastSample = shownSample ?? lastSample
  }

  /// Takes in that something else is on the sheet.
  mutating func look(_ state: MnistState) {
    unsaved = nil
    recognise()
    judge(state)
  }

  /// The class that the drawing is known to be of: that under which it was saved.
  var knownLabel: Int? {
    guard let shownSample, let samples = shelf.samples else { return nil }
    return Int(samples.labels[shownSample])
  }

  /// The class that Enter takes: what the drawing was saved as, else what the network says.
  var suggestedLabel: Int? { knownLabel ?? verdict?.prediction }

  /// Puts the next or previous saved sample on the sheet, the first or the last where none was before; gives what stands against it.
  mutating func showSample(by direction: Int) -> String? {
    let count = shelf.count
    guard count > 0 else { return shelf.fault ?? "no sample is saved yet: draw something, then press k" }
    showSample(lastSample.map { ($0 + direction + count) % count } ?? (direction > 0 ? 0 : count - 1))
    return nil
  }

  /// Puts a saved sample on the sheet.
  mutating func showSample(_ index: Int) {
    guard let samples = shelf.samples, samples.labels.indices.contains(index) else { return }
    showsCursor = false
    pad.put(Array(samples.image(at: index)))
    lastSample = index
  }
}
