#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Math.sin, Math.cos and Math.log as V8 computes them, to the last bit.
///
/// Another library's last bit would do for a point, yet a long run with a large learning rate makes a visible difference of it.
/// The method and the constants are FDLIBM's:
///
///     Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
///     Developed at SunSoft, a Sun Microsystems, Inc. business.
///     Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
enum PeerMath {
  static func sin(_ x: Double) -> Double {
    guard let (turns, high, low) = reduced(x) else { return systemSin(x) }
    return switch turns & 3 {
    case 0: sineKernel(high, low)
    case 1: cosineKernel(high, low)
    case 2: -sineKernel(high, low)
    default: -cosineKernel(high, low)
    }
  }

  static func cos(_ x: Double) -> Double {
    guard let (turns, high, low) = reduced(x) else { return systemCos(x) }
    return switch turns & 3 {
    case 0: cosineKernel(high, low)
    case 1: -sineKernel(high, low)
    case 2: -cosineKernel(high, low)
    default: sineKernel(high, low)
    }
  }

  /// x as a number of quarter turns and a rest of two parts; nil for what is not finite or larger than any data.
  private static func reduced(_ x: Double) -> (turns: Int, high: Double, low: Double)? {
    let word = highWord(abs(x))
    guard word > 0x3FE9_21FB else { return (0, x, 0) }
    guard word <= 0x4139_21FB else { return nil }
    let parts: [(value: Double, tail: Double)] = [
      (1.57079632673412561417e+00, 6.07710050650619224932e-11),
      (6.07710050630396597660e-11, 2.02226624879595063154e-21),
      (2.02226624871116645580e-21, 8.47842766036889956997e-32),
    ]
    let size = abs(x)
    let turns = word < 0x4002_D97C ? 1 : Int(size * 6.36619772367581382433e-01 + 0.5)
    let n = Double(turns)
    var rest = size - n * parts[0].value
    var tail = n * parts[0].tail
    var high = rest - tail
    // Near a multiple of π/2 most digits cancel, and further parts of π/2 are needed; the original looks at the high word alone.
    let isNear = turns >= 32 || word == highWord(n * 1.57079632679489661923)
    if isNear {
      let exponent = Int(word >> 20)
      for (part, limit) in zip(parts.dropFirst(), [16, 49]) {
        guard exponent - Int(highWord(abs(high)) >> 20) > limit else { break }
        let before = rest
        let product = n * part.value
        rest = before - product
        tail = n * part.tail - ((before - rest) - product)
        high = rest - tail
      }
    }
    let low = (rest - high) - tail
    return x < 0 ? (-turns, -high, -low) : (turns, high, low)
  }

  private static func sineKernel(_ x: Double, _ y: Double) -> Double {
    if abs(x) < 0x1p-27 { return x }
    let z = x * x
    let v = z * x
    var r = 1.58969099521155010221e-10
    r = -2.50507602534068634195e-08 + z * r
    r = 2.75573137070700676789e-06 + z * r
    r = -1.98412698298579493134e-04 + z * r
    r = 8.33333333332248946124e-03 + z * r
    let first = -1.66666666666666324348e-01
    if y == 0 { return x + v * (first + z * r) }
    return x - ((z * (0.5 * y - v * r) - y) - v * first)
  }

  private static func cosineKernel(_ x: Double, _ y: Double) -> Double {
    let word = highWord(abs(x))
    if word < 0x3E40_0000 { return 1 }
    let z = x * x
    var r = -1.13596475577881948265e-11
    r = 2.08757232129817482790e-09 + z * r
    r = -2.75573143513906633035e-07 + z * r
    r = 2.48015872894767294178e-05 + z * r
    r = -1.38888888888741095749e-03 + z * r
    r = z * (4.16666666666666019037e-02 + z * r)
    if word < 0x3FD3_3333 { return 1 - (0.5 * z - (z * r - x * y)) }
    let quarter =
      word > 0x3FE9_0000 ? 0.28125 : Double(bitPattern: UInt64(word - 0x0020_0000) << 32)
    let half = 0.5 * z - quarter
    return (1 - quarter) - (half - (z * r - x * y))
  }

  /// ln x of a number in [0, 1].
  static func log(_ x: Double) -> Double {
    guard x > 0, x.isNormal else { return x == 0 ? -.infinity : systemLog(x) }
    let (ln2High, ln2Low) = (6.93147180369123816490e-01, 1.90821492927058770002e-10)
    var word = highWord(x)
    var k = Int(word >> 20) - 1023
    word &= 0xF_FFFF
    let step = (word &+ 0x95F64) & 0x10_0000
    let mantissa = Double(bitPattern: UInt64(word | (step ^ 0x3FF0_0000)) << 32 | (x.bitPattern & 0xFFFF_FFFF))
    k += Int(step >> 20)
    let f = mantissa - 1
    let n = Double(k)
    if 0xF_FFFF & (2 &+ word) < 3 {
      if f == 0 { return k == 0 ? 0 : n * ln2High + n * ln2Low }
      let r = f * f * (0.5 - 0.33333333333333333 * f)
      return k == 0 ? f - r : n * ln2High - ((r - n * ln2Low) - f)
    }
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    let odd =
      z
      * (6.666666666666735130e-01
        + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)))
    let r = odd + even
    let isMiddle = (Int(word) - 0x6147A) | (0x6B851 - Int(word)) > 0
    if isMiddle {
      let half = 0.5 * f * f
      return k == 0 ? f - (half - s * (half + r)) : n * ln2High - ((half - (s * (half + r) + n * ln2Low)) - f)
    }
    return k == 0 ? f - s * (f - r) : n * ln2High - ((s * (f - r) - n * ln2Low) - f)
  }

  private static func highWord(_ x: Double) -> UInt32 { UInt32(truncatingIfNeeded: x.bitPattern >> 32) }
}

private func systemSin(_ x: Double) -> Double { sin(x) }
private func systemCos(_ x: Double) -> Double { cos(x) }
private func systemLog(_ x: Double) -> Double { log(x) }
