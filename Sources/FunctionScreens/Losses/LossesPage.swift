import Shell

/// The pages of the losses screen.
public enum LossesPage: String, ScreenPage {
  /// Losses as functions of the prediction ŷ.
  case prediction
  /// The same of σ(z), as functions of the logit z.
  case logit
  /// Softmax cross-entropy of a few logits.
  case softmax

  /// What stands in the row of pages.
  public var title: String { rawValue }
}
