import RealModule

/// The direction of (x, y) in radians, −π to π.
func angle(_ y: Double, _ x: Double) -> Double { Double.atan2(y: y, x: x) }
