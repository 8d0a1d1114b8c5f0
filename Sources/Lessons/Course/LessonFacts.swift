/// The figures of a run that a task can be checked by, screen by screen.
public enum LessonFacts {
  /// A figure's name and what it is.
  public struct Fact: Hashable, Sendable {
    /// The name in a check.
    public let name: String
    /// What it is.
    public let about: String

    init(_ name: String, _ about: String) {
      self.name = name
      self.about = about
    }
  }

  /// The figures of a screen; nil for a screen whose tasks cannot be checked.
  public static func all(of screen: String) -> [Fact]? { table.first { $0.screen == screen }?.facts }

  /// Their names; nil for a screen whose tasks cannot be checked.
  public static func names(of screen: String) -> [String]? { all(of: screen)?.map(\.name) }

  /// Every screen with its figures.
  public static let table: [(screen: String, facts: [Fact])] = [
    (
      "neuron",
      [
        Fact("loss", "the mean squared error over all samples"),
        Fact("loss_sum", "the sum of the squared errors"),
        Fact("samples", "how many samples there are"),
        Fact("epoch", "whole epochs so far"),
        Fact("position", "samples shown so far"),
        Fact("rewound", "1 while an earlier moment is shown, else 0"),
        Fact("diverged", "1 if a parameter is no longer finite or the loss has grown a millionfold, else 0"),
        Fact("dead", "1 if the gradient of every sample is exactly 0 and the loss is not, else 0"),
        Fact("silent_samples", "samples whose gradient is exactly 0"),
        Fact("weight", "the output neuron's first weight"),
        Fact("bias", "the output neuron's bias"),
        Fact("learning_rate", "η"),
        Fact("batch_size", "samples before the weights change"),
        Fact("loss_rising", "1 if the last epoch's loss is above that of the one before, else 0"),
      ]
    ),
    (
      "backprop",
      [
        Fact("loss", "the loss of the pass that is shown"),
        Fact("new_loss", "the loss on its sample after the update"),
        Fact("loss_fell", "1 if new_loss is below loss, else 0"),
        Fact("pass", "which pass, from 1"),
        Fact("operation", "which operation, from 1"),
        Fact("phase", "0 forward, 1 backward, 2 update, 3 check"),
        Fact("largest_gradient", "the largest magnitude among the gradients of weights and biases"),
        Fact("first_layer_gradient", "the same for the first layer"),
        Fact("changes", "numbers changed by hand and not undone"),
        Fact("learning_rate", "η"),
        Fact("bce", "1 with BCE, else 0"),
      ]
    ),
    (
      "perceptron",
      [
        Fact("and_converged", "1 if AND has passed an epoch without an error, else 0"),
        Fact("or_converged", "the same for OR"),
        Fact("converged", "the same for the function that keys act on"),
        Fact("all_sixteen", "1 if all sixteen functions are shown, else 0"),
        Fact("function", "which one keys act on: its column of outputs read as a binary number, XOR 6, AND 1"),
        Fact("epoch", "its epoch, from 1"),
        Fact("wrong", "how many of its four samples the line has on the wrong side"),
        Fact("corrections", "how often its line was corrected"),
        Fact("repeats", "1 if its weights have returned to values of an earlier epoch, else 0"),
        Fact("rewound", "1 while an earlier moment is shown, else 0"),
      ]
    ),
    (
      "activations",
      [
        Fact("page", "1 the curves, 2 the deep network"),
        Fact("x", "where the curves are read"),
        Fact("slope", "f′(x) of the activation that keys act on"),
        Fact("sigmoid", "1 if that is the sigmoid, else 0"),
        Fact("shown", "how many activations are shown"),
        Fact("vanishing", "in how many less than a hundredth of the last layer's gradient comes back to the first"),
        Fact("exploding", "in how many more than a hundredfold of it does, or the signal overflows"),
        Fact("fine", "in how many it comes back between a tenth and tenfold"),
      ]
    ),
    (
      "losses",
      [
        Fact("page", "1 over the prediction, 2 over the logit, 3 softmax"),
        Fact("target", "y"),
        Fact("prediction", "ŷ, where the first page is read"),
        Fact("logit", "z, where the second page is read"),
        Fact("mse_gradient", "|dL/dz| of MSE on the second page"),
        Fact("bce_gradient", "the same for BCE"),
        Fact("mse_over_bce", "mse_gradient divided by bce_gradient"),
        Fact("target_probability", "softmax's p of the target class"),
        Fact("largest_logit_gradient", "the largest magnitude among the gradients of softmax's logits"),
      ]
    ),
    (
      "autograd",
      [
        Fact("value", "the value of the expression"),
        Fact("step", "steps of the walk so far"),
        Fact("phase", "0 forward, 1 backward, 2 at the end"),
        Fact("nodes", "nodes of the graph"),
        Fact("inputs", "inputs among them"),
        Fact("most_uses", "how often the most-used node is used"),
        Fact("kinks", "nodes at a point without a derivative"),
        Fact("largest_gradient", "the largest magnitude among the inputs' gradients"),
      ]
    ),
    (
      "tensors",
      [
        Fact("page", "1 arrays, 2 modules"),
        Fact("operations", "operations of the line"),
        Fact("failed", "1 if the line could not be carried out, else 0"),
        Fact("mismatch", "1 if that was for shapes that do not fit, else 0"),
        Fact("axes", "axes of the result that is shown"),
        Fact("elements", "its elements"),
        Fact("rows", "its rows, where it has two axes"),
        Fact("columns", "its columns, where it has two axes"),
        Fact("stretched", "how many operands broadcasting stretched"),
        Fact("product", "1 if a matrix product is shown, else 0"),
        Fact("reduced", "1 if a sum, mean or extreme along axes is shown, else 0"),
        Fact("cell", "the marked cell of the result, counted row by row from 1"),
        Fact("tensor_elements", "elements of the chosen tensor of a module"),
        Fact("is_largest", "1 if no tensor of the module has more, else 0"),
      ]
    ),
    (
      "xor",
      [
        Fact("loss", "the mean loss over all points"),
        Fact("right", "how many points are on their right side"),
        Fact("xor", "1 if the points are XOR's, else 0"),
        Fact("epoch", "whole epochs so far"),
        Fact("hidden_layers", "hidden layers"),
        Fact("hidden_units", "units of the first of them"),
        Fact("finished", "1 if all epochs are done, else 0"),
        Fact("diverged", "1 if the network is no longer finite, else 0"),
        Fact("rewound", "1 while an earlier moment is shown, else 0"),
        Fact("seed", "where the first weights come from"),
        Fact("learning_rate", "η"),
      ]
    ),
    (
      "mnist",
      [
        Fact("page", "1 to 6, as its tabs"),
        Fact("epoch", "whole epochs so far"),
        Fact("train_loss", "the last epoch's training loss"),
        Fact("test_loss", "the test loss after it"),
        Fact("test_accuracy", "the share of test images that are right after it"),
        Fact("overfits", "1 if the test loss is a tenth above its least and the training loss at its least, else 0"),
        Fact("rewound", "1 while an earlier moment is shown, else 0"),
        Fact("diverged", "1 if the network is no longer finite, else 0"),
      ]
    ),
    (
      "compare",
      [
        Fact("page", "1 settings, 2 seeds"),
        Fact("settings", "how many settings are compared"),
        Fact("runs", "runs of all of them"),
        Fact("ended", "how many of them have ended"),
        Fact("finished", "1 if all have, else 0"),
        Fact("shown", "settings whose curves are drawn"),
        Fact("shows_runs", "1 if the curve of every run is drawn, else 0"),
        Fact("is_best", "1 if the chosen setting ranks first, else 0"),
        Fact("solved_share", "the share of the chosen setting's ended runs that solved the task"),
        Fact("run_solved", "1 if the chosen run solved it, else 0"),
      ]
    ),
    (
      "playground",
      [
        Fact("page", "1 network, 2 output, 3 curves, 4 weights"),
        Fact("epoch", "whole epochs up to the moment that is shown"),
        Fact("train_loss", "the loss of the training points"),
        Fact("test_loss", "the loss of the test points"),
        Fact("circle", "1 with the data set circle, else 0"),
        Fact("xor", "the same for xor"),
        Fact("gauss", "the same for gauss"),
        Fact("spiral", "the same for spiral"),
        Fact("features", "how many features are switched on"),
        Fact("only_x", "1 if they are x₁ and x₂ at most, else 0"),
        Fact("hidden_layers", "hidden layers"),
        Fact("hidden_units", "the units of all of them together"),
        Fact("noise", "the noise of the data in percent"),
        Fact("learning_rate", "η"),
        Fact("rewound", "1 while an earlier moment is shown, else 0"),
        Fact("diverged", "1 if the network is no longer finite, else 0"),
      ]
    ),
    (
      "watch",
      [
        Fact("page", "1 charts, 2 table, 3 settings, 4 bands, 5 words, 6 log, 7 machine"),
        Fact("runs", "runs that pass the filter"),
        Fact("shown", "those whose curves are drawn"),
        Fact("charts", "charts of all pages"),
        Fact("cursor", "1 if the cursor is set, else 0"),
        Fact("zoomed", "1 if a part of the x axis is shown, else 0"),
        Fact("smoothing", "how much of the moving average each value keeps"),
        Fact("logarithmic", "1 if the y axis is logarithmic or symmetric, else 0"),
        Fact("baseline", "1 if a run is the baseline, else 0"),
        Fact("filtered", "1 if a filter is set, else 0"),
        Fact("held", "1 while the picture is held, else 0"),
      ]
    ),
  ]
}
