/// Images of one size with a label each, on their way to a data set.
struct ImageTable: Equatable {
  /// Columns of an image.
  var width: Int
  /// Rows of an image.
  var height: Int
  /// Shape (count, height, width).
  var pixels: [UInt8]
  /// A class each.
  var labels: [UInt8]

  var count: Int { labels.count }

  /// Turns every image about its diagonal: rows become columns.
  mutating func transpose() {
    let size = width * height
    pixels = [UInt8](unsafeUninitializedCapacity: pixels.count) { [width, height, pixels] turned, filled in
      for start in stride(from: 0, to: pixels.count, by: max(size, 1)) {
        for row in 0..<height {
          for column in 0..<width { turned[start + column * height + row] = pixels[start + row * width + column] }
        }
      }
      filled = pixels.count
    }
    (width, height) = (height, width)
  }

  /// Sets every sixth image aside, as MNIST has one test image to six for training.
  func split() -> (train: ImageTable, test: ImageTable) {
    let size = width * height
    var train = ImageTable(width: width, height: height, pixels: [], labels: [])
    var test = train
    for index in 0..<count {
      let image = pixels[index * size..<(index + 1) * size]
      if index % 6 == 5 {
        test.pixels += image
        test.labels.append(labels[index])
      } else {
        train.pixels += image
        train.labels.append(labels[index])
      }
    }
    return (train, test)
  }
}
