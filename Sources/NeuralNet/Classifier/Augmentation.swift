/// How training images are distorted, so that a network meets each of them in many forms.
///
/// The distortion of an image is drawn anew in every epoch, from the seed, the epoch and the image alone.
public struct Augmentation: Hashable, Sendable {
  /// The farthest shift in pixels, across and down; each is uniform in ± this.
  public var shift: Double

  /// The largest turn in degrees, uniform in ± this.
  public var rotation: Double

  /// The largest change of size as a share, 0.1 for 0.9 to 1.1 times; height and width change each by themselves.
  public var scale: Double

  /// The standard deviation in pixels of an elastic deformation, a smooth random field (Simard et al., 2003).
  public var elastic: Double

  /// The standard deviation in pixels of the Gaussian that makes the elastic field smooth.
  public var elasticSmoothness: Double

  /// Makes a distortion; by default none.
  public init(
    shift: Double = 0,
    rotation: Double = 0,
    scale: Double = 0,
    elastic: Double = 0,
    elasticSmoothness: Double = 4
  ) {
    self.shift = shift
    self.rotation = rotation
    self.scale = scale
    self.elastic = elastic
    self.elasticSmoothness = elasticSmoothness
  }

  /// Images as they are.
  public static let none = Augmentation()

  /// Whether images stay as they are.
  public var isNone: Bool { shift == 0 && rotation == 0 && scale == 0 && elastic == 0 }
}
