import ArgumentParser
import Training

/// How large weights are held back.
struct RegularisationOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "The strength of L1 regularisation.")
  var l1 = PlaneSettings().l1
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The strength of L2 regularisation, PyTorch's weight decay (default: 0; with adamw 0.01 and muon 0.1, decoupled "
        + "from the gradient)."
    )
  )
  var l2: Double?
}
