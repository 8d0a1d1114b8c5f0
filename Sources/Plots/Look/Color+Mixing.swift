import Terminal

extension Color {
  /// The colour a fraction of the way to another, component by component; fast enough for every cell of a frame.
  func blended(with other: Color, _ fraction: Double) -> Color {
    let weight = Int(clamping: fraction * 256, to: 0...256)
    func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8(truncatingIfNeeded: (Int(from) * (256 - weight) + Int(to) * weight + 128) >> 8)
    }
    return Color(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// How bright the colour looks, 0…255 (Rec. 709 weights on the encoded components).
  var brightness: Int { (Int(red) * 54 + Int(green) * 183 + Int(blue) * 19) >> 8 }

  /// Black or white, whichever reads better on this colour.
  public var contrast: Color { brightness > 120 ? Color(hex: 0x0B0E12) : Color(hex: 0xFFFFFF) }
}
