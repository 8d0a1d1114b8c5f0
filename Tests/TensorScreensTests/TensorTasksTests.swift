import Lessons
import ScreenTestSupport
import Shell
import TensorLab
import TensorScreens
import Terminal
import Testing

/// The tasks of the course's lessons, done on the screens by keys.
@Suite struct TensorTasksTests {
  @Test func autograd() {
    var script = ScreenScript(AutogradScreen(AutogradProblem(AutogradExample.all[0]))).inLesson("autograd")
    #expect(script.doneTasks.isEmpty)
    script.press(.end)
    #expect(script.doneTasks == [1])
    script.press(.home)
    #expect(script.doneTasks == [1, 2])
    script.press(.tab)
    for _ in 0..<60 where !script.doneTasks.contains(3) { script.type("-") }
    #expect(script.doneTasks == [1, 2, 3])
    type("x = 2; x*x*x", &script, by: "f")
    #expect(script.doneTasks == [1, 2, 3, 4])
    type("x=0; relu(x)", &script, by: "f")
    #expect(script.doneTasks == [1, 2, 3, 4, 5])
  }

  private func type<S: Screen>(_ line: String, _ script: inout ScreenScript<S>, by key: String? = nil) {
    if let key { script.type(key) } else { script.press(.enter) }
    for _ in 0..<80 { script.press(.backspace) }
    script.type(line)
    script.press(.enter)
  }

  @Test func tensors() {
    var script = ScreenScript(TensorsScreen()).inLesson("tensors")
    #expect(script.doneTasks.isEmpty)
    script.press(.right, .down)
    #expect(script.doneTasks == [1])
    type("[[1],[2],[3]] * [10,20,30,40]", &script)
    #expect(script.doneTasks == [1, 2])
    type("[1,2,3] + [1,2]", &script)
    type("[1,2,3] + 1", &script)
    #expect(script.doneTasks == [1, 2, 3])
    type("mean(range(12).reshape(3,4), axis=1)", &script)
    #expect(script.doneTasks == [1, 2, 3, 4], "\(script.text())")
    script.type("2")
    #expect(script.doneTasks == [1, 2, 3, 4])
    while script.screen.reproducingCommand != "dlviz tensors --module mnist" { script.type("+") }
    script.type("p")
    for _ in 0..<5 where !script.doneTasks.contains(5) { script.press(.down) }
    #expect(script.doneTasks == [1, 2, 3, 4, 5], "\(script.text())")
  }

  @Test func factsAreThoseOfTheTable() {
    #expect(
      Set(AutogradScreen(AutogradProblem(AutogradExample.all[0])).facts.keys)
        == Set(LessonFacts.names(of: "autograd") ?? [])
    )
    var keys = Set(TensorsScreen().facts.keys)
    keys.formUnion(TensorsScreen(network: BuiltInNetwork.all[0]).facts.keys)
    #expect(keys == Set(LessonFacts.names(of: "tensors") ?? []))
  }
}
