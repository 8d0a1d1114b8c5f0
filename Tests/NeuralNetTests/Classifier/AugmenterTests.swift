import CKernels
import Testing

@testable import NeuralNet

@Suite struct AugmenterTests {
  private let side = 12

  private func distort(_ image: [UInt8], _ augmentation: Augmentation, seed: UInt64, level: ck_level) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: image.count)
    let augmenter = Augmenter(side: side, level: level)
    image.withUnsafeBufferPointer { image in
      result.withUnsafeMutableBufferPointer { result in
        guard let image = image.baseAddress, let result = result.baseAddress else { return }
        augmenter.distort(image, by: augmentation, seed: seed, into: result)
      }
    }
    return result
  }

  private var blob: [UInt8] {
    (0..<side * side).map { (4..<8).contains($0 % side) && (3..<9).contains($0 / side) ? 200 : 0 }
  }

  private func centre(_ image: [UInt8]) -> (x: Double, y: Double, mass: Double) {
    var (x, y, mass) = (0.0, 0.0, 0.0)
    for (index, byte) in image.enumerated() {
      x += Double(byte) * Double(index % side)
      y += Double(byte) * Double(index / side)
      mass += Double(byte)
    }
    return (x / mass, y / mass, mass)
  }

  @Test func nothingAskedNothingChanged() {
    #expect(distort(blob, .none, seed: 1, level: ck_best_level()) == blob)
  }

  @Test func shiftsMoveWithoutChangingTheMass() {
    let before = centre(blob)
    var moves: [Double] = []
    for seed in 0..<20 {
      let after = centre(distort(blob, Augmentation(shift: 2), seed: UInt64(seed), level: ck_best_level()))
      #expect(abs(after.mass - before.mass) < 0.02 * before.mass)
      #expect(abs(after.x - before.x) < 2.01 && abs(after.y - before.y) < 2.01)
      moves.append(after.x - before.x)
    }
    #expect((moves.max() ?? 0) > 0.5 && (moves.min() ?? 0) < -0.5)
  }

  @Test func turnsKeepCentreAndMass() {
    let before = centre(blob)
    for seed in 0..<10 {
      let turned = distort(blob, Augmentation(rotation: 45), seed: UInt64(seed), level: ck_best_level())
      let after = centre(turned)
      #expect(abs(after.mass - before.mass) < 0.05 * before.mass)
      #expect(abs(after.x - before.x) < 0.2 && abs(after.y - before.y) < 0.2)
      #expect(turned != blob)
    }
  }

  @Test func elasticFieldsHaveTheWantedSize() {
    // A ramp's grey values are its displacements. Away from the rim the field's deviation is what was asked.
    let ramp = (0..<side * side).map { UInt8($0 % side * 20) }
    var squares = 0.0
    var count = 0.0
    for seed in 0..<200 {
      let warped = distort(
        ramp,
        Augmentation(elastic: 0.8, elasticSmoothness: 1),
        seed: UInt64(seed),
        level: ck_best_level()
      )
      for index in [5 * side + 5, 6 * side + 6] {
        let moved = (Double(warped[index]) - Double(ramp[index])) / 20
        squares += moved * moved
        count += 1
      }
    }
    #expect(abs((squares / count).squareRoot() - 0.8) < 0.1)
  }

  @Test func theSeedDecidesOnEveryLevel() {
    let augmentation = Augmentation(shift: 1, rotation: 10, scale: 0.1, elastic: 1, elasticSmoothness: 2)
    let first = distort(blob, augmentation, seed: 3, level: ck_best_level())
    #expect(first == distort(blob, augmentation, seed: 3, level: ck_best_level()))
    #expect(first != distort(blob, augmentation, seed: 4, level: ck_best_level()))
    for level in availableLevels {
      let other = distort(blob, augmentation, seed: 3, level: level)
      #expect(zip(first, other).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
    }
  }

  @Test func textsAndBack() throws {
    let all = Augmentation(shift: 1, rotation: 8, scale: 0.08, elastic: 1.5, elasticSmoothness: 5)
    #expect(all.description == "shift=1,rotate=8,scale=0.08,elastic=1.5,smoothness=5")
    #expect(try Augmentation(parsing: all.description) == all)
    #expect(try Augmentation(parsing: "Shift,rotate=5") == Augmentation(shift: 2, rotation: 5))
    #expect(try Augmentation(parsing: "none") == .none)
    for (text, found) in [
      ("", "''"), ("shift,", "''"), ("shift=", "'shift='"), ("shift=x", "'shift=x'"), ("shift=-1", "'shift=-1'"),
      ("blur=1", "'blur'"), ("shift=1,shift=2", "'shift' again"),
    ] {
      let error = #expect(throws: Augmentation.ParseError.self) { try Augmentation(parsing: text) }
      #expect(error?.description.hasSuffix(found) == true)
    }
  }
}
