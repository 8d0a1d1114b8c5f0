import NeuralNet
import Playground

/// Damaged links, tables and boundary functions for the playground's readers.
struct PlaygroundFuzzer {
  private(set) var accepted = 0
  private(set) var refused = 0
  private var random: RandomNumbers

  private static let seeds = [
    "https://playground.tensorflow.org/#activation=tanh&batchSize=10&dataset=circle&regDataset=reg-plane&learningRate=0.03"
      + "&regularizationRate=0&noise=0&networkShape=4,2&seed=0.27182&percTrainData=50&x=true&y=true&x_hide=true",
    "a,b,class\n1,2,yes\n3,4,no\n\"5\",6,\"y,es\"\n", "1;2;3\n4;5;6\n", "{\"x1\":1,\"x2\":2,\"label\":0}\n[1,2,3]\n",
    "2*sin(x) + max(x, 1)^2 - abs(x)/3",
  ]
  private static let pieces = [
    "&", "=", "#", ",", "\n", "\r", "\"", ";", "\t", "1e999", "-1", "NaN", "0x", "Infinity", "_hide=true", "seed=",
    "networkShape=", "noise=-", "(", ")", "^", "x", "{", "}", "[", "]", "é", "\u{FEFF}", "\u{0}", "9999999999",
  ]

  init(seed: UInt64) { random = RandomNumbers(seed: seed) }

  mutating func step() {
    let kind = random.below(Self.seeds.count)
    var text = Array(Self.seeds[kind].unicodeScalars)
    for _ in 0..<random.below(8) {
      let place = random.below(text.count + 1)
      if random.below(3) == 0, place < text.count {
        text.removeSubrange(place..<min(text.count, place + 1 + random.below(6)))
      } else {
        text.insert(contentsOf: Self.pieces[random.below(Self.pieces.count)].unicodeScalars, at: place)
      }
    }
    var damaged = String.UnicodeScalarView()
    damaged.append(contentsOf: text)
    if read(String(damaged), kind) { accepted += 1 } else { refused += 1 }
  }

  private func read(_ text: String, _ kind: Int) -> Bool {
    switch kind {
    case 0:
      guard let link = try? PlaygroundLink(text, drawSeed: { "0.5" }) else { return false }
      // What is read can be written and read again.
      _ = link.settings.command
      return (try? PlaygroundLink(link.settings.link, drawSeed: { "0.5" })) != nil
    case 1, 2: return (try? TableReader.read(text, name: "t.csv")) != nil
    case 3: return (try? TableReader.read(text, name: "t.jsonl")) != nil
    default: return (try? BoundaryFormula(text)).map { _ = $0.value(at: 1) } != nil
    }
  }
}
