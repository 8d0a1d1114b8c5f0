extension DigitStyle {
  static let zero: [DigitStyle] = [
    DigitStyle(
      "oval",
      weight: 3,
      .loop(0.5, 0, 0.2, 0.14, 0.08, 0.5, 0.2, 0.88, 0.5, 1, 0.8, 0.86, 0.92, 0.5, 0.8, 0.12)
    ),
    DigitStyle(
      "narrow",
      weight: 2,
      .loop(0.45, 0, 0.27, 0.16, 0.18, 0.52, 0.26, 0.88, 0.46, 1, 0.68, 0.84, 0.76, 0.5, 0.66, 0.12)
    ),
    DigitStyle(
      "overlapping ends",
      weight: 2,
      .curve(
        0.62,
        0.04,
        0.32,
        0.06,
        0.12,
        0.4,
        0.16,
        0.82,
        0.45,
        1,
        0.78,
        0.84,
        0.9,
        0.46,
        0.74,
        0.12,
        0.46,
        0.02,
        0.3,
        0.1
      )
    ),
    DigitStyle(
      "open at the top",
      .curve(0.42, 0.02, 0.18, 0.22, 0.08, 0.58, 0.24, 0.92, 0.54, 1, 0.84, 0.78, 0.9, 0.42, 0.72, 0.1, 0.54, 0.06)
    ),
    DigitStyle(
      "round",
      weight: 2,
      .loop(0.5, 0.08, 0.18, 0.2, 0.02, 0.5, 0.16, 0.82, 0.5, 0.94, 0.86, 0.8, 1, 0.5, 0.84, 0.18)
    ),
    DigitStyle(
      "tail inside",
      .curve(
        0.7,
        0.1,
        0.4,
        0,
        0.14,
        0.24,
        0.08,
        0.62,
        0.3,
        0.96,
        0.66,
        0.94,
        0.9,
        0.6,
        0.84,
        0.22,
        0.6,
        0.06,
        0.4,
        0.16
      )
    ),
    DigitStyle(
      "tilted",
      weight: 2,
      .loop(0.66, 0, 0.32, 0.14, 0.1, 0.52, 0.14, 0.88, 0.4, 1, 0.72, 0.84, 0.94, 0.46, 0.9, 0.1)
    ),
  ]

  static let one: [DigitStyle] = [
    DigitStyle("stroke", weight: 8, slantSpread: 1.25, .line(0.58, 0, 0.48, 1)),
    DigitStyle("bent stroke", weight: 3, slantSpread: 1.25, .curve(0.6, 0, 0.5, 0.5, 0.48, 1)),
    DigitStyle("flag", weight: 0.8, .line(0.28, 0.24, 0.52, 0, 0.52, 1)),
    DigitStyle("short flag", weight: 0.8, .line(0.38, 0.14, 0.52, 0, 0.52, 1)),
    DigitStyle("flag and base", weight: 0.5, .line(0.28, 0.2, 0.52, 0, 0.52, 1), .line(0.2, 1, 0.84, 1)),
    DigitStyle("base", weight: 0.2, .line(0.5, 0, 0.5, 1), .line(0.24, 1, 0.78, 1)),
  ]

  static let two: [DigitStyle] = [
    DigitStyle(
      "looped",
      weight: 3,
      .curve(
        0.12,
        0.26,
        0.28,
        0.04,
        0.6,
        0.02,
        0.76,
        0.26,
        0.6,
        0.58,
        0.3,
        0.88,
        0.08,
        0.94,
        0.08,
        0.78,
        0.3,
        0.78,
        0.6,
        0.94,
        0.96,
        0.9
      )
    ),
    DigitStyle(
      "straight base",
      weight: 3,
      .curve(0.1, 0.24, 0.26, 0.03, 0.6, 0.02, 0.78, 0.24, 0.62, 0.54, 0.34, 0.8, 0.06, 1).line(0.92, 0.98)
    ),
    DigitStyle(
      "wavy base",
      weight: 2,
      .curve(0.12, 0.2, 0.34, 0.02, 0.66, 0.06, 0.74, 0.3, 0.54, 0.62, 0.1, 0.96).curve(
        0.34,
        0.88,
        0.62,
        0.96,
        0.94,
        0.94
      )
    ),
    DigitStyle(
      "small loop",
      weight: 2,
      .curve(
        0.2,
        0.14,
        0.46,
        0,
        0.72,
        0.12,
        0.7,
        0.4,
        0.42,
        0.76,
        0.16,
        0.98,
        0.1,
        0.9,
        0.28,
        0.84,
        0.56,
        0.94,
        0.88,
        0.98
      )
    ),
    DigitStyle(
      "flat",
      weight: 1,
      .curve(0.02, 0.3, 0.3, 0.1, 0.6, 0.16, 0.62, 0.42, 0.36, 0.7, 0.02, 0.86).curve(0.4, 0.82, 0.7, 0.9, 1.06, 0.82)
    ),
    DigitStyle(
      "upright with a long base",
      weight: 1,
      .curve(0.26, 0.12, 0.48, 0, 0.68, 0.16, 0.6, 0.5, 0.36, 0.82, 0.14, 1).line(1, 0.96)
    ),
    DigitStyle(
      "large loop",
      weight: 2,
      .curve(
        0.24,
        0.24,
        0.36,
        0.04,
        0.62,
        0.02,
        0.74,
        0.22,
        0.62,
        0.52,
        0.34,
        0.86,
        0.1,
        0.96,
        0.04,
        0.78,
        0.24,
        0.66,
        0.5,
        0.78,
        0.7,
        0.94,
        1,
        0.88
      )
    ),
    DigitStyle(
      "rising tail",
      weight: 1.5,
      .curve(
        0.16,
        0.16,
        0.42,
        0,
        0.66,
        0.14,
        0.6,
        0.44,
        0.36,
        0.74,
        0.1,
        0.9,
        0.04,
        0.76,
        0.22,
        0.7,
        0.52,
        0.82,
        1.04,
        0.7
      )
    ),
    DigitStyle(
      "curled head",
      weight: 1.5,
      .curve(0.34, 0.26, 0.18, 0.3, 0.2, 0.1, 0.5, 0, 0.74, 0.16, 0.62, 0.5, 0.36, 0.8, 0.06, 0.98).curve(
        0.4,
        0.9,
        0.96,
        0.96
      )
    ),
    DigitStyle(
      "falling tail",
      weight: 1,
      .curve(
        0.08,
        0.22,
        0.36,
        0.02,
        0.66,
        0.1,
        0.62,
        0.4,
        0.34,
        0.7,
        0.06,
        0.82,
        0.08,
        0.66,
        0.34,
        0.68,
        0.66,
        0.86,
        0.94,
        1
      )
    ),
  ]

  static let three: [DigitStyle] = [
    DigitStyle(
      "two arcs",
      weight: 3,
      .curve(0.14, 0.14, 0.42, 0, 0.74, 0.12, 0.72, 0.34, 0.38, 0.46).curve(
        0.74,
        0.54,
        0.84,
        0.78,
        0.56,
        0.98,
        0.1,
        0.92
      )
    ),
    DigitStyle(
      "flat top",
      weight: 1,
      .line(0.14, 0.03, 0.74, 0.02, 0.4, 0.4).curve(0.76, 0.5, 0.82, 0.76, 0.54, 0.98, 0.1, 0.92)
    ),
    DigitStyle(
      "loop in the middle",
      weight: 1,
      .curve(
        0.16,
        0.14,
        0.44,
        0,
        0.74,
        0.14,
        0.66,
        0.36,
        0.42,
        0.46,
        0.34,
        0.54,
        0.44,
        0.52,
        0.74,
        0.6,
        0.8,
        0.82,
        0.5,
        1,
        0.1,
        0.92
      )
    ),
    DigitStyle(
      "smooth",
      weight: 2,
      .curve(0.16, 0.1, 0.5, 0, 0.72, 0.18, 0.6, 0.4, 0.5, 0.47, 0.72, 0.6, 0.78, 0.82, 0.5, 1, 0.14, 0.96)
    ),
    DigitStyle(
      "large lower arc",
      weight: 2,
      .curve(0.24, 0.08, 0.54, 0, 0.72, 0.16, 0.42, 0.36).curve(0.84, 0.44, 0.9, 0.78, 0.5, 1, 0.04, 0.86)
    ),
    DigitStyle(
      "deep notch",
      weight: 1,
      .curve(0.08, 0.12, 0.5, 0, 0.8, 0.14, 0.66, 0.36, 0.22, 0.5).curve(0.7, 0.54, 0.84, 0.74, 0.6, 0.96, 0.06, 1)
    ),
    DigitStyle(
      "curled ends",
      weight: 1.5,
      .curve(0.2, 0.28, 0.22, 0.08, 0.52, 0, 0.76, 0.14, 0.66, 0.38, 0.42, 0.46).curve(
        0.76,
        0.56,
        0.82,
        0.82,
        0.5,
        1,
        0.16,
        0.94,
        0.12,
        0.78
      )
    ),
    DigitStyle(
      "slender",
      weight: 1.5,
      .curve(0.24, 0.06, 0.56, 0.02, 0.62, 0.18, 0.38, 0.44).curve(0.62, 0.5, 0.66, 0.74, 0.46, 0.96, 0.12, 0.98)
    ),
    DigitStyle(
      "straight slopes",
      weight: 1,
      .line(0.16, 0.1, 0.7, 0.02, 0.34, 0.42).curve(0.66, 0.48, 0.72, 0.7, 0.48, 0.92, 0.02, 1)
    ),
  ]

  static let four: [DigitStyle] = [
    DigitStyle(
      "open",
      weight: 3,
      .line(0.18, 0.06, 0.08, 0.54, 0.86, 0.5),
      .line(0.76, 0, 0.68, 1)
    ),
    DigitStyle(
      "closed",
      weight: 1.2,
      .line(0.64, 0, 0.04, 0.64, 0.96, 0.64),
      .line(0.66, 0.02, 0.66, 1)
    ),
    DigitStyle(
      "open, curved",
      weight: 3,
      .curve(0.16, 0.08, 0.1, 0.36, 0.26, 0.54, 0.56, 0.5, 0.78, 0.38),
      .curve(0.82, 0, 0.76, 0.4, 0.68, 1)
    ),
    DigitStyle(
      "one line",
      weight: 1,
      .curve(0.2, 0.1, 0.08, 0.5).curve(0.4, 0.52, 0.76, 0.44).line(0.84, 0.06, 0.7, 1)
    ),
    DigitStyle(
      "almost closed",
      weight: 0.8,
      .curve(0.46, 0.04, 0.22, 0.3, 0.08, 0.54).line(0.86, 0.52),
      .line(0.72, 0.1, 0.64, 1)
    ),
    DigitStyle(
      "long bar",
      weight: 1.5,
      .line(0.24, 0.1, 0.06, 0.5, 1.04, 0.46),
      .line(0.72, 0.14, 0.56, 1)
    ),
    DigitStyle(
      "round bowl",
      weight: 0.5,
      .curve(0.12, 0.02, 0.08, 0.3, 0.2, 0.46, 0.5, 0.46, 0.74, 0.34, 0.82, 0.02).curve(0.76, 0.5, 0.72, 1)
    ),
    DigitStyle(
      "narrow, open",
      weight: 2,
      .curve(0.3, 0.04, 0.2, 0.3, 0.16, 0.5).curve(0.4, 0.54, 0.72, 0.48),
      .line(0.7, 0, 0.62, 1)
    ),
  ]
}
