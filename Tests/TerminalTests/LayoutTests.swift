import TestSupport
import Testing

@testable import Terminal

@Suite struct LayoutTests {
  @Test func fixedPartsComeFirstAndSharesFillTheRest() {
    let rows = Rect(x: 2, y: 3, width: 10, height: 20).rows(.fixed(1), .share(1), .share(3), .fixed(3))
    #expect(rows.map(\.y) == [3, 4, 8, 20])
    #expect(rows.map(\.height) == [1, 4, 12, 3])
    #expect(rows.allSatisfy { $0.x == 2 && $0.width == 10 })
  }

  @Test func minimumsAreKeptAndTheOthersShareWhatIsLeft() {
    #expect(Length.resolve([.atLeast(8, share: 1), .share(1), .share(1)], total: 12) == [8, 2, 2])
    #expect(Length.resolve([.minimum(2), .minimum(2)], total: 10) == [5, 5])
  }

  @Test func tooLittleRoomServesTheFirstParts() {
    #expect(Length.resolve([.fixed(3), .fixed(3), .share(1)], total: 4) == [3, 1, 0])
    #expect(Length.resolve([.minimum(5), .fixed(5)], total: 3) == [3, 0])
  }

  @Test func gapsLieBetweenParts() {
    let columns = Rect(x: 0, y: 0, width: 11, height: 1).columns(.share(1), .share(1), .share(1), gap: 1)
    #expect(columns.map(\.x) == [0, 4, 8])
    #expect(columns.map(\.width) == [3, 3, 3])
  }

  @Test func partsNeverOverlapNorLeaveTheRegion() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<2000 {
      let parts = (0..<Int.random(in: 0...6, using: &random)).map { _ -> Length in
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .fixed(Int.random(in: -2...30, using: &random))
        case 1: .minimum(Int.random(in: -2...30, using: &random))
        case 2: .share([1, 2.5, 0, -1, .nan, .infinity].randomElement(using: &random) ?? 1)
        default: .atLeast(Int.random(in: 0...9, using: &random), share: 2)
        }
      }
      let region = Rect(
        x: Int.random(in: -3...3, using: &random),
        y: 1,
        width: Int.random(in: 0...40, using: &random),
        height: 5
      )
      let columns = region.columns(parts, gap: Int.random(in: 0...2, using: &random))
      #expect(columns.count == parts.count)
      var end = region.x
      for column in columns {
        #expect(column.x >= end && column.maxX <= region.maxX && column.width >= 0)
        end = column.maxX
      }
    }
  }

  @Test func gridAndCentre() {
    let cells = Rect(x: 0, y: 0, width: 9, height: 5).grid(columns: 2, rows: 2, gap: 1)
    #expect(cells.map(\.width) == [4, 4, 4, 4])
    #expect(cells.map(\.y) == [0, 0, 3, 3])
    #expect(Rect(x: 0, y: 0, width: 9, height: 5).centered(Size(3, 99)) == Rect(x: 3, y: 0, width: 3, height: 5))
  }
}
