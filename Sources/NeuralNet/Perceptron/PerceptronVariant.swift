/// Which of the perceptrons seen on the way training hands out.
public enum PerceptronVariant: String, CaseIterable, Hashable, Sendable {
  /// The last one: the classic rule.
  case classic

  /// The one with the fewest errors over all samples (Gallant, 1990); of equals the earliest.
  case pocket

  /// The mean over all samples seen (Freund and Schapire, 1999), which damps the swings of data no line separates.
  case averaged
}
