/// Where the ink of a 28×28 image is.
struct Ink {
  var centre = SIMD2<Double>.zero
  var columns = 0..<0
  var rows = 0..<0
  var sum = 0.0

  init(_ image: [UInt8]) {
    let marked = image.indices.filter { image[$0] > 0 }
    guard let top = marked.map({ $0 / 28 }).min(), let bottom = marked.map({ $0 / 28 }).max(),
      let left = marked.map({ $0 % 28 }).min(), let right = marked.map({ $0 % 28 }).max()
    else { return }
    columns = left..<right + 1
    rows = top..<bottom + 1
    for index in marked {
      sum += Double(image[index])
      centre += Double(image[index]) * SIMD2(Double(index % 28), Double(index / 28))
    }
    centre /= sum
  }
}
