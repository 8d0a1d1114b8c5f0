/// The settings' line and the hint line as they were made last: where what they follow from is the same, they are not made again.
///
/// Settings and keys are closures made anew whenever they are asked for, a good part of what a frame costs while nothing but figures
/// arrives. A reference within a screen's value: its frames are the same without it, which debug builds check at every frame.
public final class PageLineMemo {
  /// All that settings and keys of the page in front follow from.
  public typealias Inputs = AnyHashable

  private var last: (inputs: Inputs, lines: PageLines)?

  /// Nothing made yet.
  public init() {}

  /// The lines that were made from such inputs; nil where there were others.
  func lines(_ inputs: Inputs) -> PageLines? { last?.inputs == inputs ? last?.lines : nil }

  /// Keeps lines for the next frames.
  func keep(_ lines: PageLines, of inputs: Inputs) { last = (inputs, lines) }
}
