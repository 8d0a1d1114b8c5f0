import Lessons
import NeuralNet

/// Feeds damaged lessons and tables to their readers: every one must be read or refused with an error that names the place.
struct LessonFuzzer {
  /// Which reader.
  enum Kind { case lessons, csv }

  /// How often a text was read all the same, and how often refused.
  private(set) var accepted = 0
  private(set) var refused = 0

  private static let words = [
    "lesson: ", "title: ", "command: dlviz neuron", "text: ", "task: ", "check: loss < 1", "hint: ", "question: ",
    "answer: ", " then ", " and ", "<=", "=", "1e999", "nan", "'", "\"", "\n", "\n  ", "\r\n", ",", ";", "\t", "#",
    "\u{FEFF}", "x,y", "0.5", "-3", "\u{0}", "é", "\u{301}",
  ]

  private let kind: Kind
  private var mutator: ByteMutator
  private let seeds: [[UInt8]]

  init(_ kind: Kind, seed: UInt64) {
    self.kind = kind
    mutator = ByteMutator(seed: seed)
    switch kind {
    case .lessons:
      let short = """
        # two lessons
        lesson: a
        title: A
        command: dlviz neuron --lesson 'x y'
        text: Something,
          and more.
        task: Do it.
        check: dead = 1 then dead = 0 and loss < 20
        hint: So.
        question: Why?
        answer: Because.
        lesson: b
        title: B
        command: dlviz xor
        task: Look.

        """
      seeds = [Array(short.utf8), Array(Course.text.utf8.prefix(1500))]
    case .csv:
      seeds = [
        Array("x,y\n-5,-9\n-4,-7\n0.5,2\n".utf8), Array("1;2\r\n3;4\r\n".utf8), Array("1 2\n3\t4\n\"5\",\"6\"\n".utf8),
      ]
    }
  }

  /// Reads one damaged text.
  mutating func step() {
    var bytes = seeds[mutator.random.below(seeds.count)]
    for _ in 0..<mutator.random.below(4) { insertWord(&bytes) }
    if mutator.random.below(3) > 0 { bytes = mutator.mutate(bytes) }
    let text = String(decoding: bytes, as: UTF8.self)
    let message: String?
    switch kind {
    case .lessons:
      do throws(LessonError) {
        let lessons = try LessonFile(text, file: "f").lessons
        precondition(!lessons.isEmpty && lessons.allSatisfy { !$0.name.isEmpty && !$0.command.isEmpty })
        message = nil
      } catch { message = error.description }
    case .csv:
      do throws(NeuronError) {
        let data = try NeuronData(csv: text, file: "f")
        precondition(data.samples.allSatisfy { $0.inputs.count == 1 && abs($0.target) <= NeuronData.limit })
        message = nil
      } catch { message = error.description }
    }
    if let message {
      precondition(message.hasPrefix("f") && message.contains("expected") && message.contains("found"))
      refused += 1
    } else {
      accepted += 1
    }
  }

  private mutating func insertWord(_ bytes: inout [UInt8]) {
    let word = Self.words[mutator.random.below(Self.words.count)]
    bytes.insert(contentsOf: word.utf8, at: mutator.random.below(bytes.count + 1))
  }
}
