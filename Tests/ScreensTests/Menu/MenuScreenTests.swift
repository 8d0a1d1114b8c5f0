import Datasets
import Plots
import Terminal
import TestSupport
import Testing

@testable import Screens

struct MenuScreenTests {
  static let ascii = Capabilities(charset: .ascii, colorDepth: .mono, hasMouse: false)

  private func menu(_ size: Size) -> MenuScreen {
    var menu = MenuScreen(version: "9.8.7")
    _ = menu.update(.input(.resize(size)))
    return menu
  }

  private func text(_ menu: MenuScreen, _ capabilities: Capabilities = .full) -> String {
    var frame = menu.view(ViewContext(size: menu.size, look: Look(theme: .dark, capabilities: capabilities)))
    frame.transliterate(to: capabilities.charset)
    return frame.text
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(80, 50), Size(120, 40), Size(200, 60), Size(300, 100)])
  func everyEntryIsSaidInFull(size: Size) {
    let menu = menu(size)
    let words = text(menu).split(whereSeparator: { " \n│╭╮╰╯".contains($0) }).map(String.init)
    for (index, entry) in MenuScreen.entries.enumerated() {
      #expect(text(menu).contains(entry.command))
      #expect(!menu.layout.entries[index].isEmpty)
      for word in entry.says.split(separator: " ") { #expect(words.contains(String(word)), "\(word) at \(size)") }
    }
    #expect(text(menu).contains("version 9.8.7"))
    #expect(text(menu).contains("1-5 open"))
    let foot = menu.layout.entries.map(\.maxY).max() ?? 0
    #expect(foot < size.height - 1)
  }

  /// The preview is of a network that learns: at first two right at most, in the end all four, and then it rests.
  @Test func theNetworkInTheMenuLearnsXor() {
    var menu = menu(Size(120, 40))
    #expect(text(menu).contains("epoch 0"))
    #expect(menu.tickInterval != nil)
    for _ in 0..<100 { _ = menu.update(.tick(.zero)) }
    #expect(menu.preview.xorEpochs == 10_000)
    #expect(text(menu).contains("4/4 right"))
    #expect(menu.tickInterval == nil)
  }

  @Test func everyScreenHasItsPreview() {
    var menu = menu(Size(120, 40))
    for preview in ["XOR, output", "AND", "2 tanh   3 ReLU", "1 MSE   2 MAE", "generated digits"] {
      #expect(text(menu).contains(preview), "\(preview)")
      #expect(text(menu, Self.ascii).unicodeScalars.allSatisfy { $0.isASCII })
      _ = menu.update(.input(.key(.down)))
    }
  }

  @Test func thePerceptronsPlay() {
    var menu = menu(Size(120, 40))
    _ = menu.update(.input(.key(.down)))
    for second in 1..<40 { _ = menu.update(.tick(.seconds(second))) }
    #expect((menu.preview.perceptron?.liveStep ?? 0) > 20)
    #expect(text(menu).contains("4/4"))
  }

  /// With few colours the chosen entry is one pair of colours: names in their own would be lost on it.
  @Test(arguments: [Capabilities.ColorDepth.colors16, .colors8, .mono])
  func theChosenEntryIsReadableInFewColours(depth: Capabilities.ColorDepth) {
    let menu = menu(Size(80, 24))
    let look = Look(theme: .dark, charset: .braille, colorDepth: depth)
    let frame = menu.view(ViewContext(size: menu.size, look: look))
    let place = menu.layout.entries[0]
    let cells = (place.x..<place.maxX).map { frame[$0, place.y].style }
    #expect(Set(cells.map(\.foreground)).count == 1 && Set(cells.map(\.background)).count == 1)
    #expect(cells.allSatisfy { $0.attributes.contains(.reverse) })
  }

  /// Where there is no room for a preview nothing runs for one.
  @Test func smallWindowsHaveNoPreview() {
    let menu = menu(Size(80, 24))
    #expect(menu.tickInterval == nil)
    #expect(menu.preview.xorNetwork == nil)
  }

  @Test func keysAndMouseOpen() {
    var menu = menu(Size(80, 24))
    #expect(menu.update(.input(.key(.enter))) == [.open(.xor(.xor))])
    #expect(menu.update(.input(.key(.character("3")))) == [.open(.activations)])
    #expect(menu.selected == 2)
    #expect(menu.update(.input(.key(.character("6")))).isEmpty)
    let place = menu.layout.entries[4]
    _ = menu.update(.input(.mouse(Mouse(.move, at: Point(place.x + 3, place.y + 1)))))
    #expect(menu.destination == .mnist)
    #expect(menu.update(.input(.mouse(Mouse(.press, at: Point(place.x + 3, place.y))))) == [.open(.mnist)])
    #expect(menu.update(.input(.key(.character("q")))) == [.quit])
  }

  @Test(arguments: [UInt64](0..<3)) func monkeyBreaksNothing(seed: UInt64) {
    runMonkey(
      seed: seed,
      events: 1000,
      makeScreen: { _, _ in ScreenHost(MenuScreen(), worker: IdleWorker()) },
      destination: .menu
    )
  }
}
