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
    text: A neuron computes z = w·x + b and outputs ŷ = f(z). After every sample, gradient descent moves w and b a small step against the
      gradient of the loss (ŷ − y)². Press s to take one sample and see the chain rule in numbers; [ takes the step back.
    task: Train until the mean loss over all samples is below 15.1.
    check: samples = 11 and epoch >= 1 and loss < 15.1
    hint: Press space. The mean loss levels off at 165/11 = 15.
    task: Reach a mean loss of at most 0.0001.
    check: samples = 11 and epoch >= 1 and loss <= 0.0001
    hint: Choose another output activation.
    task: Make training diverge.
    check: diverged = 1
    hint: Use the identity activation and a learning rate of 0.1 or more.
    task: Kill the ReLU, then revive it.
    check: dead = 1 then dead = 0 and silent_samples <= 6
    hint: Set the bias to -20, then to 1.
    task: Go back to an earlier step.
    check: rewound = 1
    hint: Press [ or Home.
    question: Why does the ReLU neuron stop at a loss of 165?
    answer: Five targets are negative (−9, −7, −5, −3, −1), but a ReLU never outputs less than 0. Their squares remain:
      81 + 49 + 25 + 9 + 1 = 165.
    question: Why does a dead ReLU neuron not recover by itself?
    answer: If z ≤ 0 for every sample, the slope of the ReLU is 0 for every sample. All gradients are then 0, and no update changes w or b.

    lesson: neuron-pretend
    title: Updates that ignore the gradient
    command: dlviz neuron --lesson pretend
    text: Some introductory notebooks update the parameters with made-up numbers before they explain gradients. Here dw = 0.5 and db = 0.2,
      whatever the data.
    task: Train for two epochs and see the loss rise.
    check: loss_rising = 1
    hint: Press space.
    task: Train to the end, until the mean loss is above 0.15.
    check: loss > 0.15
    hint: Press space, or End.
    question: What would the true gradient do?
    answer: The output is below its target, so the gradient is negative. Subtracting it increases w and b, and the loss falls.

    lesson: perceptron
    title: What a straight line can separate
    command: dlviz perceptron
    text: After every misclassified sample, the perceptron rule adds η·(t − ŷ)·x to w and η·(t − ŷ) to b.
    task: Train AND and OR until both converge.
    check: and_converged = 1 and or_converged = 1
    hint: Press space and wait until an epoch passes without an error.
    task: Find a function whose weights return to values they had before.
    check: repeats = 1
    hint: Choose XOR with ← →, then press space or S.
    task: Show all sixteen functions and choose the one that is 0 at (0, 0) and never converges.
    check: all_sixteen = 1 and function = 6
    hint: a shows all sixteen; choose one with the arrow keys.
    task: Choose the one that is 1 at (0, 0) and never converges.
    check: all_sixteen = 1 and function = 9
    hint: It is the negation of the first.
    question: Why can a single neuron not learn XOR?
    answer: No straight line separates (0, 1) and (1, 0) from (0, 0) and (1, 1).

    lesson: activations
    title: Activation functions and their gradients
    command: dlviz activations
    text: An activation function f bends what a layer computes. Its derivative f′ scales the gradient that flows back through the layer.
    task: Find the point where the sigmoid is steepest.
    check: page = 1 and sigmoid = 1 and x > -0.1 and x < 0.1
    hint: Move the cursor with ← →.
    task: Saturate the sigmoid: find a point where its slope is below 0.001.
    check: page = 1 and sigmoid = 1 and slope < 0.001
    hint: It lies beyond ±6.9; o shows a wider range.
    task: In the deep network, make a gradient vanish.
    check: page = 2 and vanishing >= 1
    hint: d shows the deep network; sigmoid layers are enough.
    task: Repair it: no gradient vanishes, and at least one reaches the first layer at about full size.
    check: page = 2 and vanishing >= 1 then vanishing = 0 and fine >= 1
    hint: Try other activations or another initializer.
    question: How large can σ′ be?
    answer: At most 0.25, at z = 0. Weights aside, ten sigmoid layers scale a gradient by at most 0.25¹⁰, about one millionth.

    lesson: losses
    title: Squared error and cross-entropy
    command: dlviz losses logit
    text: For the same wrong prediction, two losses differ in their values and, more importantly, in their gradients.
    task: Make the gradient of MSE at most one hundredth of the gradient of BCE.
    check: page = 2 and mse_over_bce <= 0.01
    hint: Make the sigmoid confident and wrong.
    task: Move the logit to a place where both gradients are below 0.01.
    check: page = 2 and mse_gradient < 0.01 and bce_gradient < 0.01
    hint: Make the sigmoid confident and right.
    task: On the softmax page, raise the probability of the target class above 0.9.
    check: page = 3 and target_probability > 0.9
    hint: s takes a step of gradient descent.
    question: Why does a sigmoid with MSE learn so slowly when it is confidently wrong?
    answer: dL/dz contains the factor σ′(z), which is close to 0 there. With BCE the factor cancels, and ŷ − y remains.

    lesson: backprop
    title: Backpropagation, step by step
    command: dlviz backprop
    text: A training step runs forward to the loss, backward to every gradient, and then updates the weights. Every number is shown with its
      formula, and every gradient beside a finite difference, which does not use the chain rule and so checks it.
    task: Step to the end of the pass and check that the loss fell.
    check: phase = 3 and loss_fell = 1
    hint: s takes one operation, S a larger step.
    task: Step from the backward pass back into the forward pass.
    check: phase = 1 then phase = 0
    hint: [ goes back.
    task: Change a number by hand, then undo the change.
    check: changes >= 1 then changes = 0
    hint: Choose a number in the numbers panel with ↑ ↓, type a value with Enter, undo with u.
    task: Take a step so large that the loss rises.
    check: loss_fell = 0
    hint: Try a learning rate of 100.
    task: Make all gradients of the first layer smaller than 0.0001.
    check: first_layer_gradient < 0.0001
    hint: A large bias saturates the sigmoids.
    question: Why does δ₁ depend on W₂?
    answer: A hidden unit affects the loss only through its outgoing weights, so the gradient that reaches it is multiplied by them.
    question: What is missing from the perceptron-style (y − ŷ)·σ′?
    answer: The factor 2 of the derivative of the squared error. Its sign is reversed as well, so it is added instead of subtracted.

    lesson: autograd
    title: The gradient of any expression
    command: dlviz autograd
    text: An expression is a graph. The forward pass computes its values. In the backward pass every node passes its gradient to its operands,
      multiplied by the local derivative; what reaches a node over several edges adds up.
    task: Step to the end of the backward pass.
    check: phase = 2
    hint: s takes one step, S a whole pass or node.
    task: Step from the backward pass back into the forward pass.
    check: phase >= 1 then phase = 0
    hint: [ goes back.
    task: Find inputs for which every gradient is 0.
    check: largest_gradient = 0
    hint: For x² + 2x + 1 this is x = −1. tab chooses the number, - + change it.
    task: Write an expression that uses one node three times.
    check: most_uses >= 3
    hint: Press f and type x = 2; x*x*x.
    task: Evaluate an expression at a point where it has no derivative.
    check: kinks >= 1
    hint: relu(x) or abs(x) at x = 0.
    question: Why do the gradients of a node that is used twice add up?
    answer: A small change of the node changes the result along both paths, and small changes add.
    question: What is the derivative of ReLU at 0?
    answer: It does not exist. Libraries use 0; any number from 0 to 1 is a subgradient.

    lesson: tensors
    title: Arrays and broadcasting
    command: dlviz tensors
    text: Networks compute with arrays. Two shapes are compatible if, counted from the last axis, their sizes are equal or one of them is 1;
      an axis of size 1 is stretched to fit.
    task: Find out which cells the last cell of a 2×2 matrix product is computed from.
    check: product = 1 and cell >= 4 and elements = 4
    hint: Show a @ b of two 2×2 arrays and move the cursor with the arrow keys.
    task: Broadcast a column and a row to a table of 3 rows and 4 columns.
    check: stretched = 2 and rows = 3 and columns = 4
    hint: Press Enter and type [[1],[2],[3]] * [10,20,30,40].
    task: Cause a shape mismatch, then enter a line that works.
    check: mismatch = 1 then mismatch = 0 and failed = 0
    hint: [1,2,3] + [1,2] has one.
    task: Compute the mean of each row of a table.
    check: reduced = 1 and axes = 1
    hint: mean(range(12).reshape(3,4), axis=1)
    task: In the network mnist, find the bias of the output layer.
    check: page = 2 and tensor_elements = 10
    hint: 2 opens the page of modules; - + choose the network, p and ↑ ↓ the tensor. It has ten numbers.
    question: Why are the shapes (3, 4) and (3,) incompatible, although both contain a 3?
    answer: Shapes are compared from the last axis, and 4 is not 3. A column of shape (3, 1) would fit.

    lesson: xor
    title: Why a hidden layer is needed
    command: dlviz xor
    text: XOR is not linearly separable, so the network needs a hidden layer. Watch how each hidden unit divides the plane.
    task: Solve XOR with two hidden units.
    check: xor = 1 and hidden_layers = 1 and hidden_units = 2 and right = 4 and loss < 0.05
    hint: Set hidden to 2; R draws new initial weights.
    task: Find a seed for which two hidden units fail.
    check: xor = 1 and hidden_layers = 1 and hidden_units = 2 and finished = 1 and right < 4
    hint: Press R until a run ends with a misclassified point.
    task: Solve XOR in fewer than 300 epochs.
    check: xor = 1 and right = 4 and loss < 0.05 and epoch < 300
    hint: Try a larger learning rate or another optimizer.
    task: Go back from the solution to a time before it.
    check: xor = 1 and right = 4 then rewound = 1 and right < 4
    hint: Press [ or Home.
    question: Why are the initial weights random?
    answer: With equal weights all hidden units receive equal gradients and stay equal. The layer would act as a single unit.

    lesson: mnist
    title: Recognizing handwritten digits
    command: dlviz mnist
    text: The same algorithm with 784 inputs and, in the default network, 109,386 parameters.
    task: Reach a test accuracy of 97 %.
    check: test_accuracy >= 0.97
    hint: On MNIST, five epochs of the default network are enough.
    task: Overfit: train until the test loss is a tenth above its minimum while the training loss still falls.
    check: overfits = 1
    hint: Keep training; a larger network, or --train-images 1000, overfits sooner.
    task: Find out which digits the network confuses.
    check: page = 3 and epoch >= 1
    hint: After an epoch, 3 shows the confusion matrix.
    question: What does the confusion matrix show that the accuracy does not?
    answer: Which classes are confused with which. The accuracy only counts the errors.

    lesson: compare
    title: One run is not an experiment
    command: dlviz compare --over hidden=2,3,4,8 --seeds 100 --epochs 2000
    text: Initial weights are random, so one run may succeed or fail by chance. Only many seeds show what a setting does.
    task: Train every run to the end.
    check: finished = 1
    hint: They train by themselves; the title line counts them.
    task: Choose the setting that ranks best.
    check: finished = 1 and is_best = 1
    hint: - + choose a setting; the conclusions say which solves the task most often.
    task: Draw the curve of every run instead of the spread.
    check: page = 1 and shows_runs = 1
    hint: tab goes to the setting spread, - + change it.
    task: Look at a run that failed although most runs of its setting solved the problem.
    check: page = 2 and solved_share > 0.5 and run_solved = 0
    hint: 2 shows the runs of the chosen setting; p focuses their groups, ↑ ↓ choose one.
    question: Setting A solves 9 of 10 runs and setting B 7 of 10. Is A better?
    answer: These runs cannot tell. If both were equally good, a difference at least as large would still be common: Fisher's exact test gives
      p = 0.58.

    lesson: playground
    title: Features, units and decision boundaries
    command: dlviz playground
    text: The inputs of a network are features computed from x₁ and x₂. Better features need fewer units, and more units need fewer features.
      G sets up the data and the network of one task after another.
    task: Learn the circle with one hidden unit: a test loss below 0.02.
    check: circle = 1 and hidden_units = 1 and test_loss < 0.02
    hint: Which features give the distance from the centre?
    task: Learn the circle from x₁ and x₂ alone with at most three hidden units: a test loss below 0.05.
    check: circle = 1 and only_x = 1 and hidden_units <= 3 and test_loss < 0.05
    hint: Three lines enclose a triangle.
    task: Learn the four quadrants of XOR from x₁ and x₂ alone: a test loss below 0.02.
    check: xor = 1 and only_x = 1 and test_loss < 0.02
    hint: One hidden layer is enough.
    task: Learn the spiral from x₁ and x₂ alone: a test loss below 0.02.
    check: spiral = 1 and only_x = 1 and test_loss < 0.02
    hint: It takes more units, or layers, and patience.
    task: Learn XOR from data with noise of 35 or more: a test loss below 0.25.
    check: xor = 1 and noise >= 35 and test_loss < 0.25
    hint: Stop before the network fits the noise, or use a smaller one.
    question: Why can a network of linear units only draw straight boundaries, however many layers it has?
    answer: A linear function of linear functions is linear.

    lesson: watch
    title: Reading the curves of a training run
    command: dlviz watch .
    text: Any program that logs its training can be watched. To get two runs, type in another terminal, in the same folder:
    text: dlviz xor --json --seed 1 > one.jsonl
    text: dlviz xor --json --seed 2 > two.jsonl
    task: Have at least two runs on the screen.
    check: runs >= 2
    hint: dlviz watch searches its folder for logs and keeps looking.
    task: Read a value off the curves.
    check: page = 1 and cursor = 1
    hint: ← → move the cursor over all charts.
    task: Show one run alone, then all again.
    check: runs >= 2 and shown = 1 then shown >= 2
    hint: a shows the chosen run alone, n chooses the next.
    task: Compare the final values of two runs.
    check: page = 2 and baseline = 1
    hint: b makes the chosen run the baseline; 2 shows the table with the differences.
    question: Why is a smoothed curve not enough to judge a run?
    answer: Smoothing hides spikes and lags behind a change. The raw values are drawn behind it for that reason.

    """
}
