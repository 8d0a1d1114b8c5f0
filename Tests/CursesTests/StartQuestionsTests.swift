import Terminal
import Testing

@testable import Curses

/// What real terminals answer at the start, and what is concluded from it.
@Suite struct StartQuestionsTests {
  /// Answers as the terminals give them, with `^` for escapes.
  struct Answers: CustomTestStringConvertible, Sendable {
    var terminal: String
    var bytes: String
    var depth: Capabilities.ColorDepth
    var background: Color?

    var testDescription: String { terminal }
  }

  private func description(_ name: String, environment: [String: String] = [:]) -> TerminalDescription {
    TerminalDescription(
      name: name,
      localeIsUTF8: true,
      colors: 256,
      hasDirectColor: false,
      hasMouse: true,
      environment: environment
    )
  }

  private func capabilities(after bytes: String, options: CursesOptions = CursesOptions()) throws -> Capabilities {
    let terminal = description("xterm-256color")
    let before = Capabilities(terminal, options: options)
    let questions = try #require(StartQuestions(terminal, capabilities: before, options: options))
    var decoder = KeyDecoder()
    var result = before
    var hasEnded = false
    for scalar in bytes.replacing("^", with: "\u{1B}").unicodeScalars {
      for arrival in decoder.decode(.character(scalar.value)) {
        guard case .reply(let reply) = arrival else {
          Issue.record("an answer became \(arrival)")
          continue
        }
        if reply == .attributes { hasEnded = true }
        result = questions.capabilities(result, with: reply)
      }
    }
    #expect(hasEnded)
    return result
  }

  @Test(arguments: TerminalAnswers.all)
  func answers(_ answers: Answers) throws {
    let found = try capabilities(after: answers.bytes)
    #expect(found.colorDepth == answers.depth)
    #expect(found.background == answers.background)
  }

  @Test func whatAPersonHasDecidedIsNotAsked() throws {
    let options = CursesOptions(colorDepth: .colors256)
    let terminal = description("xterm-256color")
    let questions = try #require(
      StartQuestions(terminal, capabilities: Capabilities(terminal, options: options), options: options)
    )
    #expect(!questions.asksForDepth)
    #expect(try capabilities(after: "^P1$r0;48:2::1:2:3m^\\^[?64c", options: options).colorDepth == .colors256)
  }

  @Test(arguments: ["linux", "vt220", "screen.xterm"])
  func whoMightShowTheQuestionIsNotAsked(name: String) {
    let terminal = description(name)
    #expect(StartQuestions(terminal, capabilities: .full, options: CursesOptions()) == nil)
  }

  @Test func theQuestions() throws {
    let terminal = description("xterm-256color")
    let questions = try #require(
      StartQuestions(terminal, capabilities: Capabilities(terminal, options: CursesOptions()), options: CursesOptions())
    )
    let text = String(decoding: questions.bytes, as: UTF8.self).replacing("\u{1B}", with: "^")
    #expect(text == "^]11;?^\\^P+q524742;5463^\\^[48;2;1;2;3m^P$qm^\\^[m^[c")
    let direct = try #require(StartQuestions(terminal, capabilities: .full, options: CursesOptions()))
    #expect(String(decoding: direct.bytes, as: UTF8.self).replacing("\u{1B}", with: "^") == "^]11;?^\\^[c")
  }
}
