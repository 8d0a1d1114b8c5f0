import Datasets
import Plots
import Terminal

/// What a network says of an image, in a few words: mark, class, confidence, and the truth where it is another.
struct Verdict: Hashable, Sendable {
  var prediction: String
  var truth: String
  var confidence: Double

  var isRight: Bool { prediction == truth }

  /// What a report says of one of its images; nil where the network has said nothing.
  static func of(_ image: Int, in report: TestReport, _ images: ImageDataset) -> Verdict? {
    report.answer(for: image).map { answer in
      Verdict(
        prediction: images.classNames[answer.label],
        truth: images.className(at: image),
        confidence: answer.confidence
      )
    }
  }

  /// The mark that tells right from wrong without colour.
  static func mark(isRight: Bool, isASCII: Bool) -> String { isRight ? isASCII ? "+" : "✓" : isASCII ? "x" : "✗" }

  /// What a panel's edge says of an image: mark and class, and what it is where that is another.
  static func headline(prediction: String, truth: String, isASCII: Bool) -> String {
    mark(isRight: prediction == truth, isASCII: isASCII) + " "
      + (prediction == truth ? truth : "\(prediction), is \(truth)")
  }

  /// The words below a thumbnail: one line where prediction, confidence and truth fit into it, else two.
  static func lineCount(names: [String], width: Int) -> Int {
    let longest = names.map(\.count).max() ?? 1
    return longest <= 1 || 2 * longest + 12 <= width ? 1 : 2
  }

  /// All in one line, with ever fewer words.
  func text(width: Int, isASCII: Bool = false) -> StyledText {
    let percent = NumberFormat.percent(0).string(confidence)
    let mark = Self.mark(isRight: isRight, isASCII: isASCII)
    if isRight {
      return StyledText("\(mark) ", .good, .bold) + StyledText(prediction, .title, .bold)
        + StyledText(prediction.count + percent.count + 3 <= width ? " " + percent : "", .muted)
    }
    let unequal = isASCII ? "!=" : "≠"
    for (mark, truth) in [("\(mark) ", ", is \(truth)"), ("\(mark) ", unequal + truth), (mark, unequal + truth)]
    where mark.count + prediction.count + truth.count + 1 + percent.count <= width {
      return StyledText(mark + prediction, .bad, .bold) + StyledText(truth, .text) + StyledText(" " + percent, .muted)
    }
    let text = StyledText("\(mark) \(prediction)", .bad, .bold)
    return text.count + unequal.count + truth.count <= width ? text + StyledText(unequal + truth, .text) : text
  }

  /// Prediction and confidence in one line, the truth in another.
  func lines(width: Int, isASCII: Bool = false) -> [StyledText] {
    let percent = NumberFormat.percent(0).string(confidence)
    let name = String(prediction.prefix(max(1, width - 3 - percent.count)))
    let first =
      StyledText(Self.mark(isRight: isRight, isASCII: isASCII) + " ", isRight ? .good : .bad, .bold)
      + StyledText(name, isRight ? .title : .bad, .bold) + StyledText(" " + percent, .muted)
    guard !isRight else { return [first] }
    let second = truth.count + 5 <= width ? "  is \(truth)" : "is \(truth.prefix(max(1, width - 3)))"
    return [first, StyledText(second, .text)]
  }

  /// Draws the words into the rows below a thumbnail.
  func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let lines =
      region.height < 2
      ? [text(width: region.width, isASCII: look.isASCII)] : lines(width: region.width, isASCII: look.isASCII)
    for (row, line) in lines.prefix(region.height).enumerated() {
      line.draw(in: Rect(x: region.x, y: region.y + row, width: region.width, height: 1), of: &buffer, look: look)
    }
  }

  /// Draws an image of a grid with what the network says of it below, and the truth where it has said nothing.
  static func draw(
    _ image: Int,
    of images: ImageDataset,
    _ report: TestReport?,
    in place: (picture: Rect, line: Rect),
    isSelected: Bool,
    of buffer: inout Buffer,
    look: Look
  ) {
    let line = place.line
    images.picture(at: image).draw(in: place.picture, of: &buffer, look: look)
    if isSelected { buffer.fill(line, Cell(" ", look.style(.selection))) }
    if let report, let verdict = Verdict.of(image, in: report, images) {
      verdict.draw(in: line, of: &buffer, look: look)
    } else {
      StyledText(images.className(at: image), .muted).draw(in: line, of: &buffer, look: look)
    }
    guard isSelected else { return }
    // Without colours only reversing all of the words shows which one it is; an arrow stands where they leave room for it.
    if look.colorDepth <= .colors16 { buffer.restyle(line) { $0.attributes.insert(.reverse) } }
    let end = Point(line.maxX - 1, line.maxY - 1)
    if buffer[end.x, end.y].glyph == " " { buffer.put("◂", x: end.x, y: end.y, look.ink(.accent, .bold), clip: line) }
  }
}
