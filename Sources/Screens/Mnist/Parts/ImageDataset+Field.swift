import Datasets
import Plots

extension ImageDataset {
  /// An image's grey values as a picture's, 0 paper to 255 ink.
  func field(at index: Int) -> Field {
    Field(width: width, height: height, values: image(at: index).map { Double($0) })
  }

  /// A picture of an image that fills its room.
  func picture(at index: Int) -> ImageView {
    ImageView(field: field(at: index), palette: .image, range: 0...255, allowsEnlarging: true)
  }
}

extension ImageView {
  /// An image without ink, where one will be.
  static let blankImage = ImageView(
    field: Field(width: 28, height: 28, values: Array(repeating: 0, count: 28 * 28)),
    palette: .image,
    range: 0...255,
    allowsEnlarging: true
  )
}
