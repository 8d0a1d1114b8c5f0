/// A cell's colour: the terminal's own default, or 24-bit RGB that an output steps down to what the terminal has.
public struct Color: Hashable, Sendable {
  /// `0x01RRGGBB` for a colour, 0 for the terminal's default; one word, so that a cell stays small and comparable.
  let packed: UInt32

  /// The terminal's own foreground or background.
  public static let `default` = Color(packed: 0)

  private init(packed: UInt32) { self.packed = packed }

  /// A colour from its components, each 0…255.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    packed = 0x0100_0000 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
  }

  /// A colour from a literal such as `0xFF8800`; bits above the lowest 24 are ignored.
  public init(hex: UInt32) { packed = 0x0100_0000 | (hex & 0xFF_FFFF) }

  /// Whether this is the terminal's default rather than a colour.
  public var isDefault: Bool { packed == 0 }
  /// The red component, 0 for the default.
  public var red: UInt8 { UInt8(truncatingIfNeeded: packed >> 16) }
  /// The green component, 0 for the default.
  public var green: UInt8 { UInt8(truncatingIfNeeded: packed >> 8) }
  /// The blue component, 0 for the default.
  public var blue: UInt8 { UInt8(truncatingIfNeeded: packed) }
}

extension Color {
  /// `#rrggbb`, as pictures and web pages name it.
  public var hex: String {
    let digits = String(packed & 0xFF_FFFF, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }
}
