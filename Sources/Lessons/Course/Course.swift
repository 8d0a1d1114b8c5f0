/// The lessons that come with the program, in the order of a course.
public enum Course {
  /// Every lesson.
  public static let lessons: [Lesson] = (try? LessonFile(text, file: "the course"))?.lessons ?? []

  /// The lesson of a name; case does not matter.
  public static func lesson(named name: String) -> Lesson? { lessons.first { $0.name == name.lowercased() } }

  /// The lessons as text, in the format that a teacher's own file has.
  public static let text = """
    lesson: neuron
    title: One neuron learns a line
    command: dlviz neuron
    text: A neuron computes z = w·x + b and outputs ŷ = f(z). Gradient descent changes w and b after every sample, against the
      gradient of (ŷ − y)². Step with s and watch the chain rule in numbers; [ takes a step back.
    task: Let it learn until the mean loss over all samples is below 15.1.
    check: samples = 11 and epoch >= 1 and loss < 15.1
    hint: space; it stops near 165/11 = 15.
    task: Make the loss reach 0: at most 0.0001.
    check: samples = 11 and epoch >= 1 and loss <= 0.0001
    hint: choose another output activation.
    task: Make it diverge.
    check: diverged = 1
    hint: a learning rate of 0.1 or more, without an activation.
    task: Kill the ReLU, then revive it.
    check: dead = 1 then dead = 0 and silent_samples <= 6
    hint: type a bias of -20, then one of 1.
    task: Go back in time.
    check: rewound = 1
    hint: [ or Home.
    question: Why does the ReLU neuron stop at a loss of 165?
    answer: Five targets are negative: −9, −7, −5, −3, −1. ReLU outputs 0 at the least, so 81 + 49 + 25 + 9 + 1 = 165 remains.
    question: Why is a dead neuron dead for good, as long as nobody moves it?
    answer: Where z ≤ 0 the slope of ReLU is 0, so every gradient is 0 and no update changes w or b.

    lesson: neuron-pretend
    title: Gradients that were made up
    command: dlviz neuron --lesson pretend
    text: A first notebook often updates by numbers that somebody chose, before gradients are explained. Here dw = 0.5 and db = 0.2.
    task: Watch the loss rise for an epoch.
    check: loss_rising = 1
    task: Train to the end: the mean loss passes 0.15.
    check: loss > 0.15
    question: What would the true gradient do?
    answer: It is negative here, since ŷ is below its target: w and b would grow, and the loss would fall.

    lesson: perceptron
    title: One line, and what it cannot do
    command: dlviz perceptron
    text: The perceptron's rule corrects w and b by η·(t − ŷ)·x after every wrong sample.
    task: Let AND and OR come to rest.
    check: and_at_rest = 1 and or_at_rest = 1
    hint: space, and a little patience.
    task: Follow a function round in circles: its weights come back to what they were.
    check: repeats = 1
    hint: choose XOR with ← →, and let it run, or press S.
    task: Choose, among all sixteen functions, the one that never comes to rest and is 0 at (0, 0).
    check: all_sixteen = 1 and function = 6
    hint: a shows all sixteen, arrows choose.
    task: Choose the one that never does and is 1 at (0, 0).
    check: all_sixteen = 1 and function = 9
    hint: it is the opposite of the other.
    question: Why can one neuron not learn XOR?
    answer: No straight line has (0, 1) and (1, 0) on one side and (0, 0) and (1, 1) on the other.

    lesson: activations
    title: What an activation does to a gradient
    command: dlviz activations
    text: f bends what a layer computes, and f′ scales what flows back through it.
    task: Find where the sigmoid's slope is greatest.
    check: page = 1 and sigmoid = 1 and x > -0.1 and x < 0.1
    hint: ← → move the place where the curves are read.
    task: Saturate the sigmoid: read it where its slope is below 0.001.
    check: page = 1 and sigmoid = 1 and slope < 0.001
    hint: beyond 6.9, either way; o shows a wider range.
    task: In the deep network, let a gradient vanish.
    check: page = 2 and vanishing >= 1
    hint: d turns to the deep network, and a sigmoid is enough.
    task: Cure it: no gradient vanishes any more, and one at least comes back whole.
    check: page = 2 and vanishing >= 1 then vanishing = 0 and fine >= 1
    hint: choose other activations, or another initializer.
    question: How large can σ′ be?
    answer: 0.25, at z = 0: ten sigmoid layers scale a gradient by at most 0.25¹⁰, about one millionth, weights aside.

    lesson: losses
    title: MSE against cross-entropy
    command: dlviz losses logit
    text: The same wrong answer costs differently, and, what matters more, pulls differently.
    task: Make MSE's gradient a hundredth of BCE's or less.
    check: page = 2 and mse_over_bce <= 0.01
    hint: where the sigmoid is sure, and wrong.
    task: Move the logit until both gradients are below 0.01.
    check: page = 2 and mse_gradient < 0.01 and bce_gradient < 0.01
    hint: where it is sure and right.
    task: On the softmax page, bring p of the target above 0.9.
    check: page = 3 and target_probability > 0.9
    hint: s takes a step of gradient descent.
    question: Why does a sigmoid with MSE learn so slowly where it is sure and wrong?
    answer: dL/dz has the factor σ′(z), which is near 0 there. With BCE it cancels, and ŷ − y remains.

    lesson: backprop
    title: Backpropagation, step by step
    command: dlviz backprop
    text: A pass goes forward to the loss, backward to every gradient, and then takes a step. Every number has its formula, and every
      gradient a finite difference beside it, which knows nothing of the chain rule.
    task: Walk to the end of the pass: the check that the loss fell.
    check: phase = 3 and loss_fell = 1
    hint: s step by step, or S part by part.
    task: Walk backward again, to the loss.
    check: phase = 1 then phase = 0
    hint: [ goes back.
    task: Change a number by hand, then undo it.
    check: changes >= 1 then changes = 0
    hint: choose a number with the arrows in its panel, / types a value, u takes it back.
    task: Make the step so large that the loss rises.
    check: loss_fell = 0
    hint: a learning rate of 100, or so.
    task: Make the gradient of the first layer smaller than 0.0001.
    check: first_layer_gradient < 0.0001
    hint: a large bias saturates the sigmoids.
    question: Why does δ₁ need W₂?
    answer: A hidden unit acts on the loss only through the weights that lead from it, so what flows back to it is weighted by them.
    question: What does the perceptron-style (y − ŷ)·σ′ leave out?
    answer: The factor 2 of the squared error's derivative, and the sign: it is added where a gradient is subtracted.

    lesson: autograd
    title: Gradients of any expression
    command: dlviz autograd
    text: An expression is a graph. Values are computed forward; then every node passes its gradient on to its operands, each times the
      edge's own derivative, and what comes by several ways adds up.
    task: Walk to the end.
    check: phase = 2
    hint: s step by step, or S pass by pass.
    task: Walk back, from the backward pass into the forward one.
    check: phase >= 1 then phase = 0
    hint: [ goes back.
    task: Find where every gradient is 0.
    check: largest_gradient = 0
    hint: of x² + 2x + 1 at x = −1; tab chooses the number, - + change it.
    task: Write an expression in which one node is used three times.
    check: most_uses >= 3
    hint: f types one, such as x = 2; x*x*x.
    task: Put a corner under an input: a place without a derivative.
    check: kinks >= 1
    hint: relu(x) or abs(x) at 0.
    question: Why are gradients added where a node is used twice?
    answer: A small change of the node changes the result by both ways at once, and small changes add up.
    question: What is the derivative of ReLU at 0?
    answer: There is none. Libraries choose 0; any number from 0 to 1 would do.

    lesson: tensors
    title: Arrays, and shapes that fit
    command: dlviz tensors
    text: A network is arrays. Two shapes fit where, counted from the last axis, sizes are equal or one of them is 1, which stretches.
    task: Follow the last cell of a matrix product: see which cells made it.
    check: product = 1 and cell >= 4 and elements = 4
    hint: a @ b of two 2×2 arrays, and the arrows.
    task: Make a table of 3 rows and 4 columns by stretching a column and a row.
    check: stretched = 2 and rows = 3 and columns = 4
    hint: Enter types a line: [[1],[2],[3]] * [10,20,30,40].
    task: Provoke a mismatch of shapes, then write a line that fits.
    check: mismatch = 1 then mismatch = 0 and failed = 0
    hint: [1,2,3] + [1,2] has one.
    task: Take the mean of each row of a table.
    check: reduced = 1 and axes = 1
    hint: mean(range(12).reshape(3,4), axis=1).
    task: Find the largest tensor of a network.
    check: page = 2 and is_largest = 1
    hint: 2 turns to the modules; its tensors are listed with their shapes.
    question: Why does (3, 4) + (3,) not fit, though 3 is there twice?
    answer: Shapes are compared from the last axis: 4 against 3. A column of the shape (3, 1) would fit.

    lesson: xor
    title: A hidden layer bends the plane
    command: dlviz xor
    text: XOR needs a hidden layer. Watch what each hidden unit makes of the plane.
    task: Solve XOR with two hidden units.
    check: xor = 1 and hidden_layers = 1 and hidden_units = 2 and right = 4 and loss < 0.05
    hint: dlviz xor --hidden 2, or the setting hidden; R draws other weights.
    task: Find a seed with which two hidden units do not solve it.
    check: xor = 1 and hidden_layers = 1 and hidden_units = 2 and finished = 1 and right < 4
    hint: R, until one run ends with a point on the wrong side.
    task: Solve it in fewer than 300 epochs.
    check: xor = 1 and right = 4 and loss < 0.05 and epoch < 300
    hint: a larger learning rate, or another optimizer.
    task: Go back to before it was solved.
    check: xor = 1 and right = 4 then rewound = 1 and right < 4
    hint: [ or Home.
    question: Why does training begin with random weights?
    answer: With equal weights all hidden units get equal gradients and stay equal: the layer would be one unit.

    lesson: mnist
    title: Digits
    command: dlviz mnist
    text: The same rules at 101,770 and more parameters.
    task: Reach 97 % on the test images.
    check: test_accuracy >= 0.97
    hint: five epochs are enough with the usual settings and MNIST.
    task: Overfit: make the test loss rise by a tenth while the training loss falls.
    check: overfits = 1
    hint: train on and on, best with a larger network.
    task: See which classes are mistaken for which.
    check: page = 3 and epoch >= 1
    hint: 3, after an epoch.
    question: What can be read off the confusion matrix that accuracy does not tell?
    answer: Which classes are mistaken for which.

    """
}
