import Datasets

/// Where the images are on their way to the network.
public enum MnistDataPhase: Equatable, Sendable {
  /// Files are looked for and read; the share that is done, 0…1.
  case loading(Double)
  /// Digits are drawn because no files were found; the share that is done, 0…1.
  case generating(Double)
  /// Training and test images are there.
  case ready
  /// There are none; why, in words.
  case failed(String)
}
