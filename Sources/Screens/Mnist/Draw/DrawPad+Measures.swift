import Datasets

extension DrawPad {
  /// The columns and rows of the sheet that have ink; nil for an empty sheet.
  var inkBox: (columns: Range<Int>, rows: Range<Int>)? {
    // The share below which the preparation takes ink for paper.
    let inked = ink.indices.filter { ink[$0] > 0.02 }
    guard let top = inked.first, let bottom = inked.last else { return nil }
    let columns = inked.map { $0 % Self.size }
    guard let first = columns.min(), let last = columns.max() else { return nil }
    return (first..<last + 1, (top / Self.size)..<(bottom / Self.size + 1))
  }

  /// The centre of mass of the prepared image, in its pixels; nil for an empty one.
  var centreOfMass: (x: Double, y: Double)? {
    var mass = 0.0
    var x = 0.0
    var y = 0.0
    for (index, value) in prepared.enumerated() {
      mass += Double(value)
      x += Double(value) * Double(index % DigitPreparation.size)
      y += Double(value) * Double(index / DigitPreparation.size)
    }
    return mass > 0 ? (x / mass, y / mass) : nil
  }
}
