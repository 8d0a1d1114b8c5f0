import Testing

@testable import Training

@Suite struct LayerChainTests {
  /// Links from texts such as `fc1 2 3`: a name, inputs, outputs.
  private func chain(_ texts: String...) -> LayerChain {
    LayerChain(
      texts.map { text in
        let parts = text.split(separator: " ")
        return LayerChain.Link(name: String(parts[0]), inputs: Int(parts[1]) ?? 0, outputs: Int(parts[2]) ?? 0)
      }
    )
  }

  private func names(_ answer: LayerChain.Answer) -> [String]? {
    if case .order(let links) = answer { return links.map(\.name) }
    return nil
  }

  @Test func shapesGoBeforeNames() {
    #expect(names(chain("a 4 3", "b 9 5", "c 5 4").answer()) == ["b", "c", "a"])
    #expect(names(chain("fc2 9 5", "fc1 5 4").answer()) == ["fc2", "fc1"])
  }

  @Test func numbersTellWhatShapesDoNot() {
    #expect(names(chain("h10 4 4", "in 9 4", "h9 4 4", "out 4 3").answer()) == ["in", "h9", "h10", "out"])
    #expect(chain("x 4 4", "in 9 4", "y 4 4", "out 4 3").answer() != .none)
    #expect(names(chain("x 4 4", "in 9 4", "y 4 4", "out 4 3").answer()) == nil)
  }

  @Test func theFirstNumberThatDiffersTells() {
    #expect(
      names(chain("layer2.linear 4 4", "in 9 4", "layer1.fc 4 4", "out 4 3").answer())
        == ["in", "layer1.fc", "layer2.linear", "out"]
    )
    #expect(names(chain("a1.x 4 4", "in 9 4", "b2.x 4 4", "out 4 3").answer()) == nil)
  }

  @Test func aLoopMayStandAtTwoPlaces() {
    // 9-4-6-4-3 with 4-4 before or after the detour over 6.
    #expect(names(chain("in 9 4", "up 4 6", "down 6 4", "same 4 4", "out 4 3").answer()) == nil)
    #expect(
      names(chain("n0 9 4", "n2 4 6", "n4 6 4", "n6 4 4", "n8 4 3").answer()) == ["n0", "n2", "n4", "n6", "n8"]
    )
  }

  @Test func noChainIsNone() {
    #expect(chain("a 9 5", "b 4 3").answer() == .none)
    #expect(chain().answer() == .none)
  }

  @Test func aHeadAsideIsLeftOut() {
    #expect(names(chain("a 9 5", "aux 5 2", "b 5 3").trail(from: 9, to: 3)) == ["a", "b"])
    #expect(names(chain("a 9 5", "b 5 3", "c 5 3").trail(from: 9, to: 3)) == nil)
  }

  @Test func manyEqualLayersTakeNoTime() {
    let links = (0..<40).map { LayerChain.Link(name: "l\($0)", inputs: 8, outputs: 8) }
    #expect(names(LayerChain(links.shuffled()).answer()) == links.map(\.name))
  }
}
