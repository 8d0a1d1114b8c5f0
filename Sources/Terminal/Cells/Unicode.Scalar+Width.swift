extension Unicode.Scalar {
  /// Whether terminals give this scalar exactly one column.
  ///
  /// Conservative: printable scalars below the East Asian wide blocks, without controls, combining marks and format
  /// characters (Unicode Standard Annex #11).
  public var takesOneColumn: Bool {
    switch value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF: true
    case ..<0x300: false
    case 0x300...0x36F, 0x483...0x489, 0x591...0x10FF, 0x1100...0x115F: false
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x20D0...0x20FF: false
    case 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615: false
    case ..<0x2E80: true
    case 0x1FB00...0x1FBFF: true
    default: false
    }
  }
}
